/** A file's name without its folders. */
import type * as vscode from 'vscode';

export function nameOfFile({ path }: vscode.Uri): string {
  return path.split('/').at(-1) ?? path;
}
