/** A file's name without its folders, and a model's without its endings. */
import type * as vscode from 'vscode';

export function nameOfFile({ path }: vscode.Uri): string {
  return path.split('/').at(-1) ?? path;
}

/** What the network in a model's file is called where it has no name of its own. */
export function titleOf(model: vscode.Uri): string {
  return nameOfFile(model).replace(/(\.backprop)?\.jsonc?$/, '');
}
