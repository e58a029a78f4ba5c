// What-ifs in the editor: a weight is typed and dragged in the panel, steps are taken, the numbers are written and undone.
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, test } from 'vitest';
import { example, openWorkbench } from './openWorkbench';
import { cell, openPanel, pin } from './panel';

const NOTES = 'notes-2-3-1.backprop.json';
const WEIGHT = 'weight 1,2 in layer 1';

test('numbers are tried in the panel, written into the file, and undone there', async () => {
  const { workbench, folder } = await openWorkbench({ width: 1700, height: 1000 });
  const { keyboard, mouse } = workbench.page;
  const panel = await openPanel(workbench, NOTES);
  await panel.getByRole('button', { name: 'What if' }).click();
  const bar = panel.getByRole('region', { name: 'What if' });
  const weight = cell(panel, WEIGHT);

  await weight.dblclick();
  await keyboard.type('0.75');
  await expect.poll(() => bar.innerText()).toContain('1 number changed');
  await keyboard.press('Enter');
  await expect.poll(() => weight.getAttribute('class')).toContain('edited');
  expect(await (await pin(panel, WEIGHT)).innerText()).toContain('the file gives −0.4');
  await keyboard.press('Escape');

  const bias = cell(panel, 'bias 2 in layer 1');
  const { x, y } = (await bias.boundingBox())!;
  await mouse.move(x + 20, y + 10);
  await mouse.down();
  await mouse.move(x + 60, y + 10, { steps: 20 });
  await mouse.up();
  await expect.poll(() => bar.innerText()).toContain('2 numbers changed');
  await workbench.screenshot('what-if-1-edits');

  await bar.getByRole('button', { name: 'Take a gradient step' }).click();
  await expect.poll(() => bar.innerText()).toContain('by 1 step and by you');
  await bar.getByRole('button', { name: 'Take a gradient step' }).click();
  await expect.poll(() => bar.innerText()).toContain('by 2 steps and by you');
  await workbench.screenshot('what-if-2-steps');
  await bar.getByRole('button', { name: 'Step back' }).click();
  await bar.getByRole('button', { name: 'Step back' }).click();
  await expect.poll(() => bar.innerText()).toContain('2 numbers changed');

  await bar.getByRole('button', { name: 'Write to file' }).click();
  await expect.poll(() => bar.innerText()).toContain('Double-click');
  const given = await example('notes-2-3-1');
  const saved = async (): Promise<string> => {
    await workbench.runCommand('View: Focus First Editor Group');
    await workbench.runCommand('File: Save');
    return readFile(path.join(folder, NOTES), 'utf8');
  };
  // The command has been given before the file is on disk.
  await expect.poll(saved).not.toBe(given);
  const written = await saved();
  expect(written.replace('0.75', '-0.4').replace(/"biases": \[0\.1, [-\d.]+,/, '"biases": [0.1, -0.1,')).toBe(
    given,
  );
  await workbench.runCommand('View: Focus First Editor Group');
  await workbench.runCommand('Undo');
  await expect.poll(saved).toBe(given);
  expect(workbench.problems).toEqual([]);
});
