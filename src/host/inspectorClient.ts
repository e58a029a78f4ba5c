/** The inspector's worker thread, seen from the host: started when first needed, replaced when it dies. */
import { Worker } from 'node:worker_threads';
import type { MatrixFormat, MatrixRef, Progress } from '../inspector/views';
import { type Channel, connect } from '../protocol/channel';
import { inspectorContract, inspectorEvents } from '../protocol/inspectorContract';
import type { Handlers, Remote } from '../protocol/message';
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
export function startInspector(
  script: string,
  news: Partial<Handlers<typeof inspectorEvents>> = {},
): InspectorThread {
  const worker = new Worker(script);
  const none = (): undefined => undefined;
  const handlers = { progress: none, checkProgress: none, encodeProgress: none, ...news };
  const channel = connect(inspectorEvents, handlers, inspectorContract, portTransport(worker));
  worker.on('exit', () => {
    channel.dispose();
  });
  return { worker, channel };
}

export class InspectorClient {
  #thread: InspectorThread | undefined;
  /** Counts what was asked to be encoded. */
  #encodings = 0;
  /** Who waits for which encoding. */
  readonly #onShare = new Map<number, (share: number) => void>();

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

  /**
   * A matrix as the bytes of a file.
   * @param onShare told which share of it is written, 0 … 1.
   * @throws CancelledError soon after the signal is aborted.
   */
  async encode(
    matrix: MatrixRef,
    format: MatrixFormat,
    onShare: (share: number) => void,
    signal: AbortSignal,
  ): Promise<Uint8Array<ArrayBuffer>> {
    const id = ++this.#encodings;
    const { remote } = this;
    const cancel = (): void => {
      remote.cancelEncode(id).catch(() => undefined);
    };
    this.#onShare.set(id, onShare);
    const encoded = remote.encode(id, matrix, format);
    // After the request, so that there is something to cancel.
    if (signal.aborted) cancel();
    signal.addEventListener('abort', cancel);
    try {
      return await encoded;
    } finally {
      signal.removeEventListener('abort', cancel);
      this.#onShare.delete(id);
    }
  }

  dispose(): void {
    const thread = this.#thread;
    this.#thread = undefined;
    thread?.channel.dispose();
    void thread?.worker.terminate();
  }

  #start(): InspectorThread {
    const thread = startInspector(this.script, {
      progress: (progress) => {
        this.news.progress(progress);
        return undefined;
      },
      checkProgress: ({ done, all }) => {
        this.news.checkProgress(done, all);
        return undefined;
      },
      encodeProgress: (id, share) => {
        this.#onShare.get(id)?.(share);
        return undefined;
      },
    });
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
