// The side view as a person uses it: from the welcome to thumbnails, into the panel, through edits, models and hiding.
import type { Frame } from 'playwright-core';
import { expect, test } from 'vitest';
import type { Workbench } from '../vscode/workbench';
import { seriousViolations } from '../vscode/accessibility';
import { openWorkbench } from './openWorkbench';
import { cell, fresh, GRADIENT, openPanel, RUN } from './panel';

const SIZE = { width: 1500, height: 950 };
const WELCOME = '.page:not([hidden]) h1';

/** Opens the view by its icon. */
async function openView(workbench: Workbench, has: string): Promise<Frame> {
  await workbench.page.locator('.activitybar').getByRole('tab', { name: 'Backprop' }).click();
  return workbench.webview({ title: 'Gradients', has, timeout: 30_000 });
}

/** What the view's thumbnails are called, from top to bottom, when all of them have numbers. */
async function thumbnails(view: Frame): Promise<string[]> {
  const names = view.locator('.layer-item .thumb .sr');
  await expect
    .poll(() => names.allTextContents().then((all) => all.filter((name) => !name.includes(', largest '))))
    .toEqual([]);
  return names.allTextContents();
}

async function title(view: Frame): Promise<string> {
  return view.locator('.side-title h1').innerText();
}

test('from the welcome by an example to thumbnails, and from a thumbnail to its number', async () => {
  const { workbench } = await openWorkbench(SIZE);
  const welcome = await openView(workbench, WELCOME);
  await workbench.screenshot('gradients-1-welcome');
  await welcome.getByRole('button', { name: 'Open Example' }).click();
  const view = await workbench.webview({ title: 'Gradients', has: '.thumb .hist', timeout: 30_000 });
  expect((await thumbnails(view)).map((name) => name.split(',')[0])).toEqual([
    ...['δ of layer 2 output', '∂L/∂W of layer 2 output', '∂L/∂b of layer 2 output'],
    ...['δ of layer 1 hidden', '∂L/∂W of layer 1 hidden', '∂L/∂b of layer 1 hidden'],
  ]);
  const panel = await workbench.webview({ has: GRADIENT });
  await fresh(panel);
  await workbench.screenshot('gradients-2-thumbnails');
  expect(await seriousViolations(view)).toEqual([]);

  await view
    .getByRole('button', { name: /^δ of layer 1/ })
    .locator('canvas')
    .click({ position: { x: 4, y: 4 } });
  const focused = (): Promise<string> =>
    panel.evaluate(() =>
      document.hasFocus() ? (document.activeElement?.getAttribute('aria-label') ?? '') : '',
    );
  await expect.poll(focused).toMatch(/^delta 1 of layer 1/);
  await workbench.screenshot('gradients-3-in-the-panel');
  expect(workbench.problems).toEqual([]);
});

test('follows the edits, dimmed while the numbers are old', async () => {
  const { workbench } = await openWorkbench(SIZE);
  const panel = await openPanel(workbench, 'notes-2-3-1.backprop.json');
  await workbench.runCommand('Backprop: Show Gradient Heatmaps');
  const view = await workbench.webview({ title: 'Gradients', has: '.thumb .hist' });
  const before = await thumbnails(view);
  const main = view.locator('.side-main');
  // All that becomes of the class, however short.
  await main.evaluate((own) => {
    const seen: boolean[] = [];
    Object.assign(window, { seen });
    new MutationObserver(() => seen.push(own.classList.contains('dim'))).observe(own, {
      attributes: true,
      attributeFilter: ['class'],
    });
  });
  await panel.locator(GRADIENT).click();
  await panel.getByText('Go to weight').click();
  await expect.poll(() => workbench.cursor()).toContain('(4 selected)');
  await workbench.page.keyboard.type('0.9');
  await expect.poll(() => thumbnails(view)).not.toEqual(before);
  await expect.poll(() => main.getAttribute('class')).toBe('side-main');
  const seen = await view.evaluate(() => (window as unknown as { seen: boolean[] }).seen);
  expect([seen.includes(true), seen.at(-1)]).toEqual([true, false]);

  await workbench.page.keyboard.type(' 5');
  await expect.poll(() => view.locator('.banner').innerText()).toContain('the last good run');
  await expect.poll(() => main.getAttribute('class')).toContain('dim');
  expect(await view.locator('.thumb .hist').count()).toBe(before.length);
  await workbench.screenshot('gradients-broken');
  expect(workbench.problems).toEqual([]);
});

test('follows the active of two models, keeps it beside other files, and is right again after hiding', async () => {
  const { workbench } = await openWorkbench({ ...SIZE, files: { 'notes.txt': 'nothing to run' } });
  await openPanel(workbench, 'notes-2-3-1.backprop.json');
  await openPanel(workbench, 'dead-relu.backprop.json', '.layer [aria-label^="delta 1 of layer 3"]');
  const view = await openView(workbench, '.thumb .hist');
  await expect.poll(() => title(view)).toBe('dead relu 3-6-4-2');
  await workbench.page.locator('.tab[data-resource-name="notes-2-3-1.backprop.json"]').click();
  await expect.poll(() => title(view)).toBe('notes 2-3-1');
  expect(await thumbnails(view)).toHaveLength(6);
  await view.getByRole('radio', { name: 'one shared scale' }).click();

  await workbench.runCommand('View: Show Explorer');
  await workbench.openFile('notes.txt');
  const again = await openView(workbench, '.thumb .hist');
  await expect.poll(() => title(again)).toBe('notes 2-3-1');
  expect(await again.getByRole('radio', { name: 'one shared scale' }).getAttribute('aria-checked')).toBe(
    'true',
  );
  expect(await thumbnails(again)).toHaveLength(6);
  await workbench.page.locator('.tab', { hasText: 'Backprop: dead-relu' }).click();
  await expect.poll(() => title(again)).toBe('dead relu 3-6-4-2');

  // Closing its panel ends a model's inspection.
  await workbench.runCommand('View: Close Editor');
  await expect.poll(() => title(again)).toBe('notes 2-3-1');
  expect(workbench.problems).toEqual([]);
});

test('opens a panel that another tab hides, and one that was never shown', async () => {
  const { workbench } = await openWorkbench(SIZE);
  const panel = await openPanel(workbench, 'notes-2-3-1.backprop.json');
  await panel.locator('h1').click();
  // In the panel's own group: it is hidden, and its webview thrown away.
  await workbench.openFile('xor.backprop.json');
  const view = await openView(workbench, '.thumb .hist');
  expect(await title(view)).toBe('notes 2-3-1');
  await view.getByRole('button', { name: /^∂L\/∂W of layer 1/ }).press('Enter');
  const shown = await workbench.webview({ has: GRADIENT });
  await cell(shown, 'delta 1 of layer 1').waitFor();
  await expect.poll(() => shown.evaluate(() => document.hasFocus())).toBe(true);
  expect(workbench.problems).toEqual([]);
});

test('runs the file in the editor from the welcome', async () => {
  const { workbench } = await openWorkbench(SIZE);
  await workbench.openFile('xor.backprop.json');
  const welcome = await openView(workbench, WELCOME);
  await expect
    .poll(() => welcome.locator('.page:not([hidden])').innerText())
    .toContain('xor.backprop.json is open');
  await welcome.getByRole('button', { name: 'Run Backward Pass' }).click();
  await workbench.webview({ has: GRADIENT, timeout: 30_000 });
  const view = await workbench.webview({ title: 'Gradients', has: '.thumb .hist' });
  expect(await title(view)).toBe('XOR 2-3-1');
  expect(workbench.problems).toEqual([]);
  expect(await workbench.hasCommand(RUN)).toBe(true);
});
