/** All models under inspection, one session a document. */
import * as vscode from 'vscode';
import { Disposables } from './disposables';
import type { StartWorker } from './inspectorWorker';
import { InspectionSession } from './session';

/** A session whose document has another URI now. */
export interface MovedSession {
  readonly session: InspectionSession;
  readonly from: vscode.Uri;
}

export class Sessions extends Disposables {
  readonly #sessions = new Set<InspectionSession>();
  readonly #opened = this.own(new vscode.EventEmitter<InspectionSession>());
  readonly onDidOpen = this.#opened.event;
  readonly #closed = this.own(new vscode.EventEmitter<InspectionSession>());
  readonly onDidClose = this.#closed.event;
  readonly #moved = this.own(new vscode.EventEmitter<MovedSession>());
  readonly onDidMove = this.#moved.event;

  constructor(
    readonly startWorker: StartWorker,
    readonly log: vscode.LogOutputChannel,
  ) {
    super();
    this.own({
      dispose: () => {
        for (const session of this.#sessions) session.dispose();
        this.#sessions.clear();
      },
    });
  }

  /** The session of a document, begun if there is none. */
  open(uri: vscode.Uri): InspectionSession {
    const known = this.get(uri);
    if (known !== undefined) return known;
    const session = new InspectionSession(uri, this.startWorker, this.log);
    this.#sessions.add(session);
    session.onDidMove((from) => {
      this.#move(session, from);
    });
    this.#opened.fire(session);
    return session;
  }

  get(uri: vscode.Uri): InspectionSession | undefined {
    return this.#of(uri)[0];
  }

  close(session: InspectionSession): void {
    if (!this.#sessions.delete(session)) return;
    session.dispose();
    this.#closed.fire(session);
  }

  get uris(): readonly vscode.Uri[] {
    return [...this.#sessions].map(({ uri }) => uri);
  }

  #of(uri: vscode.Uri): readonly InspectionSession[] {
    return [...this.#sessions].filter((session) => session.uri.toString() === uri.toString());
  }

  /** Another session of the same document is of the file that was overwritten, and ends with it. */
  #move(session: InspectionSession, from: vscode.Uri): void {
    for (const other of this.#of(session.uri)) if (other !== session) this.close(other);
    this.#moved.fire({ session, from });
  }
}
