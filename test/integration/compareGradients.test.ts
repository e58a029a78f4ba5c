// A user's numbers against a model: the state, the diagnostics where they stand, and what follows an edit of either file.
import assert from 'node:assert/strict';
import { readFile, writeFile } from 'node:fs/promises';
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
  replace,
} from './support';

/** ∂L/∂W of the notes' output layer, with ten decimals. */
const RIGHT = [-0.0439048809, -0.0389179929, -0.0421070557];
const HAND_WRITTEN = { dW2: RIGHT.map((x) => [x]) };

async function golden(name: string): Promise<string> {
  const extension = vscode.extensions.getExtension('backprop-inspector.backprop-inspector');
  assert.ok(extension);
  return readFile(path.join(extension.extensionPath, 'test/golden/mistakes', `${name}.json`), 'utf8');
}

/** A model in an editor, and a file of numbers beside it. */
async function opened(
  model: string,
  mine: string | Uint8Array,
  name = 'mine.json',
): Promise<{ model: vscode.Uri; mine: vscode.Uri }> {
  const { document } = await openModel(model);
  const file = path.join(await newFolder(), name);
  await writeFile(file, mine);
  return { model: document.uri, mine: vscode.Uri.file(file) };
}

describe('comparing gradients', () => {
  it('names the mistake at its place in the numbers, and says what only follows from it', async () => {
    const { model, mine } = await opened(
      await golden('own_weights_used-00.model'),
      JSON.stringify(JSON.parse(await golden('own_weights_used-00.mine')), undefined, 1),
    );
    await vscode.commands.executeCommand('backprop.compareGradients', model, mine);
    const found = await eventually('diagnostics', () => {
      const all = ourDiagnostics(mine);
      return all.length > 0 ? all : undefined;
    });
    assert.deepEqual(
      found.map(({ code, severity }) => [code, severity]),
      [
        ['own_weights_used', vscode.DiagnosticSeverity.Error],
        ['follows', vscode.DiagnosticSeverity.Information],
        ['follows', vscode.DiagnosticSeverity.Information],
      ],
    );
    const document = await vscode.workspace.openTextDocument(mine);
    const line = document.lineAt(found[0]!.range.start.line).text;
    assert.match(line, /"delta": \[/);
    await closeEverything();
    // The panel was closed, and with it the session: nobody compares any more.
    await eventually('no diagnostics', () => (ourDiagnostics(mine).length === 0 ? true : undefined));
  });

  it('follows edits of the numbers and of the model', async () => {
    const right = JSON.stringify(HAND_WRITTEN);
    const { model, mine } = await opened(
      await exampleText('notes-2-3-1'),
      right.replace('-0.0439', '-0.0639'),
    );
    await vscode.commands.executeCommand('backprop.compareGradients', model, mine);
    await eventually('a wrong number', () => (ourDiagnostics(mine).length === 1 ? true : undefined));
    const numbers = await vscode.window.showTextDocument(mine, { viewColumn: vscode.ViewColumn.One });
    await replace(numbers, '-0.0639', '-0.0439');
    await eventually('right numbers', () => (ourDiagnostics(mine).length === 0 ? true : undefined));
    const edited = await vscode.window.showTextDocument(model, { viewColumn: vscode.ViewColumn.One });
    await replace(edited, '0.99', '0.5');
    await eventually('another model', () => (ourDiagnostics(mine).length === 1 ? true : undefined));
    await vscode.commands.executeCommand('workbench.action.files.revert');
    await closeEverything();
  });

  it('reads a file that is no text', async () => {
    // A .npy of one float64 column, as NumPy writes it.
    const header = `{'descr': '<f8', 'fortran_order': False, 'shape': (3, 1), }`.padEnd(117) + '\n';
    const npy = Buffer.concat([
      Buffer.from([0x93, ...Buffer.from('NUMPY'), 1, 0, header.length & 255, header.length >> 8]),
      Buffer.from(header, 'latin1'),
      Buffer.from(Float64Array.from(RIGHT).buffer),
    ]);
    const { model, mine } = await opened(await exampleText('notes-2-3-1'), npy, 'dW2.npy');
    await vscode.commands.executeCommand('backprop.compareGradients', model, mine);
    assert.deepEqual(ourDiagnostics(mine), []);
    await closeEverything();
  });

  it('of a file that has nothing to compare shows what is wrong in it', async () => {
    const { model, mine } = await opened(await exampleText('notes-2-3-1'), '{ "dW2": [[1, 2], [3]] }');
    await vscode.commands.executeCommand('backprop.compareGradients', model, mine);
    const [first] = await eventually('diagnostics', () => {
      const all = ourDiagnostics(mine);
      return all.length > 0 ? all : undefined;
    });
    assert.equal(first?.severity, vscode.DiagnosticSeverity.Error);
    assert.match(first.message, /\(expected .*, found .*\)/);
    await closeEverything();
  });
});
