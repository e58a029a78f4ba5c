// In a browser's own extension host, as on vscode.dev: the same extension without Node, its inspector in a web worker.
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, test } from 'vitest';
import { inspectorOf } from '../inspector/inspectorOf';
import { example, IN_BROWSER, openWorkbench } from './openWorkbench';
import { cell, fresh, hover, openPanel, proof, provenValue, runState } from './panel';

const OPTIONS = { width: 1500, height: 950, files: IN_BROWSER };

test('a model is run, proved, edited and mended in a browser without Node', async () => {
  const { workbench, folder } = await openWorkbench(OPTIONS);
  const loaded: string[] = [];
  workbench.page.context().on('request', (request) => loaded.push(decodeURIComponent(request.url())));
  // Before it has run, its shapes stand in the text.
  await workbench.openFile('notes-2-3-1.backprop.json');
  await workbench.page.getByText('2 → 3, 9 parameters').waitFor({ timeout: 30_000 });
  const panel = await openPanel(workbench, 'notes-2-3-1.backprop.json');
  await fresh(panel);
  expect(loaded.join('\n')).toMatch(/dist\/web\/extension\.js/);

  // A proof comes from the worker, with the same derivative by central differences.
  await hover(panel, cell(panel, 'gradient of weight 1,2 in layer 1'));
  await expect.poll(() => proof(panel).innerText()).toMatch(/numeric, h = \S+\s+0\.000307922450571 ✓/);

  // The file is changed on disk, with an activation that there is not; then it is right again.
  const file = path.join(folder, 'notes-2-3-1.backprop.json');
  const text = await example('notes-2-3-1');
  await writeFile(file, text.replaceAll('"sigmoid"', '"sigmoit"'));
  await workbench.runCommand('Problems: Focus on Problems View');
  await workbench.page
    .locator('.markers-panel .marker-code', { hasText: 'unknown_activation' })
    .first()
    .waitFor();
  await writeFile(file, text.replaceAll('"sigmoid"', '"tanh"'));
  await expect.poll(() => workbench.page.locator('.markers-panel .marker-code').count()).toBe(0);
  await expect.poll(() => runState(panel)).toMatch(/ran in/);
  expect(workbench.problems).toEqual([]);
});

test('a large network has the same numbers in a web worker', async () => {
  const { workbench } = await openWorkbench(OPTIONS);
  const panel = await openPanel(workbench, 'digits.backprop.json', 'canvas');
  await fresh(panel);
  await panel.locator('header .loss-value').click();
  const { loss } = (await inspectorOf(await example('digits'))).result().forward;
  await expect.poll(() => provenValue(panel)).toBe(loss);
  expect(workbench.problems).toEqual([]);
});
