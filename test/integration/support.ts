// What the in-host tests share: documents, waiting, the extension's panels.
import assert from 'node:assert/strict';
import { mkdtemp, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import * as vscode from 'vscode';
import type { StartWorker } from '../../src/host/inspectorWorker';
import { nodeWorker } from '../../src/platform/nodeWorker';

const SOURCE = 'Backprop Inspector';

/** The text of an example that ships with the extension. */
export async function exampleText(name: string): Promise<string> {
  const extension = vscode.extensions.getExtension('backprop-inspector.backprop-inspector');
  assert.ok(extension);
  return readFile(path.join(extension.extensionPath, 'examples', `${name}.backprop.json`), 'utf8');
}

/** The worker that ships with the extension. */
export async function workerScript(): Promise<string> {
  const extension = vscode.extensions.getExtension('backprop-inspector.backprop-inspector');
  assert.ok(extension);
  await extension.activate();
  return path.join(extension.extensionPath, 'dist', 'worker.js');
}

/** Starts workers as the extension does, for sessions of a test's own. */
export async function ownWorker(): Promise<StartWorker> {
  return nodeWorker(await workerScript());
}

/** A new folder, deleted with the others when the suite has ended. */
export async function newFolder(): Promise<string> {
  const scratch = process.env['BACKPROP_TEST_SCRATCH'];
  assert.ok(scratch !== undefined, 'BACKPROP_TEST_SCRATCH names no folder');
  return mkdtemp(path.join(scratch, 'host-'));
}

/** Opens a new file with this text in an editor. */
export async function openModel(text: string, fileName = 'model.backprop.json'): Promise<vscode.TextEditor> {
  const file = path.join(await newFolder(), fileName);
  await writeFile(file, text);
  return vscode.window.showTextDocument(vscode.Uri.file(file));
}

/** The first result of `probe` that is not undefined, asked for until the time is up. */
export async function eventually<T>(
  what: string,
  probe: () => T | undefined | Promise<T | undefined>,
): Promise<T> {
  const end = Date.now() + 15_000;
  for (;;) {
    const found = await probe();
    if (found !== undefined) return found;
    assert.ok(Date.now() < end, `waited in vain for ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
}

/** The tabs of our panels. */
export function panelTabs(): readonly vscode.Tab[] {
  return vscode.window.tabGroups.all
    .flatMap(({ tabs }) => tabs)
    .filter(
      ({ input }) => input instanceof vscode.TabInputWebview && input.viewType.endsWith('backprop.panel'),
    );
}

/** Replaces the only occurrence of `from` in the editor's text. */
export async function replace(editor: vscode.TextEditor, from: string, to: string): Promise<void> {
  const { document } = editor;
  const start = document.getText().indexOf(from);
  assert.ok(start >= 0, `${from} is not in the text`);
  const range = new vscode.Range(document.positionAt(start), document.positionAt(start + from.length));
  assert.ok(
    await editor.edit((edit) => {
      edit.replace(range, to);
    }),
  );
}

/** The diagnostics that our extension lists for a document; hints only mark the text. */
export function ourDiagnostics(uri: vscode.Uri): readonly vscode.Diagnostic[] {
  return vscode.languages
    .getDiagnostics(uri)
    .filter(({ source, severity }) => source === SOURCE && severity !== vscode.DiagnosticSeverity.Hint);
}

/** Those of them that are errors in the document. */
export function errorsIn(uri: vscode.Uri): readonly vscode.Diagnostic[] {
  return ourDiagnostics(uri).filter(({ severity }) => severity === vscode.DiagnosticSeverity.Error);
}

/** Waits until VS Code itself is done with a large document, so that what is measured then is ours. */
export async function quietHost(): Promise<void> {
  await eventually('a quiet host', async () => {
    const delay = monitorEventLoopDelay({ resolution: 2 });
    delay.enable();
    await new Promise((resolve) => setTimeout(resolve, 1000));
    delay.disable();
    return delay.max < 20e6 ? true : undefined;
  });
}

export async function closeEverything(): Promise<void> {
  await vscode.commands.executeCommand('workbench.action.closeAllEditors');
}
