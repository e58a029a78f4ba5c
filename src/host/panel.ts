/** The panel of one session: a webview that asks for views and is told of changes. */
import * as vscode from 'vscode';
import type { MatrixRef } from '../inspector/views';
import { type Channel, connect } from '../protocol/channel';
import { panelContract, panelViewContract, type PanelState } from '../protocol/panelContract';
import type { Focus } from '../protocol/focus';
import type { PictureFormat } from '../protocol/shapes';
import { Disposables } from './disposables';
import { panelHtml } from './panelHtml';
import { select } from './ranges';
import type { InspectionSession, SessionState } from './session';
import { viewHandlers } from './viewHandlers';

export const PANEL_TYPE = 'backprop.panel';

export class Panel extends Disposables {
  readonly #channel: Channel<typeof panelViewContract>;

  constructor(
    readonly webviewPanel: vscode.WebviewPanel,
    readonly session: InspectionSession,
    extensionUri: vscode.Uri,
    onClosed: () => void,
  ) {
    super();
    const { webview } = webviewPanel;
    const folder = vscode.Uri.joinPath(extensionUri, 'dist', 'webview');
    webview.options = { enableScripts: true, localResourceRoots: [folder] };
    webviewPanel.iconPath = {
      light: vscode.Uri.joinPath(extensionUri, 'media', 'panel-light.svg'),
      dark: vscode.Uri.joinPath(extensionUri, 'media', 'panel-dark.svg'),
    };
    webviewPanel.title = `Backprop: ${session.title}`;

    this.#channel = this.own(
      connect(panelContract, this.#handlers(), panelViewContract, {
        post: (data) => {
          // An answer may come when the panel has gone.
          webview.postMessage(data).then(undefined, () => undefined);
        },
        listen: (receive) => {
          const subscription = webview.onDidReceiveMessage(receive);
          return () => {
            subscription.dispose();
          };
        },
      }),
    );
    this.own(
      session.onDidChange((state) => {
        // A hidden webview is rebuilt when it is shown, and asks for the state then.
        if (webviewPanel.visible) this.#channel.remote.state(stateOf(session, state)).catch(() => undefined);
      }),
    );
    this.own(
      webviewPanel.onDidDispose(() => {
        this.dispose();
        onClosed();
      }),
    );
    webview.html = panelHtml(webview, folder, session.uri);
  }

  reveal(): void {
    this.webviewPanel.reveal();
  }

  /** What of its page had the focus last. */
  focused(): Promise<Focus | undefined> {
    return this.#channel.remote.focused();
  }

  /** What is on screen of a matrix, as a file; undefined where no heatmap shows it. */
  picture(matrix: MatrixRef, format: PictureFormat): Promise<Uint8Array<ArrayBuffer> | undefined> {
    return this.#channel.remote.picture(matrix, format);
  }

  #handlers(): Parameters<typeof connect<typeof panelContract, typeof panelViewContract>>[1] {
    const { session } = this;
    return {
      ...viewHandlers(() => session.views),
      ready: () => stateOf(session, session.state),
      run: async () => {
        await session.run();
        return undefined;
      },
      agree: async (bytes) => {
        await session.agree(bytes);
        return undefined;
      },
      cancel: () => {
        session.cancel();
        return undefined;
      },
      goTo: async (cell) => {
        const range = await session.locate(cell);
        if (range === undefined) {
          void vscode.window.showInformationMessage(
            vscode.l10n.t('This number does not stand in the file; it is computed.'),
          );
        } else {
          await select(session.uri, range, this.webviewPanel.viewColumn);
        }
        return undefined;
      },
      goToIssue: async (index) => {
        const issue = session.state.issues[index];
        if (issue !== undefined) await select(session.uri, issue.range, this.webviewPanel.viewColumn);
        return undefined;
      },
      copy: async (text) => {
        await vscode.env.clipboard.writeText(text);
        return undefined;
      },
    };
  }
}

function stateOf(session: InspectionSession, state: SessionState): PanelState {
  return { fileName: session.fileName, ...state };
}
