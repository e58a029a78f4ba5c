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
      vscode.workspace.onDidRenameFiles(({ files }) => {
        for (const { oldUri, newUri } of files) this.#follow(oldUri, newUri);
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

  /** The panels of a file, or of all files in a folder, go with it to its new name. */
  #follow(from: vscode.Uri, to: vscode.Uri): void {
    for (const [session, panel] of [...this.#panels]) {
      const moved = movedUri(session.uri, from, to);
      if (moved === undefined) continue;
      this.#panels.delete(session);
      panel.dispose();
      this.sessions.close(session);
      this.#restore(panel.webviewPanel, moved);
    }
  }
}

/** Where a file is after `from` became `to`; undefined where it is not concerned. */
function movedUri(uri: vscode.Uri, from: vscode.Uri, to: vscode.Uri): vscode.Uri | undefined {
  if (uri.toString() === from.toString()) return to;
  const folder = `${from.toString()}/`;
  const rest = uri.toString().startsWith(folder) ? uri.path.slice(from.path.length + 1) : undefined;
  return rest === undefined ? undefined : vscode.Uri.joinPath(to, rest);
}

function savedUri(saved: unknown): vscode.Uri | undefined {
  if (typeof saved !== 'object' || saved === null || !('uri' in saved) || typeof saved.uri !== 'string') {
    return undefined;
  }
  return vscode.Uri.parse(saved.uri);
}
