/** The panel of one session: a webview that asks for views and is told of changes. */
import * as vscode from 'vscode';
import type { CellRef, MatrixRef } from '../inspector/views';
import { type Channel, connect } from '../protocol/channel';
import type { Focus } from '../protocol/focus';
import type { Handlers } from '../protocol/message';
import { panelContract, panelViewContract } from '../protocol/panelContract';
import type { PictureFormat } from '../protocol/shapes';
import { useNotation } from './chooseConvention';
import { Disposables } from './disposables';
import { select } from './ranges';
import type { InspectionSession } from './session';
import { viewHandlers } from './viewHandlers';
import { markDone } from './walkthrough';
import { showPage } from './webviewHtml';
import { webviewTransport } from './webviewTransport';

export const PANEL_TYPE = 'backprop.panel';

export class Panel extends Disposables {
  readonly #channel: Channel<typeof panelViewContract>;
  /** The webview has asked for the state since it was shown last: it hears what it is told. */
  #isReady = false;
  readonly #chosen = this.own(new vscode.EventEmitter<CellRef>());
  /** The panel's focus, or a click in it, came to a number. */
  readonly onDidChoose = this.#chosen.event;
  readonly #attended = this.own(new vscode.EventEmitter<void>());
  /** The page came, or took the focus. */
  readonly onDidAttend = this.#attended.event;
  /** A number to show as soon as there is somebody to show it, and a run that has it. */
  #wanted: CellRef | undefined;

  constructor(
    readonly webviewPanel: vscode.WebviewPanel,
    readonly session: InspectionSession,
    extensionUri: vscode.Uri,
    onClosed: () => void,
  ) {
    super();
    const { webview } = webviewPanel;
    webviewPanel.iconPath = {
      light: vscode.Uri.joinPath(extensionUri, 'media', 'panel-light.svg'),
      dark: vscode.Uri.joinPath(extensionUri, 'media', 'panel-dark.svg'),
    };
    const showTitle = (): void => {
      webviewPanel.title = `Backprop: ${session.title}`;
    };
    showTitle();
    this.own(session.onDidMove(showTitle));

    this.#channel = this.own(
      connect(panelContract, this.#handlers(), panelViewContract, webviewTransport(webview)),
    );
    this.own(
      session.onDidChange(() => {
        // A hidden webview is rebuilt when it is shown, and asks for the state then.
        if (!webviewPanel.visible) return;
        this.#channel.remote.state(session.shown).catch(() => undefined);
        this.#showWanted();
      }),
    );
    this.own(
      webviewPanel.onDidChangeViewState(() => {
        if (!webviewPanel.visible) this.#isReady = false;
      }),
    );
    this.own(
      webviewPanel.onDidDispose(() => {
        this.dispose();
        onClosed();
      }),
    );
    showPage(webview, extensionUri, { name: 'panel', title: 'Backprop Inspector' });
  }

  /** Brings the panel to the front, and a number into view where one is given. */
  reveal(cell?: CellRef): void {
    this.webviewPanel.reveal();
    this.want(cell);
  }

  /** What of its page had the focus last. */
  focused(): Promise<Focus | undefined> {
    return this.#channel.remote.focused();
  }

  /** What is on screen of a matrix, as a file; undefined where no heatmap shows it. */
  picture(matrix: MatrixRef, format: PictureFormat): Promise<Uint8Array<ArrayBuffer> | undefined> {
    return this.#channel.remote.picture(matrix, format);
  }

  /** Brings a number into view as soon as the webview is there and has a run; undefined: none. */
  want(cell: CellRef | undefined): void {
    this.#wanted = cell;
    this.#showWanted();
  }

  /** Marks the number that the editor's cursor is on, where the panel has it on screen; undefined: none. */
  mark(cell: CellRef | undefined): void {
    if (this.#isReady) this.#channel.remote.mark(cell).catch(() => undefined);
  }

  #showWanted(): void {
    const cell = this.#wanted;
    if (cell === undefined || !this.#isReady || this.session.state.run === undefined) return;
    this.#wanted = undefined;
    this.#channel.remote.show(cell).catch(() => undefined);
  }

  #handlers(): Handlers<typeof panelContract> {
    const { session } = this;
    return {
      ...viewHandlers(() => session.views),
      explain: (cell, selection, whole) => {
        markDone('provedNumber');
        return session.views.explain(cell, selection, whole);
      },
      ready: () => {
        this.#isReady = true;
        this.#attended.fire();
        // After the answer: the webview must know of the run first.
        setTimeout(() => {
          this.#showWanted();
        });
        return session.shown;
      },
      attended: () => {
        this.#attended.fire();
        return undefined;
      },
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
      change: async (cell, value) => {
        await session.whatIf.change(cell, value);
        return undefined;
      },
      step: async (rate) => {
        await session.whatIf.step(rate);
        return undefined;
      },
      stepBack: async () => {
        await session.whatIf.stepBack();
        return undefined;
      },
      discard: async () => {
        await session.whatIf.discard();
        return undefined;
      },
      writeToFile: async () => {
        await session.whatIf.write();
        return undefined;
      },
      checkGradients: async () => {
        await session.checkGradients();
        return undefined;
      },
      cancelCheck: () => {
        session.cancelCheck();
        return undefined;
      },
      chooseConvention: async () => {
        await vscode.commands.executeCommand('backprop.chooseConvention', session.uri);
        return undefined;
      },
      useNotation: async (notation) => {
        await useNotation(session.uri, notation);
        return undefined;
      },
      compare: async () => {
        await vscode.commands.executeCommand('backprop.compareGradients', session.uri);
        return undefined;
      },
      correct: async (array, meaning) => {
        await session.correct(array, meaning);
        return undefined;
      },
      endComparison: () => {
        session.endComparison();
        return undefined;
      },
      comparedMatrix: (request) => session.views.comparedMatrix(request),
      copyComparison: async () => {
        const text = await session.views.comparisonMarkdown(session.state.comparison?.name ?? '');
        if (text !== undefined) await vscode.env.clipboard.writeText(text);
        return undefined;
      },
      goToNumbers: async (range) => {
        const { comparedUri } = session;
        if (comparedUri !== undefined) await select(comparedUri, range, this.webviewPanel.viewColumn);
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
          markDone('wentToNumber');
        }
        return undefined;
      },
      mark: (cell) => {
        this.#chosen.fire(cell);
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
