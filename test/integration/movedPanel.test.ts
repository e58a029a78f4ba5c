// The panel of a model that gets another file: the same one, under the new name.
import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import * as vscode from 'vscode';
import { editorOf, later, rename, sibling } from './moves';
import { describe, it } from './runner';
import {
  closeEverything,
  eventually,
  exampleText,
  openModel,
  ourDiagnostics,
  panelTabs,
  replace,
} from './support';

describe('the panel of a model', () => {
  const run = (uri: vscode.Uri): Thenable<unknown> =>
    vscode.commands.executeCommand('backprop.runBackwardPass', uri);
  const labels = (): readonly string[] => panelTabs().map(({ label }) => label);

  /** The panels that are closed from now on. */
  function closedPanels(): { readonly closed: vscode.Tab[]; readonly listening: vscode.Disposable } {
    const closed: vscode.Tab[] = [];
    const listening = vscode.window.tabGroups.onDidChangeTabs((change) => {
      closed.push(...change.closed.filter(({ input }) => input instanceof vscode.TabInputWebview));
    });
    return { closed, listening };
  }

  it('stays when its file is renamed, follows the new text, and makes room for another under the old name', async () => {
    const { document } = await openModel(await exampleText('notes-2-3-1'), 'one.backprop.json');
    await run(document.uri);
    await eventually('a panel', () => (labels().length === 1 ? true : undefined));
    const { closed, listening } = closedPanels();
    const to = await rename(document.uri, sibling(document.uri, 'two.backprop.json'));
    await eventually('its new name', () => (labels()[0] === 'Backprop: two' ? true : undefined));
    assert.deepEqual([labels().length, closed.length], [1, 0]);
    const editor = await editorOf(to);
    await replace(editor, '"sigmoid"', '"sigmoit"');
    await eventually('its problem', () => (ourDiagnostics(to).length === 1 ? true : undefined));
    await replace(editor, '"sigmoit"', '"sigmoid"');
    await eventually('no problem', () => (ourDiagnostics(to).length === 0 ? true : undefined));

    // Numbers in the text, and what can be done, at the new name.
    const hints = await eventually('hints', async () => {
      const { lineCount } = editor.document;
      const shown = await vscode.commands.executeCommand<vscode.InlayHint[]>(
        'vscode.executeInlayHintProvider',
        ...[to, new vscode.Range(0, 0, lineCount, 0)],
      );
      return shown.length > 0 ? shown : undefined;
    });
    assert.ok(hints.length > 1);
    const weight = editor.document.positionAt(editor.document.getText().indexOf('-0.4'));
    const hovers = await vscode.commands.executeCommand<vscode.Hover[]>(
      'vscode.executeHoverProvider',
      ...[to, weight],
    );
    const contents = hovers.flatMap((hover) => hover.contents) as vscode.MarkdownString[];
    assert.ok(contents.some(({ value }) => value.includes('two.backprop.json')));

    await writeFile(document.uri.fsPath, await exampleText('xor'));
    await run(document.uri);
    await eventually('a second panel', () => (labels().length === 2 ? true : undefined));
    assert.deepEqual([...labels()].sort(), ['Backprop: one', 'Backprop: two']);

    // Onto it: one panel a model.
    await rename(to, document.uri, true);
    await eventually('one panel', () => (labels().length === 1 ? true : undefined));
    assert.deepEqual([labels(), closed.length], [['Backprop: one'], 1]);
    listening.dispose();
    await (await editorOf(document.uri)).document.save();
    await closeEverything();
  });

  it('goes with an untitled model into the file that the user chooses', async () => {
    // Where the dialog is: beside the file that was open last.
    const { document } = await openModel('{}', 'beside.json');
    await vscode.commands.executeCommand('backprop.openExample', 'xor');
    await eventually('a panel', () => (labels().length === 1 ? true : undefined));
    const { closed, listening } = closedPanels();
    const untitled = vscode.workspace.textDocuments.find((each) => each.isUntitled && !each.isClosed);
    assert.ok(untitled);
    await vscode.window.showTextDocument(untitled);
    const saved = await eventually('the file', async () => {
      const saving = Promise.resolve(vscode.commands.executeCommand('workbench.action.files.save'));
      const ended = saving.then(() => true);
      const pause = (): Promise<void> => later(300);
      do await pause();
      while (
        (await Promise.race([
          Promise.resolve(
            vscode.commands.executeCommand('workbench.action.acceptSelectedQuickOpenItem'),
          ).then(pause),
          ended,
        ])) !== true
      );
      return vscode.workspace.textDocuments.find(
        (each) => path.basename(each.uri.fsPath).startsWith('Untitled') && !each.isUntitled,
      );
    });
    assert.equal(path.dirname(saved.uri.fsPath), path.dirname(document.uri.fsPath));
    const title = `Backprop: ${path.basename(saved.uri.fsPath).replace(/\..*/, '')}`;
    await eventually('its panel', () => (labels()[0] === title ? true : undefined));
    assert.deepEqual([labels().length, closed.length], [1, 0]);
    await replace(await editorOf(saved.uri), '"tanh"', '"tahn"');
    await eventually('its problem', () => (ourDiagnostics(saved.uri).length === 1 ? true : undefined));
    await saved.save();
    listening.dispose();
    await closeEverything();
  });
});
