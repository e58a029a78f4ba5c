// The extension is there, and starts.
import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { describe, it, note } from './runner';

describe('activation', () => {
  it('finds the extension and activates it', async () => {
    const extension = vscode.extensions.getExtension('backprop-inspector.backprop-inspector');
    assert.ok(extension, 'VS Code does not list backprop-inspector.backprop-inspector');
    const known = extension.isActive;
    const start = performance.now();
    await extension.activate();
    note(`    activation ${known ? 'was over before' : `${(performance.now() - start).toFixed(1)} ms`}`);
    assert.equal(extension.isActive, true);
  });
});
