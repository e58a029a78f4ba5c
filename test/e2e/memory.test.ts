// A model that needs more memory than the machine has: the question, the numbers that stay, and the way back.
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, test } from 'vitest';
import { squareModel, VAST } from '../denseModel';
import { example, openWorkbench } from './openWorkbench';
import { fresh, GRADIENT, messages, openPanel, RUN, runState } from './panel';

const SIZE = { width: 1500, height: 950 };
const NOTES = 'notes-2-3-1.backprop.json';

test('a run that needs much memory asks in the panel, and the last good numbers stay', async () => {
  const { workbench, folder } = await openWorkbench(SIZE);
  const panel = await openPanel(workbench, NOTES);
  await writeFile(path.join(folder, NOTES), squareModel(VAST));
  const banner = panel.locator('.banner');
  await expect.poll(() => banner.innerText(), { timeout: 30_000 }).toMatch(/This run needs 641 GB of memory/);
  expect(await banner.innerText()).toMatch(/more than this machine has/);
  expect(await banner.getByRole('button', { name: 'Run anyway' }).isVisible()).toBe(true);
  expect(await panel.locator(GRADIENT).innerText()).toBe('+0.00031');
  expect(await runState(panel)).toBe('not run: needs 641 GB');
  await workbench.screenshot('memory-question');

  const text = (await example('notes-2-3-1')).replace('[-0.3]', '[0.9]');
  await writeFile(path.join(folder, NOTES), text);
  await expect.poll(() => panel.locator(GRADIENT).innerText()).not.toBe('+0.00031');
  await fresh(panel);
  expect(await banner.isVisible()).toBe(false);
  expect(workbench.problems).toEqual([]);
});

test('a model that is run for the first time is asked about on the whole page, without a message', async () => {
  const { workbench } = await openWorkbench({ ...SIZE, files: { 'vast.backprop.json': squareModel(VAST) } });
  await workbench.openFile('vast.backprop.json');
  await workbench.runCommand(RUN);
  const panel = await workbench.webview({ has: '.page h1', timeout: 30_000 });
  await expect
    .poll(() => panel.locator('.page h1').innerText(), { timeout: 30_000 })
    .toBe('This run needs 641 GB of memory');
  expect(await panel.getByRole('button', { name: 'Run anyway' }).isVisible()).toBe(true);
  expect(await messages(workbench).then((rows) => rows.count())).toBe(0);
  await workbench.screenshot('memory-question-page');
  expect(workbench.problems).toEqual([]);
});
