/** Where a file is after it, or a folder around it, was moved. */
import * as vscode from 'vscode';

/** @returns undefined where the file is not concerned. */
export function movedUri(uri: vscode.Uri, from: vscode.Uri, to: vscode.Uri): vscode.Uri | undefined {
  if (uri.toString() === from.toString()) return to;
  const folder = `${from.toString()}/`;
  const rest = uri.toString().startsWith(folder) ? uri.path.slice(from.path.length + 1) : undefined;
  return rest === undefined ? undefined : vscode.Uri.joinPath(to, rest);
}
