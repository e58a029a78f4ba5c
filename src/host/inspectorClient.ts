/** The inspector's worker, seen from the host: started when first needed, replaced when it dies. */
import * as vscode from 'vscode';
import type { MatrixFormat, MatrixRef, Progress } from '../inspector/views';
import type { inspectorContract } from '../protocol/inspectorContract';
import type { Remote } from '../protocol/message';
import { type ConnectedInspector, startInspector, type StartWorker } from './inspectorWorker';

/** What the worker tells while it works. */
export interface InspectorNews {
  progress(progress: Progress): void;
  /** So many gradients have been checked, of so many. */
  checkProgress(done: number, all: number): void;
}

export class InspectorClient {
  #connected: ConnectedInspector | undefined;
  /** Counts what was asked to be encoded. */
  #encodings = 0;
  /** Who waits for which encoding. */
  readonly #onShare = new Map<number, (share: number) => void>();

  /**
   * @param news of what is under way.
   * @param onDeath the worker ended by itself; everything pending was rejected, and the next call starts a new one.
   */
  constructor(
    readonly start: StartWorker,
    readonly news: InspectorNews,
    readonly onDeath: (reason: string) => void,
  ) {}

  get remote(): Remote<typeof inspectorContract> {
    this.#connected ??= this.#connect();
    return this.#connected.channel.remote;
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
    const connected = this.#connected;
    this.#connected = undefined;
    connected?.channel.dispose();
    void connected?.worker.terminate();
  }

  #connect(): ConnectedInspector {
    const connected = startInspector(this.start, {
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
    const { bundle } = vscode.l10n;
    if (bundle !== undefined) void connected.channel.remote.speak(bundle);
    connected.worker.onEnd((reason) => {
      // Ended by dispose: nothing to tell.
      if (this.#connected !== connected) return;
      this.#connected = undefined;
      this.onDeath(reason ?? vscode.l10n.t('the worker ended'));
    });
    return connected;
  }
}
