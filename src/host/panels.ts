/** All panels: one a session, revealed when asked for again, restored when the window reloads. */
import * as vscode from 'vscode';
import type { CellRef } from '../inspector/views';
import { Disposables } from './disposables';
import { offerToWrite } from './offerToWrite';
import { Panel, PANEL_TYPE } from './panel';
import type { InspectionSession } from './session';
import type { Sessions } from './sessions';

export interface ChosenNumber {
  readonly session: InspectionSession;
  readonly cell: CellRef;
}

export class Panels extends Disposables {
  readonly #panels = new Map<InspectionSession, Panel>();
  readonly #activeChanged = this.own(new vscode.EventEmitter<void>());
  /** Another panel has the focus, or none has it any more. */
  readonly onDidChangeActive = this.#activeChanged.event;

  readonly #chosen = this.own(new vscode.EventEmitter<ChosenNumber>());
  /** A panel's focus, or a click in it, came to a number. */
  readonly onDidChoose = this.#chosen.event;

  readonly #attended = this.own(new vscode.EventEmitter<void>());
  /** A panel's page came, or took the focus. */
  readonly onDidAttend = this.#attended.event;

  constructor(
    readonly sessions: Sessions,
    readonly extensionUri: vscode.Uri,
  ) {
    super();
    this.own(
      vscode.window.registerWebviewPanelSerializer(PANEL_TYPE, {
        deserializeWebviewPanel: (webviewPanel, saved: unknown) => {
          this.#restore(webviewPanel, savedUri(saved));
          return Promise.resolve();
        },
      }),
    );
    this.own(
      sessions.onDidClose((session) => {
        this.#close(session);
      }),
    );
    this.own({
      dispose: () => {
        // The tabs stay: a window that reloads restores them.
        for (const panel of this.#panels.values()) panel.dispose();
        this.#panels.clear();
      },
    });
  }

  /**
   * Shows the panel of a session: beside the editor where it is new, or in the group of the panel that has the focus.
   * @param cell a number to bring into view there.
   */
  show(session: InspectionSession, cell?: CellRef): void {
    const known = this.#panels.get(session);
    if (known !== undefined) {
      known.reveal(cell);
      return;
    }
    const column = this.activePanel?.webviewPanel.viewColumn ?? vscode.ViewColumn.Beside;
    const webviewPanel = vscode.window.createWebviewPanel(PANEL_TYPE, 'Backprop', column);
    this.#attach(webviewPanel, session).want(cell);
  }

  /** The panel of a session, where it is in view. */
  inView(session: InspectionSession): Panel | undefined {
    const panel = this.#panels.get(session);
    return panel?.webviewPanel.visible === true ? panel : undefined;
  }

  /** The session whose panel has the focus. */
  get active(): InspectionSession | undefined {
    return this.activePanel?.session;
  }

  /** The panel that has the focus. */
  get activePanel(): Panel | undefined {
    return [...this.#panels.values()].find(({ webviewPanel }) => webviewPanel.active);
  }

  #attach(webviewPanel: vscode.WebviewPanel, session: InspectionSession): Panel {
    const panel = new Panel(webviewPanel, session, this.extensionUri, () => {
      this.#panels.delete(session);
      this.#leave(session);
    });
    this.#panels.set(session, panel);
    panel.onDidChoose((cell) => {
      this.#chosen.fire({ session, cell });
    });
    panel.onDidAttend(() => {
      this.#attended.fire();
    });
    webviewPanel.onDidChangeViewState(() => {
      this.#activeChanged.fire();
    });
    this.#activeChanged.fire();
    return panel;
  }

  /** The session ends with its panel; where numbers were tried, when the user has said what becomes of them. */
  #leave(session: InspectionSession): void {
    if (session.state.whatIf === undefined) {
      this.sessions.close(session);
      return;
    }
    void offerToWrite(session).then(() => {
      // Its panel may have been opened again meanwhile.
      if (!this.#panels.has(session)) this.sessions.close(session);
    });
  }

  #restore(webviewPanel: vscode.WebviewPanel, uri: vscode.Uri | undefined): void {
    const session = uri === undefined ? undefined : this.sessions.open(uri);
    // One panel a model: it may have been opened again before the window was restored.
    if (session === undefined || this.#panels.has(session)) {
      webviewPanel.dispose();
      return;
    }
    this.#attach(webviewPanel, session);
    void session.run();
  }

  /** A session ended before its panel did: its file was overwritten by another model. */
  #close(session: InspectionSession): void {
    const panel = this.#panels.get(session);
    if (panel === undefined) return;
    this.#panels.delete(session);
    panel.dispose();
    panel.webviewPanel.dispose();
    const { changed = 0 } = session.state.whatIf ?? {};
    if (changed === 0) return;
    const { fileName } = session;
    void vscode.window.showWarningMessage(
      changed === 1
        ? vscode.l10n.t(
            '{0} was overwritten by another model: the number that was changed in its panel is gone.',
            fileName,
          )
        : vscode.l10n.t(
            '{0} was overwritten by another model: the {1} numbers that were changed in its panel are gone.',
            fileName,
            changed,
          ),
    );
  }
}

function savedUri(saved: unknown): vscode.Uri | undefined {
  if (typeof saved !== 'object' || saved === null || !('uri' in saved) || typeof saved.uri !== 'string') {
    return undefined;
  }
  return vscode.Uri.parse(saved.uri);
}
