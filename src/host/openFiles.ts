/** The files of all tabs, those in view first; each once. */
import * as vscode from 'vscode';

export function openFiles(): readonly vscode.Uri[] {
  const tabs = vscode.window.tabGroups.all.flatMap((group) => group.tabs);
  const inView = (tab: vscode.Tab): number => Number(tab.isActive);
  const files = tabs
    .toSorted((a, b) => inView(b) - inView(a))
    .flatMap(({ input }) =>
      input instanceof vscode.TabInputText || input instanceof vscode.TabInputCustom ? [input.uri] : [],
    );
  return [...new Map(files.map((uri) => [uri.toString(), uri])).values()];
}
