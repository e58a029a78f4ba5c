/** All models under inspection, one session a document. */
import * as vscode from 'vscode';
import { Disposables } from './disposables';
import type { StartWorker } from './inspectorWorker';
import { InspectionSession } from './session';

export class Sessions extends Disposables {
  readonly #sessions = new Map<string, InspectionSession>();
  readonly #opened = this.own(new vscode.EventEmitter<InspectionSession>());
  readonly onDidOpen = this.#opened.event;
  readonly #closed = this.own(new vscode.EventEmitter<InspectionSession>());
  readonly onDidClose = this.#closed.event;

  constructor(
    readonly startWorker: StartWorker,
    readonly log: vscode.LogOutputChannel,
  ) {
    super();
    this.own({
      dispose: () => {
        for (const session of this.#sessions.values()) session.dispose();
        this.#sessions.clear();
      },
    });
  }

  /** The session of a document, begun if there is none. */
  open(uri: vscode.Uri): InspectionSession {
    const known = this.get(uri);
    if (known !== undefined) return known;
    const session = new InspectionSession(uri, this.startWorker, this.log);
    this.#sessions.set(uri.toString(), session);
    this.#opened.fire(session);
    return session;
  }

  get(uri: vscode.Uri): InspectionSession | undefined {
    return this.#sessions.get(uri.toString());
  }

  close(session: InspectionSession): void {
    if (this.get(session.uri) !== session) return;
    this.#sessions.delete(session.uri.toString());
    session.dispose();
    this.#closed.fire(session);
  }

  get uris(): readonly vscode.Uri[] {
    return [...this.#sessions.values()].map(({ uri }) => uri);
  }
}
