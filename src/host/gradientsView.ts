/** The side view of gradients: a webview in the side bar that follows the active session. */
import * as vscode from 'vscode';
import { type Channel, connect } from '../protocol/channel';
import type { Handlers } from '../protocol/message';
import { sideContract, sideEvents, type SideState } from '../protocol/sideContract';
import type { ActiveSession } from './activeSession';
import { Disposables } from './disposables';
import { activeModel } from './modelFiles';
import { FIRST_EXAMPLE } from './openExample';
import type { Panels } from './panels';
import { select } from './ranges';
import { nameOfFile } from './nameOfFile';
import type { InspectionSession } from './session';
import { viewHandlers } from './viewHandlers';
import { showPage } from './webviewHtml';
import { webviewTransport } from './webviewTransport';

export const GRADIENTS_VIEW = 'backprop.gradients';

export class GradientsView extends Disposables implements vscode.WebviewViewProvider {
  #view: vscode.WebviewView | undefined;
  #channel: Channel<typeof sideEvents> | undefined;
  #following: vscode.Disposable | undefined;
  /** File name of the model that the active editor shows. */
  #runnable: string | undefined;

  constructor(
    readonly active: ActiveSession,
    readonly panels: Panels,
    readonly extensionUri: vscode.Uri,
  ) {
    super();
    this.own(vscode.window.registerWebviewViewProvider(GRADIENTS_VIEW, this));
    this.own(
      active.onDidChange((session) => {
        this.#follow(session);
      }),
    );
    this.#follow(active.current);
    const look = (): void => {
      this.#lookAtEditor();
    };
    look();
    this.own(vscode.window.onDidChangeActiveTextEditor(look));
    // Files that are too large for extensions are tabs without an editor.
    this.own(vscode.window.tabGroups.onDidChangeTabs(look));
    this.own({
      dispose: () => {
        this.#following?.dispose();
        this.#channel?.dispose();
      },
    });
  }

  resolveWebviewView(view: vscode.WebviewView): void {
    this.#channel?.dispose();
    const channel = connect(sideContract, this.#handlers(), sideEvents, webviewTransport(view.webview));
    this.#view = view;
    this.#channel = channel;
    view.onDidDispose(() => {
      channel.dispose();
      if (this.#view !== view) return;
      this.#view = undefined;
      this.#channel = undefined;
    });
    showPage(view.webview, this.extensionUri, { name: 'side', title: 'Gradients' });
  }

  #follow(session: InspectionSession | undefined): void {
    this.#following?.dispose();
    this.#following = session?.onDidChange(() => {
      this.#tell();
    });
    this.#tell();
  }

  #lookAtEditor(): void {
    const model = activeModel();
    const runnable = model === undefined ? undefined : nameOfFile(model);
    if (runnable === this.#runnable) return;
    this.#runnable = runnable;
    this.#tell();
  }

  #tell(): void {
    // A hidden webview is rebuilt when it is shown, and asks for the state then.
    if (this.#view?.visible === true) this.#channel?.remote.state(this.#state()).catch(() => undefined);
  }

  #state(): SideState {
    return { followed: this.active.current?.shown, runnable: this.#runnable };
  }

  /** @throws Error where no model is under inspection: it may have been closed while the webview asked. */
  #session(): InspectionSession {
    const session = this.active.current;
    if (session === undefined) throw new Error(vscode.l10n.t('The model was closed.'));
    return session;
  }

  #handlers(): Handlers<typeof sideContract> {
    return {
      ...viewHandlers(() => this.#session().views),
      ready: () => this.#state(),
      run: async () => {
        const session = this.active.current;
        if (session === undefined) await vscode.commands.executeCommand('backprop.runBackwardPass');
        else await session.run();
        return undefined;
      },
      agree: async (bytes) => {
        await this.#session().agree(bytes);
        return undefined;
      },
      cancel: () => {
        this.active.current?.cancel();
        return undefined;
      },
      openExample: async () => {
        await vscode.commands.executeCommand('backprop.openExample', FIRST_EXAMPLE);
        return undefined;
      },
      open: (cell) => {
        this.panels.show(this.#session(), cell);
        return undefined;
      },
      goToIssue: async (index) => {
        const { uri, state } = this.#session();
        const issue = state.issues[index];
        if (issue !== undefined) await select(uri, issue.range);
        return undefined;
      },
    };
  }
}
