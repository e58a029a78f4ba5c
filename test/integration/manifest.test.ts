// The manifest and the code name the same commands.
import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { describe, it } from './runner';

interface Manifest {
  readonly contributes: { readonly commands: readonly { readonly command: string }[] };
}

describe('the manifest', () => {
  it('declares exactly the commands that the extension registers', async () => {
    const extension = vscode.extensions.getExtension('backprop-inspector.backprop-inspector');
    assert.ok(extension);
    await extension.activate();
    const registered = (await vscode.commands.getCommands(true)).filter((id) => id.startsWith('backprop.'));
    const { commands } = (extension.packageJSON as Manifest).contributes;
    assert.deepEqual(registered.sort(), commands.map(({ command }) => command).sort());
  });
});
