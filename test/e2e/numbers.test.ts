// The panel's numbers are the command line's, digit by digit: all samples and one, every δ, ∂L/∂W and ∂L/∂b.
import path from 'node:path';
import type { Frame } from 'playwright-core';
import { expect, test } from 'vitest';
import { runByCommandLine, type RunReport } from './commandLine';
import { openWorkbench } from './openWorkbench';
import { cell, fresh, openPanel, pin, proof, provenValue } from './panel';

/** The spoken names of all cells that the report has, with their numbers. */
function numbersOf({ layers }: RunReport, samples: 'all' | 'one'): [string, number][] {
  return layers.flatMap(({ delta, dW, db }, l) => [
    ...delta.flatMap((row, k) =>
      row.map((value, j): [string, number] => [
        `delta ${j + 1} of layer ${l + 1}${samples === 'all' ? `, sample ${k + 1}` : ''}`,
        value,
      ]),
    ),
    ...dW.flatMap((row, i) =>
      row.map((value, j): [string, number] => [
        `gradient of weight ${i + 1},${j + 1} in layer ${l + 1}`,
        value,
      ]),
    ),
    ...db.map((value, j): [string, number] => [`gradient of bias ${j + 1} in layer ${l + 1}`, value]),
  ]);
}

/** Reads all digits of a number from its proof. */
async function read(panel: Frame, name: string): Promise<number> {
  await cell(panel, name).focus();
  await pin(panel, name);
  await expect.poll(() => proof(panel).getAttribute('aria-label')).toContain('proof');
  const value = await provenValue(panel);
  await panel.page().keyboard.press('Escape');
  await proof(panel).waitFor({ state: 'hidden' });
  return value;
}

test('every number of xor is the command line’s, for all samples and for one', async () => {
  const { workbench, folder } = await openWorkbench({ width: 2000, height: 1300 });
  const file = path.join(folder, 'xor.backprop.json');
  const panel = await openPanel(workbench, 'xor.backprop.json');
  await fresh(panel);

  const all = numbersOf(await runByCommandLine(file), 'all');
  expect(all).toHaveLength(4 * (3 + 1) + (2 * 3 + 3) + (3 + 1));
  for (const [name, value] of all) expect.soft(await read(panel, name), name).toBe(value);

  await panel.getByRole('radio', { name: 'sample 2' }).click();
  const one = await runByCommandLine(file, 2);
  await expect.poll(() => panel.locator('header').innerText()).toContain(String(one.loss).slice(0, 6));
  await workbench.screenshot('numbers-xor-sample-2');
  for (const [name, value] of numbersOf(one, 'one')) expect.soft(await read(panel, name), name).toBe(value);
  expect(workbench.problems).toEqual([]);
});
