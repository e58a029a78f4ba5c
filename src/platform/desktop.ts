/** The extension's entry in Node: on a desktop, and where VS Code runs on another machine. */
import { homedir } from 'node:os';
import * as vscode from 'vscode';
import { activate as activateOn } from '../extension';
import { nodeWorker } from './nodeWorker';

export function activate(context: vscode.ExtensionContext): void {
  activateOn(context, {
    startWorker: nodeWorker(vscode.Uri.joinPath(context.extensionUri, 'dist', 'worker.js').fsPath),
    home: vscode.Uri.file(homedir()),
  });
  const model = process.env['BACKPROP_OPEN'];
  if (model !== undefined && context.extensionMode === vscode.ExtensionMode.Development) {
    void vscode.commands.executeCommand('backprop.runBackwardPass', vscode.Uri.file(model));
  }
}
