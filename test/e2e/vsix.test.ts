// Installed from its package as a user does it, the extension works: palette, panel, numbers, formulas, example.
import { cp, mkdtemp } from 'node:fs/promises';
import path from 'node:path';
import { chromium } from 'playwright-core';
import { expect, inject, onTestFinished, test } from 'vitest';
import { packageCopy } from '../packaging/packagedCopy';
import { repositoryRoot } from '../vscode/cache';
import { VSCodeServer } from '../vscode/server';
import { versions } from '../vscode/versions';
import { Workbench } from '../vscode/workbench';

test('the packaged extension, installed, opens its panel', async () => {
  const scratch = await mkdtemp(path.join(inject('workspaces'), 'vsix-'));
  const version = versions[process.env['BACKPROP_VERSION'] === 'floor' ? 'floor' : 'latest'];
  const server = await VSCodeServer.start({ version, vsix: packageCopy(scratch) });
  onTestFinished(() => server.stop());
  // Only the package: neither the source folder nor its dist/ is in reach of this VS Code.
  const folder = path.join(scratch, 'models');
  await cp(path.join(repositoryRoot, 'examples/notes-2-3-1.backprop.json'), path.join(folder, 'model.json'));
  const browser = await chromium.connect(inject('browserEndpoint'));
  const workbench = await Workbench.open(browser, server.port, { folder });
  onTestFinished(async ({ task }) => {
    if (task.result?.state === 'fail') await workbench.screenshot('failed-vsix');
    await workbench.close();
  });

  await workbench.openFile('model.json');
  await workbench.runCommand('Backprop: Run Backward Pass');
  const panel = await workbench.webview({ has: '[role=gridcell]' });
  const cell = panel.locator('[role=gridcell][aria-label^="gradient of weight 1,2 in layer 1"]');
  await expect.poll(() => cell.innerText()).toBe('+0.00031');
  const font = await panel.evaluate(async () => {
    await document.fonts.ready;
    return [...document.fonts].map(({ status }) => status);
  });
  expect(font).toContain('loaded');
  await workbench.screenshot('vsix');

  await workbench.runCommand('Backprop: Open Example…');
  await workbench.page.locator('.quick-input-list .monaco-list-row', { hasText: 'notes-2-3-1' }).click();
  await workbench.page.locator('.tab', { hasText: 'Untitled-1' }).first().waitFor();
  expect(workbench.problems).toEqual([]);
});
