// A model that is no file on a disk: of a file system that only VS Code knows, as in a virtual workspace.
import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { MemoryFile } from './memoryFile';
import { describe, it } from './runner';
import { closeEverything, eventually, exampleText, ourDiagnostics, panelTabs } from './support';

describe('a model of a virtual file system', () => {
  it('runs without an editor, follows its file, and is mended in an editor', async () => {
    const uri = vscode.Uri.from({ scheme: 'backprop-memory', path: '/virtual.backprop.json' });
    const file = new MemoryFile(uri);
    const registered = vscode.workspace.registerFileSystemProvider(uri.scheme, file);
    const text = await exampleText('notes-2-3-1');
    file.write(text);
    await vscode.commands.executeCommand('backprop.runBackwardPass', uri);
    await eventually('the panel', () =>
      panelTabs().some(({ label }) => label === 'Backprop: virtual') ? true : undefined,
    );
    assert.deepEqual(ourDiagnostics(uri), []);

    file.write(text.replace('"sigmoid"', '"sigmoit"'));
    await eventually('the problem', () => (ourDiagnostics(uri).length === 1 ? true : undefined));

    const editor = await vscode.window.showTextDocument(uri);
    const start = editor.document.getText().indexOf('sigmoit');
    const range = new vscode.Range(
      editor.document.positionAt(start),
      editor.document.positionAt(start + 'sigmoit'.length),
    );
    await editor.edit((edit) => {
      edit.replace(range, 'tanh');
    });
    await eventually('no problem', () => (ourDiagnostics(uri).length === 0 ? true : undefined));
    assert.ok(await editor.document.save());
    assert.match(new TextDecoder().decode(file.readFile()), /"tanh"/);
    await closeEverything();
    registered.dispose();
  });
});
