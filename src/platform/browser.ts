/** The extension's entry in a browser, as on vscode.dev. */
import * as vscode from 'vscode';
import { activate as activateOn } from '../extension';
import { webWorker } from './webWorker';

export function activate(context: vscode.ExtensionContext): void {
  const script = vscode.Uri.joinPath(context.extensionUri, 'dist', 'web', 'worker.js');
  activateOn(context, { startWorker: webWorker(script) });
}
