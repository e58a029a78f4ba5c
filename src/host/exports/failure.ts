/** Tells the user that an export failed. */
import * as vscode from 'vscode';

/** @param what a sentence that says what was not done; the error's own words follow it. */
export function tellFailure(what: string, error: unknown): void {
  const reason = error instanceof Error ? error.message : String(error);
  void vscode.window.showErrorMessage(`${what} ${reason}`);
}
