// The commands that bring a model: from a template, from the examples.
import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { describe, it } from './runner';
import { closeEverything, errorsIn, eventually, panelTabs } from './support';

const accept = (): Thenable<unknown> =>
  vscode.commands.executeCommand('workbench.action.acceptSelectedQuickOpenItem');

async function pause(): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve, 300));
}

/** The new document with these words in it: an editor shows it, whether or not its panel has the focus. */
function untitled(words: string): vscode.TextDocument | undefined {
  return vscode.workspace.textDocuments.find(
    (document) => document.isUntitled && !document.isClosed && document.getText().includes(words),
  );
}

async function discard(document: vscode.TextDocument): Promise<void> {
  await vscode.window.showTextDocument(document);
  await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
  await closeEverything();
}

describe('a model', () => {
  it('is made from a template with the sizes that are asked for, and run', async () => {
    // Once for the template, once for the sizes that are proposed; a question that is not there yet takes no answer.
    const document = await eventually('the new model', async () => {
      const made = Promise.resolve(vscode.commands.executeCommand('backprop.newModel')).then(() => true);
      do await pause();
      while ((await Promise.race([accept().then(pause), made])) !== true);
      return untitled('"name": "2-3-1"');
    });
    assert.equal(document.languageId, 'jsonc');
    assert.match(document.getText(), /"loss": "mean_squared_error"/);
    await eventually('its panel', () => (panelTabs().length === 1 ? true : undefined));
    assert.deepEqual(errorsIn(document.uri), []);
    await discard(document);
  });

  it('is a copy of an example, which stays as it is', async () => {
    await vscode.commands.executeCommand('backprop.openExample', 'xor');
    const document = await eventually('the document', () => untitled('"name": "XOR 2-3-1"'));
    assert.match(document.getText(), /binary_crossentropy/);
    await eventually('its panel', () => (panelTabs().length === 1 ? true : undefined));
    await discard(document);
  });
});
