/** A model as a new document, which belongs to no file yet. */
import * as vscode from 'vscode';

export async function untitledModel(content: string): Promise<vscode.Uri> {
  const document = await vscode.workspace.openTextDocument({ language: 'jsonc', content });
  await vscode.window.showTextDocument(document);
  return document.uri;
}
