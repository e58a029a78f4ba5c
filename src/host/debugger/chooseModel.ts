/** Asks which model is meant where none is under inspection, as while a program has the user’s attention. */
import * as vscode from 'vscode';
import { choose } from '../choose';
import { openFiles } from '../openFiles';

/** A workspace with more is searched by hand. */
const MOST = 100;

/**
 * One of the open model files, or of the workspace’s where none is open; where there is only one, without a question.
 * Undefined where there is none, of which the user is told, or the user wants none.
 */
export async function chooseModel(): Promise<vscode.Uri | undefined> {
  const open = openFiles().filter(({ path }) => path.endsWith('.backprop.json'));
  const models =
    open.length > 0 ? open : await vscode.workspace.findFiles('**/*.backprop.json', '**/node_modules', MOST);
  if (models.length === 0) {
    void vscode.window.showInformationMessage(
      vscode.l10n.t('Run the backward pass of a model first: the variables are compared with it.'),
    );
  }
  if (models.length <= 1) return models[0];
  const items = models.map((uri) => ({ label: vscode.workspace.asRelativePath(uri), uri }));
  const title = vscode.l10n.t('Compare Variables with Which Model?');
  return (await choose(items, { title }))?.uri;
}
