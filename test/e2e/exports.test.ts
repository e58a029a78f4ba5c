// What is on screen, in files and on the clipboard: by command and by context menu.
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Locator } from 'playwright-core';
import { expect, test } from 'vitest';
import { matrixOf } from '../../src/engine/cells';
import type { MatrixRef } from '../../src/inspector/views';
import { inspectorOf } from '../inspector/inspectorOf';
import { readCsv, readNpy } from '../inspector/exports/readers';
import type { Workbench } from '../vscode/workbench';
import { example, openWorkbench } from './openWorkbench';
import { cell, message, openPanel, pin, proof } from './panel';

const SIZE = { width: 1600, height: 950 };
const weights: MatrixRef = { quantity: 'parameterGradient', layer: 0, parameter: 'weights' };

/** The numbers that the file has to have. */
async function numbersOf(name: string): Promise<{ shape: readonly number[]; values: readonly number[] }> {
  const { shape, data } = matrixOf((await inspectorOf(await example(name))).result(), weights)!;
  return { shape, values: [...data] };
}

/** Chooses a kind of file, and takes the name that is offered, or another one. Resolves when the file is said to be there. */
async function save(workbench: Workbench, kind: string, offered: string, name = offered): Promise<Locator> {
  const { page } = workbench;
  const rows = page.locator('.quick-input-widget:visible .monaco-list-row');
  await rows.filter({ hasText: kind }).first().click();
  const input = page.locator('.quick-input-widget:visible input').first();
  await expect.poll(() => input.inputValue()).toMatch(new RegExp(`/${offered}$`));
  if (name !== offered) await input.fill((await input.inputValue()).replace(offered, name));
  await page.keyboard.press('Enter');
  return message(workbench, `${name} was saved`);
}

/** The entries of the open context menu. */
function menu(workbench: Workbench): Locator {
  return workbench.page.locator('.monaco-menu .action-label:not(.separator)');
}

test('a matrix is exported by command, beside its model, and read back', async () => {
  const { workbench, folder } = await openWorkbench(SIZE);
  const panel = await openPanel(workbench, 'notes-2-3-1.backprop.json');
  const { shape, values } = await numbersOf('notes-2-3-1');

  // Nothing was chosen: words that help.
  await workbench.runCommand('Backprop: Export Matrix…');
  await message(workbench, 'Click a number or a heatmap in the panel first');
  await workbench.runCommand('Notifications: Clear All Notifications');

  await cell(panel, 'gradient of weight 1,2 in layer 1').click();
  await workbench.runCommand('Backprop: Export Matrix…');
  await save(workbench, 'NumPy array', 'hidden-dL-dW.npy');
  const read = readNpy(new Uint8Array(await readFile(path.join(folder, 'hidden-dL-dW.npy'))));
  expect({ shape: read.shape, values: read.values }).toStrictEqual({ shape, values });

  await workbench.runCommand('Notifications: Clear All Notifications');
  await workbench.runCommand('Backprop: Export Matrix…');
  const saved = await save(workbench, 'CSV', 'hidden-dL-dW.csv', 'numbers.csv');
  await workbench.screenshot('exports-1-saved');
  expect(readCsv(new Uint8Array(await readFile(path.join(folder, 'numbers.csv')))).values).toStrictEqual(
    values,
  );
  // By the keyboard: the pointer may rest on what opened the notifications, whose tip covers them.
  await saved.getByText('Open', { exact: true }).press('Enter');
  await workbench.page.locator('.tab.active[data-resource-name="numbers.csv"]').waitFor();
  expect(workbench.problems).toEqual([]);
});

test('the context menu of numbers, proofs and heatmaps is about what it was opened on', async () => {
  const { workbench, folder } = await openWorkbench(SIZE);
  const { page } = workbench;
  const small = await openPanel(workbench, 'notes-2-3-1.backprop.json');
  const inspector = await inspectorOf(await example('notes-2-3-1'));
  await workbench.chooseFromContextMenu(cell(small, 'delta 2 of layer 1'), 'Copy Matrix as LaTeX');
  const delta: MatrixRef = { quantity: 'delta', layer: 0 };
  const latex = new TextDecoder().decode(await inspector.encode(delta, 'latex'));
  await expect.poll(() => workbench.clipboard()).toBe(latex);
  const card = await pin(small, 'gradient of bias 1 in layer 2');
  await workbench.chooseFromContextMenu(card.locator('.val'), 'Copy Proof as LaTeX');
  const bias = { quantity: 'parameterGradient', layer: 1, parameter: 'biases', row: 0, column: 0 } as const;
  await expect.poll(() => workbench.clipboard()).toBe(inspector.explain(bias, {}, false).latex);

  await workbench.runCommand('View: Focus First Editor Group');
  const panel = await openPanel(workbench, 'digits.backprop.json', '.layer canvas.plot');
  const canvas = panel.locator('canvas.plot[aria-label*="gradient of weights of layer 1"]');
  await canvas.scrollIntoViewIfNeeded();
  const box = (await canvas.boundingBox())!;
  await page.mouse.click(box.x + 50 + 20, box.y + 58 + 20, { button: 'right' });
  await menu(workbench).first().waitFor();
  expect(await menu(workbench).allInnerTexts()).toEqual([
    'Copy Proof as LaTeX',
    'Copy Proof as Markdown',
    'Copy Matrix as LaTeX',
    'Export Matrix…',
    'Export Heatmap as Picture…',
  ]);
  await workbench.screenshot('exports-2-menu');
  await page.keyboard.press('Escape');
  await menu(workbench).first().waitFor({ state: 'hidden' });

  // By the keyboard, on the cell that has the focus, when its proof has opened.
  await canvas.focus();
  await page.keyboard.press('Control+Home');
  await page.keyboard.press('ArrowRight');
  await proof(panel).waitFor();
  await page.keyboard.press('Shift+F10');
  await menu(workbench).first().waitFor();
  await workbench.screenshot('exports-3-menu-by-key');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await expect
    .poll(() => workbench.clipboard())
    .toMatch(/^### gradient of weight 1,2 in layer 1\n[^]*\$\$\n/);

  for (const [kind, extension, begin] of [
    ['PNG', 'png', Buffer.from([0x89, 0x50, 0x4e, 0x47])],
    ['SVG', 'svg', Buffer.from('<svg ')],
  ] as const) {
    await workbench.runCommand('Notifications: Clear All Notifications');
    // The panel gets the focus back from the palette, which would close a menu that opened before.
    await expect.poll(() => panel.evaluate(() => document.hasFocus())).toBe(true);
    await workbench.chooseFromContextMenu(canvas, 'Export Heatmap as Picture…');
    await save(workbench, kind, `hidden-dL-dW.${extension}`);
    const file = await readFile(path.join(folder, `hidden-dL-dW.${extension}`));
    expect(file.subarray(0, begin.length)).toEqual(begin);
    expect(file.length).toBeGreaterThan(10_000);
  }
  expect(workbench.problems).toEqual([]);
});

test('commands of numbers are in the palette only while a panel is active', async () => {
  const { workbench } = await openWorkbench(SIZE);
  await openPanel(workbench, 'notes-2-3-1.backprop.json');
  expect(await workbench.hasCommand('Backprop: Copy Proof as Markdown')).toBe(true);
  await workbench.runCommand('View: Focus First Editor Group');
  expect(await workbench.hasCommand('Backprop: Copy Proof as Markdown', 0)).toBe(false);
});
