/** The model that a tool is to look at. */
import * as vscode from 'vscode';
import { activeModel } from '../modelFiles';
import { ToolInputError } from './cellOf';

/** The model that the user looks at, where there is one under inspection. */
export interface Active {
  readonly current: { readonly uri: vscode.Uri } | undefined;
}

/** So many models of the workspace are named to whoever asked for none. */
const NAMED = 10;

/**
 * @param file a path in the workspace or a URI; undefined for the model that the user looks at.
 * @throws ToolInputError where there is none; it names those that there are.
 */
export async function modelFile(file: string | undefined, active: Active): Promise<vscode.Uri> {
  if (file === undefined) {
    const uri = active.current?.uri ?? activeModel();
    if (uri !== undefined) return uri;
    throw new ToolInputError(`The user looks at no model. ${await modelsThereAre()}`);
  }
  for (const uri of candidates(file)) {
    if (isOpen(uri)) return uri;
    if (vscode.workspace.getWorkspaceFolder(uri) !== undefined && (await exists(uri))) return uri;
  }
  throw new ToolInputError(
    `There is no file ${JSON.stringify(file)} in the workspace. ${await modelsThereAre()}`,
  );
}

function candidates(file: string): readonly vscode.Uri[] {
  if (/^[a-z][a-z0-9+.-]+:/i.test(file)) return [vscode.Uri.parse(file)];
  const folders = vscode.workspace.workspaceFolders ?? [];
  const inFolders = folders.map(({ uri }) => vscode.Uri.joinPath(uri, file));
  // A whole path, of the same file system as the workspace.
  return [
    ...inFolders,
    ...folders.map(({ uri }) => uri.with({ path: file.startsWith('/') ? file : `/${file}` })),
  ];
}

function isOpen(uri: vscode.Uri): boolean {
  return vscode.workspace.textDocuments.some((document) => document.uri.toString() === uri.toString());
}

async function exists(uri: vscode.Uri): Promise<boolean> {
  return vscode.workspace.fs.stat(uri).then(
    ({ type }) => type === vscode.FileType.File,
    () => false,
  );
}

async function modelsThereAre(): Promise<string> {
  // Not every file system can be searched.
  const found = await Promise.resolve(
    vscode.workspace.findFiles('**/*.backprop.json', undefined, NAMED),
  ).catch(() => []);
  if (found.length === 0)
    return 'Give "file": a JSON file with "layers" and a "batch" of inputs and targets.';
  const names = found.map((uri) => JSON.stringify(vscode.workspace.asRelativePath(uri)));
  return `Give "file", such as ${names.join(', ')}.`;
}
