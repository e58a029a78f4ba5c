// The commands that bring a model: from a template, from the examples.
import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { describe, it } from './runner';
import { closeEverything, errorsIn, eventually, panelTabs } from './support';

const accept = (): Thenable<unknown> =>
  vscode.commands.executeCommand('workbench.action.acceptSelectedQuickOpenItem');

function untitled(): vscode.TextDocument | undefined {
  const document = vscode.window.activeTextEditor?.document;
  return document?.isUntitled === true ? document : undefined;
}

describe('a model', () => {
  it('is made from a template with the sizes that are asked for, and run', async () => {
    const made = Promise.resolve(vscode.commands.executeCommand('backprop.newModel')).then(() => true);
    // Once for the template, once for the sizes that are proposed; questions come when they come.
    await eventually('the new model', async () => {
      await accept();
      return Promise.race([made, new Promise<undefined>((resolve) => setTimeout(resolve, 200))]);
    });
    const document = await eventually('the document', untitled);
    assert.equal(document.languageId, 'jsonc');
    assert.match(document.getText(), /"name": "2-3-1"[\s\S]*"loss": "mean_squared_error"/);
    await eventually('its panel', () => (panelTabs().length === 1 ? true : undefined));
    assert.deepEqual(errorsIn(document.uri), []);
    await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
    await closeEverything();
  });

  it('is a copy of an example, which stays as it is', async () => {
    await vscode.commands.executeCommand('backprop.openExample', 'xor');
    const document = await eventually('the document', untitled);
    assert.match(document.getText(), /"name": "XOR 2-3-1"/);
    await eventually('its panel', () => (panelTabs().length === 1 ? true : undefined));
    await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
    await closeEverything();
  });
});
