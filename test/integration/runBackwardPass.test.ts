// The command: panels, problems, edits.
import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import * as vscode from 'vscode';
import { describe, it } from './runner';
import {
  closeEverything,
  eventually,
  exampleText,
  newFolder,
  openModel,
  ourDiagnostics,
  panelTabs,
  replace,
} from './support';

const run = (uri?: vscode.Uri): Thenable<unknown> =>
  vscode.commands.executeCommand('backprop.runBackwardPass', uri);

describe('Run Backward Pass', () => {
  it('opens one panel a model, and reveals it when asked again', async () => {
    const first = await openModel(await exampleText('notes-2-3-1'), 'one.backprop.json');
    await run();
    await eventually('a panel', () => (panelTabs().length === 1 ? true : undefined));
    assert.equal(panelTabs()[0]?.label, 'Backprop: one');

    await run(first.document.uri);
    assert.equal(panelTabs().length, 1);

    const second = await openModel(await exampleText('xor'), 'two.backprop.json');
    await run(second.document.uri);
    await eventually('a second panel', () => (panelTabs().length === 2 ? true : undefined));
    await closeEverything();
    assert.equal(panelTabs().length, 0);
  });

  it('lists the problems of a file that is no model on their exact ranges, and takes them back when mended', async () => {
    const editor = await openModel((await exampleText('notes-2-3-1')).replaceAll('"sigmoid"', '"sigmoit"'));
    const { uri } = editor.document;
    void run(uri);
    const [first, second] = await eventually('two problems', () => {
      const found = ourDiagnostics(uri);
      return found.length === 2 ? found : undefined;
    });
    assert.ok(first && second);
    assert.equal(first.code, 'unknown_activation');
    assert.equal(editor.document.getText(first.range), '"sigmoit"');
    assert.match(first.message, /did you mean "sigmoid"/);

    await replace(editor, '"sigmoit"', '"sigmoid"');
    await eventually('one problem less', () => (ourDiagnostics(uri).length === 1 ? true : undefined));
    await replace(editor, '"sigmoit"', '"sigmoid"');
    await eventually('no problem', () => (ourDiagnostics(uri).length === 0 ? true : undefined));
    await closeEverything();
  });

  it('takes its problems along when the panel is closed', async () => {
    const editor = await openModel('{ "layers": [] }');
    const { uri } = editor.document;
    void run(uri);
    await eventually('a problem', () => (ourDiagnostics(uri).length > 0 ? true : undefined));
    const tab = await eventually('the panel', () =>
      panelTabs().find(({ label }) => label === 'Backprop: model'),
    );
    await vscode.window.tabGroups.close(tab);
    await eventually('no problem', () => (ourDiagnostics(uri).length === 0 ? true : undefined));
    await closeEverything();
  });

  it('reads a file that is larger than the editor can hold from disk', async () => {
    const text = await exampleText('notes-2-3-1');
    const padded = text.replace('"layers"', `"expected": "${'x'.repeat(51 * 1024 * 1024)}", "layers"`);
    const file = path.join(await newFolder(), 'large.backprop.json');
    await writeFile(file, padded);
    const uri = vscode.Uri.file(file);
    await run(uri);
    assert.deepEqual(ourDiagnostics(uri), []);
    // The same file broken: that its problem is found shows that it was read at all.
    await writeFile(file, padded.replace('"sigmoid"', '"sigmoit"'));
    await eventually('the problem of the changed file', () =>
      ourDiagnostics(uri).length === 1 ? true : undefined,
    );
    await closeEverything();
  }, 60_000);
});
