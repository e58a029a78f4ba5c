/** Asks a worker about documents' texts, so that none is parsed on this thread: one worker for all of them. */
import type * as vscode from 'vscode';
import type { inspectorContract } from '../../protocol/inspectorContract';
import type { Remote } from '../../protocol/message';
import { Disposables } from '../disposables';
import { InspectorClient } from '../inspectorClient';
import type { StartWorker } from '../inspectorWorker';

/** What can be asked of a text that was never run. */
type Questions = Pick<
  Remote<typeof inspectorContract>,
  'outline' | 'fixes' | 'layerName' | 'shapeHints' | 'hoverBeforeRun'
>;

export class ModelTexts extends Disposables {
  readonly #client: InspectorClient;
  /** The document and version whose text the worker has. */
  #held: string | undefined;

  constructor(
    startWorker: StartWorker,
    readonly log: vscode.LogOutputChannel,
  ) {
    super();
    const none = (): void => undefined;
    this.#client = this.own(
      new InspectorClient(startWorker, { progress: none, checkProgress: none }, (reason) => {
        this.#held = undefined;
        this.log.error(`The worker for model texts ended: ${reason}`);
      }),
    );
  }

  /**
   * The answer about a document as it is now; undefined where nobody wants it any more, or the worker died of it.
   * @param question must ask at once: the next document's text may follow.
   */
  async ask<T>(
    document: vscode.TextDocument,
    token: vscode.CancellationToken,
    question: (questions: Questions) => Promise<T>,
  ): Promise<T | undefined> {
    if (token.isCancellationRequested || this.disposed) return undefined;
    const { version } = document;
    const name = `${version}:${document.uri.toString()}`;
    const { remote } = this.#client;
    try {
      // Posted one behind the other, so that no other text comes between them.
      const given = this.#held === name ? undefined : remote.setText(document.getText());
      this.#held = name;
      const [answer] = await Promise.all([question(remote), given]);
      // Its places are of a text that is no more.
      return document.version === version ? answer : undefined;
    } catch (error) {
      this.#held = undefined;
      this.log.error(error instanceof Error ? error : String(error));
      return undefined;
    }
  }
}
