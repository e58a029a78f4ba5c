/** The session that a view beside the editors follows: the active editor's or panel's, else the one before it that lives. */
import * as vscode from 'vscode';
import { Disposables } from './disposables';
import type { Panels } from './panels';
import type { InspectionSession } from './session';
import type { Sessions } from './sessions';

export class ActiveSession extends Disposables {
  /** All sessions, the one that was active last at the end. */
  readonly #recent = new Set<InspectionSession>();
  readonly #changed = this.own(new vscode.EventEmitter<InspectionSession | undefined>());
  readonly onDidChange = this.#changed.event;

  constructor(
    readonly sessions: Sessions,
    readonly panels: Panels,
  ) {
    super();
    const follow = (): void => {
      this.#change(() => {
        this.#follow();
      });
    };
    this.own(vscode.window.onDidChangeActiveTextEditor(follow));
    this.own(panels.onDidChangeActive(follow));
    // The editor of the new name had the focus before the session had the name.
    this.own(sessions.onDidMove(follow));
    this.own(
      sessions.onDidOpen((session) => {
        this.#change(() => {
          this.#recent.add(session);
          this.#follow();
        });
      }),
    );
    this.own(
      sessions.onDidClose((session) => {
        this.#change(() => {
          this.#recent.delete(session);
          this.#follow();
        });
      }),
    );
  }

  /** Undefined where no model is under inspection. */
  get current(): InspectionSession | undefined {
    return [...this.#recent].at(-1);
  }

  /** Whatever else gets the focus, another file, a terminal, changes nothing. */
  #follow(): void {
    const document = vscode.window.activeTextEditor?.document;
    const active =
      this.panels.active ?? (document === undefined ? undefined : this.sessions.get(document.uri));
    if (active === undefined || !this.#recent.delete(active)) return;
    this.#recent.add(active);
  }

  #change(change: () => void): void {
    const before = this.current;
    change();
    if (this.current !== before) this.#changed.fire(this.current);
  }
}
