// The manifest and the code name the same commands.
import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { describe, it } from './runner';

interface Manifest {
  readonly contributes: {
    readonly commands: readonly { readonly command: string }[];
    readonly views: Readonly<Record<string, readonly { readonly id: string }[]>>;
  };
}

describe('the manifest', () => {
  it('declares exactly the commands that the extension registers', async () => {
    const extension = vscode.extensions.getExtension('backprop-inspector.backprop-inspector');
    assert.ok(extension);
    await extension.activate();
    const { commands, views } = (extension.packageJSON as Manifest).contributes;
    // VS Code registers some for every view: to focus it, to move it.
    const ofViews = Object.values(views).flatMap((own) => own.map(({ id }) => `${id}.`));
    const registered = (await vscode.commands.getCommands(true)).filter(
      (id) => id.startsWith('backprop.') && !ofViews.some((prefix) => id.startsWith(prefix)),
    );
    assert.deepEqual(registered.sort(), commands.map(({ command }) => command).sort());
  });
});
