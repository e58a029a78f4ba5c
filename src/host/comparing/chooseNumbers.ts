/** Asks which numbers are to be compared: an open document, a file, or what was copied. */
import * as vscode from 'vscode';
import { choose } from '../choose';
import { nameOfFile } from '../nameOfFile';
import { openFiles } from '../openFiles';

interface Choice extends vscode.QuickPickItem {
  choose(): PromiseLike<vscode.Uri | undefined>;
}

/**
 * @param model the model's document, which is not offered.
 * @returns undefined where the user chose nothing.
 */
export async function chooseNumbers(model: vscode.Uri): Promise<vscode.Uri | undefined> {
  const open = openFiles().filter((uri) => uri.toString() !== model.toString());
  const choices: Choice[] = [
    ...open.map((uri) => ({
      label: `$(file) ${nameOfFile(uri)}`,
      description: vscode.workspace.asRelativePath(uri),
      choose: () => Promise.resolve(uri),
    })),
    ...(expects(model)
      ? [
          {
            label: `$(bracket-dot) ${vscode.l10n.t('What the Model Expects')}`,
            description: '"expected"',
            choose: () => Promise.resolve(model),
          },
        ]
      : []),
    {
      label: `$(folder-opened) ${vscode.l10n.t('Choose a File…')}`,
      description: '.json, .npy, .npz, .safetensors, .csv, .txt',
      choose: () => chooseFile(model),
    },
    {
      label: `$(clippy) ${vscode.l10n.t('Paste from the Clipboard')}`,
      description: vscode.l10n.t('arrays as NumPy or PyTorch print them, JSON or CSV'),
      choose: () => pasted(model),
    },
  ];
  const chosen = await choose(choices, {
    title: vscode.l10n.t('Compare {0} with My Gradients', nameOfFile(model)),
    placeHolder: vscode.l10n.t('Where are your numbers?'),
    matchOnDescription: true,
  });
  return chosen?.choose();
}

/** Whether the model has numbers of the user's under "expected"; of one that no editor shows that is not looked for. */
function expects(model: vscode.Uri): boolean {
  const document = vscode.workspace.textDocuments.find(({ uri }) => uri.toString() === model.toString());
  return document !== undefined && /"expected"\s*:/.test(document.getText());
}

async function chooseFile(model: vscode.Uri): Promise<vscode.Uri | undefined> {
  const files = await vscode.window.showOpenDialog({
    ...(model.scheme === 'untitled' ? {} : { defaultUri: vscode.Uri.joinPath(model, '..') }),
    openLabel: vscode.l10n.t('Compare'),
    filters: {
      [vscode.l10n.t('Numbers')]: ['json', 'npy', 'npz', 'safetensors', 'csv', 'tsv', 'txt', 'log', 'out'],
      [vscode.l10n.t('All Files')]: ['*'],
    },
  });
  return files?.[0];
}

/** A document of its own, so that what is wrong in it can be shown and mended there: where the model is, beside its panel. */
async function pasted(model: vscode.Uri): Promise<vscode.Uri | undefined> {
  const content = await vscode.env.clipboard.readText();
  if (content.trim() === '') {
    void vscode.window.showWarningMessage(vscode.l10n.t('The clipboard holds no text.'));
    return undefined;
  }
  const document = await vscode.workspace.openTextDocument({ content });
  const beside = vscode.window.visibleTextEditors.find(
    (editor) => editor.document.uri.toString() === model.toString(),
  );
  const viewColumn = beside?.viewColumn ?? vscode.ViewColumn.One;
  await vscode.window.showTextDocument(document, { viewColumn, preview: false });
  return document.uri;
}
