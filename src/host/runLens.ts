/** The code lens above "layers" that runs the backward pass. */
import * as vscode from 'vscode';
import { Disposables } from './disposables';
import { isModel, JSON_LANGUAGES } from './modelFiles';
import type { Sessions } from './sessions';

/** The key on the top level of a model: the first that stands at the start of a line or object. */
const LAYERS = /"layers"\s*:/;

export class RunLens extends Disposables implements vscode.CodeLensProvider {
  readonly #changed = this.own(new vscode.EventEmitter<void>());
  readonly onDidChangeCodeLenses = this.#changed.event;

  constructor(readonly sessions: Sessions) {
    super();
    const changed = (): void => {
      this.#changed.fire();
    };
    this.own(sessions.onDidOpen(changed));
    this.own(sessions.onDidClose(changed));
    this.own(
      vscode.languages.registerCodeLensProvider(
        JSON_LANGUAGES.map((language) => ({ language })),
        this,
      ),
    );
  }

  provideCodeLenses(document: vscode.TextDocument): vscode.CodeLens[] {
    if (!isModel(document, this.sessions)) return [];
    // The key stands before the weights: no need to search megabytes of numbers.
    const head = document.getText(new vscode.Range(0, 0, 200, 0));
    const match = LAYERS.exec(head);
    if (match === null) return [];
    const position = document.positionAt(match.index);
    return [
      new vscode.CodeLens(new vscode.Range(position, position), {
        title: `$(play) ${vscode.l10n.t('Run backward pass')}`,
        tooltip: vscode.l10n.t('Compute every gradient of this network and show how each was made'),
        command: 'backprop.runBackwardPass',
        arguments: [document.uri],
      }),
    ];
  }
}
