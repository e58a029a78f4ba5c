/** Ranges of the model's text as VS Code's ranges. */
import * as vscode from 'vscode';
import type { TextRange } from '../inspector/views';

export function toRange({ start, end }: TextRange): vscode.Range {
  return new vscode.Range(start.line, start.column, end.line, end.column);
}

/**
 * Shows a document and selects a range of it: where it is open already, else beside the panel.
 * @param panel the column of the panel, which must stay in view.
 */
export async function select(uri: vscode.Uri, range: TextRange, panel?: vscode.ViewColumn): Promise<void> {
  const other = panel === vscode.ViewColumn.One ? vscode.ViewColumn.Two : vscode.ViewColumn.One;
  const viewColumn = columnOf(uri) ?? other;
  // The command also shows files that are too large for an extension to open.
  await vscode.commands.executeCommand('vscode.open', uri, {
    viewColumn,
    selection: toRange(range),
  } satisfies vscode.TextDocumentShowOptions);
}

/** The column in which the document is visible, or else has a tab. */
function columnOf(uri: vscode.Uri): vscode.ViewColumn | undefined {
  const isIt = ({ input }: vscode.Tab): boolean =>
    input instanceof vscode.TabInputText && input.uri.toString() === uri.toString();
  const groups = vscode.window.tabGroups.all;
  const found =
    groups.find(({ activeTab }) => activeTab !== undefined && isIt(activeTab)) ??
    groups.find(({ tabs }) => tabs.some(isIt));
  return found?.viewColumn;
}
