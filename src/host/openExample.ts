/** The command that opens an example: a copy, to be edited freely. */
import * as vscode from 'vscode';
import { choose } from './choose';
import { untitledModel } from './untitledModel';

/** The one to begin with. */
export const FIRST_EXAMPLE = 'notes-2-3-1';

const ENDING = '.backprop.json';

/**
 * @param given the example's name, without ending, or anything else: then the user is asked.
 * @returns the new document; undefined where the user wants none.
 */
export async function openExample(extensionUri: vscode.Uri, given: unknown): Promise<vscode.Uri | undefined> {
  const folder = vscode.Uri.joinPath(extensionUri, 'examples');
  const files = (await vscode.workspace.fs.readDirectory(folder)).map(([name]) => name);
  const names = files.filter((name) => name.endsWith(ENDING)).map((name) => name.slice(0, -ENDING.length));
  const name = names.find((known) => known === given) ?? (await chooseExample(folder, names));
  return name === undefined ? undefined : untitledModel(await textOf(folder, name));
}

async function chooseExample(folder: vscode.Uri, names: readonly string[]): Promise<string | undefined> {
  const others = names.filter((name) => name !== FIRST_EXAMPLE);
  const items = await Promise.all(
    [FIRST_EXAMPLE, ...others].map(async (label) => ({
      label,
      detail: firstComment(await textOf(folder, label)),
    })),
  );
  const options = { title: vscode.l10n.t('Open Example'), matchOnDetail: true };
  return (await choose(items, options))?.label;
}

/** What the file says of itself. */
function firstComment(text: string): string {
  return /^\/\/ ?(.*)/.exec(text)?.[1] ?? '';
}

async function textOf(folder: vscode.Uri, name: string): Promise<string> {
  const file = vscode.Uri.joinPath(folder, `${name}${ENDING}`);
  return new TextDecoder().decode(await vscode.workspace.fs.readFile(file));
}
