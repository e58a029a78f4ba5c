// What helps while typing a model: completion and hovers from the schema, the code lens.
import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { describe, it } from './runner';
import { closeEverything, eventually, exampleText, openModel } from './support';

describe('typing a model', () => {
  it('completes activation names from the rules', async () => {
    const text = '{\n  "layers": [{ "type": "dense", "activation": "" }]\n}\n';
    const { document } = await openModel(text);
    assert.equal(document.languageId, 'jsonc');
    const position = document.positionAt(text.indexOf('""') + 1);
    const labels = await eventually('completions', async () => {
      const list = await vscode.commands.executeCommand<vscode.CompletionList>(
        'vscode.executeCompletionItemProvider',
        document.uri,
        position,
      );
      const found = list.items.map(({ label }) => (typeof label === 'string' ? label : label.label));
      return found.some((label) => label.includes('leaky_relu')) ? found : undefined;
    });
    assert.ok(labels.some((label) => label.includes('gelu_tanh')));
    await closeEverything();
  });

  it('says on hover what a key means', async () => {
    const text = await exampleText('notes-2-3-1');
    const { document } = await openModel(text);
    const position = document.positionAt(text.indexOf('"weights"') + 2);
    const content = await eventually('a hover', async () => {
      const hovers = await vscode.commands.executeCommand<vscode.Hover[]>(
        'vscode.executeHoverProvider',
        document.uri,
        position,
      );
      const all = hovers
        .flatMap(({ contents }) => contents)
        .map((part) => (part instanceof vscode.MarkdownString ? part.value : JSON.stringify(part)));
      return all.length > 0 ? all.join('\n') : undefined;
    });
    assert.match(content, /one row an input, one column a unit/i);
    await closeEverything();
  });

  it('puts lenses above "layers", those that the settings name', async () => {
    const text = await exampleText('notes-2-3-1');
    const { document } = await openModel(text);
    const lensCommands = async (): Promise<(string | undefined)[]> => {
      const lenses = await vscode.commands.executeCommand<vscode.CodeLens[]>(
        'vscode.executeCodeLensProvider',
        document.uri,
      );
      for (const { range } of lenses) assert.ok(document.lineAt(range.start.line).text.includes('"layers"'));
      return lenses.map(({ command }) => command?.command);
    };
    const all = await eventually('lenses', async () => {
      const found = await lensCommands();
      return found.length > 0 ? found : undefined;
    });
    assert.deepEqual(all, [
      ...['backprop.runBackwardPass', 'backprop.checkGradients', 'backprop.compareGradients'],
      'backprop.showHeatmap',
    ]);
    const settings = vscode.workspace.getConfiguration('backprop');
    await settings.update('codeLenses', ['check'], vscode.ConfigurationTarget.Global);
    try {
      assert.deepEqual(await lensCommands(), ['backprop.checkGradients']);
    } finally {
      await settings.update('codeLenses', undefined, vscode.ConfigurationTarget.Global);
    }
    await closeEverything();
  });
});
