/** Writes an exported file where the user wants it, beside the model at first, and offers to open it. */
import * as vscode from 'vscode';
import { choose } from '../choose';

/** A kind of file. */
export interface FileKind {
  readonly label: string;
  readonly detail: string;
  readonly extension: string;
}

/** Asks which of some kinds; undefined where the user wants none. */
export async function chooseKind<K extends string>(
  title: string,
  kinds: Readonly<Record<K, FileKind>>,
): Promise<K | undefined> {
  const items = (Object.entries(kinds) as [K, FileKind][]).map(([kind, { label, detail, extension }]) => ({
    choice: kind,
    label,
    description: `.${extension}`,
    detail,
  }));
  return (await choose(items, { title }))?.choice;
}

/** Asks where; undefined where the user wants it nowhere. */
export async function chooseFile(
  model: vscode.Uri,
  name: string,
  { label, extension }: FileKind,
  home: vscode.Uri | undefined,
): Promise<vscode.Uri | undefined> {
  const folder = folderOf(model) ?? home;
  return vscode.window.showSaveDialog({
    ...(folder === undefined ? {} : { defaultUri: vscode.Uri.joinPath(folder, name) }),
    filters: { [label]: [extension] },
  });
}

/** A model that was never saved has no folder of its own. */
function folderOf(model: vscode.Uri): vscode.Uri | undefined {
  if (model.scheme !== 'untitled') return vscode.Uri.joinPath(model, '..');
  return vscode.workspace.workspaceFolders?.[0]?.uri;
}

/** Says that the file is there. Nobody waits for the answer. */
export async function tellSaved(file: vscode.Uri): Promise<void> {
  const open = vscode.l10n.t('Open');
  const name = vscode.workspace.asRelativePath(file);
  const answer = await vscode.window.showInformationMessage(vscode.l10n.t('{0} was saved.', name), open);
  if (answer === open) await vscode.commands.executeCommand('vscode.open', file);
}
