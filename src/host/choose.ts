/** Asks the user to choose one of some. */
import * as vscode from 'vscode';

/**
 * The question stays open when a webview takes the focus: one that has just been shown does so whenever it is there, and one
 * whose button or menu asked gets it back. Escape closes it.
 * @returns undefined where the user wants none.
 */
export async function choose<T extends vscode.QuickPickItem>(
  items: readonly T[],
  options: vscode.QuickPickOptions,
): Promise<T | undefined> {
  return vscode.window.showQuickPick(items, { ...options, ignoreFocusOut: true });
}
