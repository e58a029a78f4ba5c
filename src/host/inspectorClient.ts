/** The inspector's worker thread, seen from the host: started when first needed, replaced when it dies. */
import { Worker } from 'node:worker_threads';
import type { Progress } from '../inspector/views';
import { type Channel, connect } from '../protocol/channel';
import { inspectorContract, inspectorEvents } from '../protocol/inspectorContract';
import type { Remote } from '../protocol/message';

interface Connection {
  readonly worker: Worker;
  readonly channel: Channel<typeof inspectorContract>;
}

export class InspectorClient {
  #connection: Connection | undefined;

  /**
   * @param script path of the worker's built file.
   * @param onProgress news of a run under way.
   * @param onDeath the worker ended by itself; everything pending was rejected, and the next call starts a new one.
   */
  constructor(
    readonly script: string,
    readonly onProgress: (progress: Progress) => void,
    readonly onDeath: (reason: string) => void,
  ) {}

  get remote(): Remote<typeof inspectorContract> {
    this.#connection ??= this.#start();
    return this.#connection.channel.remote;
  }

  dispose(): void {
    const connection = this.#connection;
    this.#connection = undefined;
    connection?.channel.dispose();
    void connection?.worker.terminate();
  }

  #start(): Connection {
    const worker = new Worker(this.script);
    const channel = connect(
      inspectorEvents,
      {
        progress: (progress) => {
          this.onProgress(progress);
          return undefined;
        },
      },
      inspectorContract,
      {
        post: (data) => {
          worker.postMessage(data);
        },
        listen: (receive) => {
          worker.on('message', receive);
          return () => worker.off('message', receive);
        },
      },
    );
    const connection = { worker, channel };
    let reason: string | undefined;
    worker.on('error', (error) => {
      reason = error instanceof Error ? error.message : String(error);
    });
    worker.on('exit', (code) => {
      // Ended by dispose: nothing to tell.
      if (this.#connection !== connection) return;
      this.#connection = undefined;
      channel.dispose();
      this.onDeath(reason ?? `the worker ended with code ${code}`);
    });
    return connection;
  }
}
