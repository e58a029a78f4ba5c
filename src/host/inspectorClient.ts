/** The inspector's worker thread, seen from the host: started when first needed, replaced when it dies. */
import { Worker } from 'node:worker_threads';
import type { Progress } from '../inspector/views';
import { type Channel, connect } from '../protocol/channel';
import { inspectorContract, inspectorEvents } from '../protocol/inspectorContract';
import type { Remote } from '../protocol/message';
import { portTransport } from '../protocol/portTransport';

export interface InspectorThread {
  readonly worker: Worker;
  readonly channel: Channel<typeof inspectorContract>;
}

/** What the thread tells while it works. */
export interface InspectorNews {
  progress(progress: Progress): void;
  /** So many gradients have been checked, of so many. */
  checkProgress(done: number, all: number): void;
}

/** Starts a thread; when it ends, so does its channel. */
export function startInspector(script: string, news: Partial<InspectorNews> = {}): InspectorThread {
  const worker = new Worker(script);
  const channel = connect(
    inspectorEvents,
    {
      progress: (progress) => {
        news.progress?.(progress);
        return undefined;
      },
      checkProgress: ({ done, all }) => {
        news.checkProgress?.(done, all);
        return undefined;
      },
    },
    inspectorContract,
    portTransport(worker),
  );
  worker.on('exit', () => {
    channel.dispose();
  });
  return { worker, channel };
}

export class InspectorClient {
  #thread: InspectorThread | undefined;

  /**
   * @param script path of the worker's built file.
   * @param news of what is under way.
   * @param onDeath the worker ended by itself; everything pending was rejected, and the next call starts a new one.
   */
  constructor(
    readonly script: string,
    readonly news: InspectorNews,
    readonly onDeath: (reason: string) => void,
  ) {}

  get remote(): Remote<typeof inspectorContract> {
    this.#thread ??= this.#start();
    return this.#thread.channel.remote;
  }

  dispose(): void {
    const thread = this.#thread;
    this.#thread = undefined;
    thread?.channel.dispose();
    void thread?.worker.terminate();
  }

  #start(): InspectorThread {
    const thread = startInspector(this.script, this.news);
    let reason: string | undefined;
    thread.worker.on('error', (error) => {
      reason = error instanceof Error ? error.message : String(error);
    });
    thread.worker.on('exit', (code) => {
      // Ended by dispose: nothing to tell.
      if (this.#thread !== thread) return;
      this.#thread = undefined;
      this.onDeath(reason ?? `the worker ended with code ${code}`);
    });
    return thread;
  }
}
