/** The code lenses above "layers": what can be done with the model. */
import * as vscode from 'vscode';
import { Disposables } from './disposables';
import { isModel, MODEL_SELECTOR } from './modelFiles';
import type { Panels } from './panels';
import type { Sessions } from './sessions';
import { codeLenses, SECTION } from './settings';

/** The key on the top level of a model: the first that stands at the start of a line or object. */
const LAYERS = /"layers"\s*:/;

export class ModelLenses extends Disposables implements vscode.CodeLensProvider {
  readonly #changed = this.own(new vscode.EventEmitter<void>());
  readonly onDidChangeCodeLenses = this.#changed.event;

  constructor(
    readonly sessions: Sessions,
    panels: Panels,
  ) {
    super();
    const changed = (): void => {
      this.#changed.fire();
    };
    this.own(sessions.onDidOpen(changed));
    this.own(sessions.onDidMove(changed));
    this.own(sessions.onDidClose(changed));
    // VS Code drops its question for lenses where the text loses the focus before it asks: to a panel.
    this.own(panels.onDidAttend(changed));
    this.own(
      vscode.workspace.onDidChangeConfiguration((change) => {
        if (change.affectsConfiguration(`${SECTION}.codeLenses`)) changed();
      }),
    );
    this.own(vscode.languages.registerCodeLensProvider(MODEL_SELECTOR, this));
  }

  provideCodeLenses(document: vscode.TextDocument): vscode.CodeLens[] {
    if (!isModel(document, this.sessions)) return [];
    // The key stands before the weights: no need to search megabytes of numbers.
    const head = document.getText(new vscode.Range(0, 0, 200, 0));
    const match = LAYERS.exec(head);
    if (match === null) return [];
    const position = document.positionAt(match.index);
    const wanted = codeLenses(document.uri);
    return Object.entries(lensCommands(document.uri))
      .filter(([name]) => wanted.has(name))
      .map(([, command]) => new vscode.CodeLens(new vscode.Range(position, position), command));
  }
}

/** By the names that the setting has for them, in their order. */
function lensCommands(model: vscode.Uri): Readonly<Record<string, vscode.Command>> {
  const given = [model];
  return {
    run: {
      title: `$(play) ${vscode.l10n.t('Run backward pass')}`,
      tooltip: vscode.l10n.t('Compute every gradient of this network and show how each was made'),
      command: 'backprop.runBackwardPass',
      arguments: given,
    },
    check: {
      title: vscode.l10n.t('Check gradients'),
      tooltip: vscode.l10n.t('Compare the gradients with central differences of the loss'),
      command: 'backprop.checkGradients',
      arguments: given,
    },
    compare: {
      title: vscode.l10n.t('Compare with mine'),
      tooltip: vscode.l10n.t('Compare your own gradients with this network’s, and name the mistake in them'),
      command: 'backprop.compareGradients',
      arguments: given,
    },
    heatmap: {
      title: vscode.l10n.t('Show heatmaps'),
      tooltip: vscode.l10n.t('Show where gradient flows and where it dies'),
      command: 'backprop.showHeatmap',
    },
  };
}
