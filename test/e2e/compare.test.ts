// Numbers of one's own against the panel's, as a student does it: choose the file, read the verdict, go to the line, mend it.
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Frame, Locator } from 'playwright-core';
import { expect, test } from 'vitest';
import { repositoryRoot } from '../vscode/cache';
import { seriousViolations } from '../vscode/accessibility';
import type { Workbench } from '../vscode/workbench';
import { openWorkbench } from './openWorkbench';
import { message, openPanel, proof } from './panel';

const SIZE = { width: 1600, height: 1000 };
const COMPARE = 'Backprop: Compare with My Gradients…';
const VERDICT = '.compare:not([hidden]) .verdict-title';

const golden = (name: string): Promise<string> =>
  readFile(path.join(repositoryRoot, 'test/golden/mistakes', `${name}.json`), 'utf8');

/** An entry of the open list. */
function entry(workbench: Workbench, text: string): Locator {
  return workbench.page
    .locator('.quick-input-widget:visible .monaco-list-row')
    .filter({ hasText: text })
    .first();
}

async function choose(workbench: Workbench, text: string): Promise<void> {
  await entry(workbench, text).click();
}

async function verdict(panel: Frame): Promise<string> {
  return (await panel.locator(VERDICT).innerText()).replaceAll(/\s+/g, ' ');
}

test('a file of numbers: from the palette to the mistake’s name, to its line, to a match', async () => {
  const mine = JSON.stringify(JSON.parse(await golden('own_weights_used-00.mine')), undefined, 2);
  const { workbench } = await openWorkbench({
    ...SIZE,
    files: { 'net.backprop.json': await golden('own_weights_used-00.model'), 'mine.json': mine },
  });
  const { page } = workbench;
  await workbench.openFile('mine.json');
  const panel = await openPanel(workbench, 'net.backprop.json');
  await workbench.runCommand(COMPARE);
  await choose(workbench, 'mine.json');
  await expect.poll(() => verdict(panel)).toContain('own weights used');
  await workbench.screenshot('compare-1-verdict');
  expect(await seriousViolations(panel)).toEqual([]);

  // A wrong number has the proof of the right one.
  const wrong = panel.locator('.compared .cell.wrong').first();
  await expect
    .poll(
      async () => {
        await wrong.hover();
        return proof(panel)
          .getAttribute('aria-label', { timeout: 2000 })
          .catch(() => null);
      },
      { timeout: 20_000 },
    )
    .toContain('delta 1 of layer 1');
  await workbench.page.keyboard.press('Escape');
  await panel.getByRole('button', { name: /mine\.json:\d+/ }).click();
  await expect.poll(() => workbench.selectedText()).toMatch(/^\[\s*\[/);
  await workbench.screenshot('compare-2-line');

  // Without that line, the next one is the first that is wrong, by the same mistake.
  await page.keyboard.type('null');
  await expect.poll(() => panel.locator('.cmp-list .first .sym').textContent()).toContain('W');
  expect(await verdict(panel)).toContain('own weights used');
  await workbench.screenshot('compare-3-without-delta');
  expect(workbench.problems).toEqual([]);
});

test('what was printed, pasted from the clipboard, and corrected', async () => {
  const { workbench } = await openWorkbench(SIZE);
  const { page } = workbench;
  await workbench.runCommand('File: New Untitled Text File');
  await page.keyboard.type('dW = array([[-0.0439049], [-0.0389180], [-0.0421071]])');
  await page.keyboard.press('Control+a');
  await page.keyboard.press('Control+x');
  const panel = await openPanel(workbench, 'notes-2-3-1.backprop.json');
  await panel.getByRole('button', { name: 'Compare', exact: true }).click();
  await choose(workbench, 'Paste from the Clipboard');
  await expect.poll(() => verdict(panel)).toContain('matches');
  expect(await panel.locator('.arrays summary').innerText()).toBe('What each array was taken for');
  await workbench.screenshot('compare-4-pasted');
  await panel.getByRole('button', { name: 'Copy report' }).click();
  await expect.poll(() => workbench.clipboard()).toContain('Every number that was given matches.');

  await panel.locator('.arrays summary').click();
  await panel.locator('.arrays vscode-dropdown').click();
  await panel.locator('.arrays vscode-option', { hasText: 'not compared' }).click();
  await expect.poll(() => panel.locator('.arrays .micro').innerText()).toContain('as you said');
  await panel.getByRole('button', { name: 'End comparison' }).click();
  await expect.poll(() => panel.locator('.layers').isVisible()).toBe(true);
  expect(workbench.problems).toEqual([]);
});

test('by keyboard alone, in light and in high contrast, wide and narrow', async () => {
  const { workbench } = await openWorkbench({
    ...SIZE,
    files: {
      'net.backprop.json': await golden('not_averaged_over_batch-00.model'),
      'mine.json': await golden('not_averaged_over_batch-00.mine'),
    },
  });
  const { keyboard } = workbench.page;
  await workbench.openFile('mine.json');
  const panel = await openPanel(workbench, 'net.backprop.json');
  // With the numbers in the active editor, the model is the one that was run last.
  await workbench.page.getByRole('tab', { name: /^mine\.json/ }).click();
  await workbench.runCommand(COMPARE);
  await entry(workbench, 'Choose a File').waitFor();
  await keyboard.type('mine');
  await keyboard.press('Enter');
  await expect.poll(() => verdict(panel)).toContain('not averaged over batch');
  await panel.locator('.cmp[aria-pressed=true]').focus();
  await keyboard.press('ArrowDown');
  await keyboard.press('Enter');
  await expect.poll(() => panel.locator('.compared-title').textContent()).toContain('W');
  for (const theme of ['light', 'highContrast', 'highContrastLight'] as const) {
    await workbench.setTheme(theme);
    await workbench.screenshot(`compare-5-${theme}`);
    expect(await seriousViolations(panel)).toEqual([]);
  }
  await workbench.fitWebview(panel, 420);
  await workbench.screenshot('compare-6-narrow');
  expect(workbench.problems).toEqual([]);
});

test('a file with nothing to compare is told in words', async () => {
  const { workbench } = await openWorkbench({ ...SIZE, files: { 'mine.json': '{ "note": "no numbers" }' } });
  await workbench.openFile('mine.json');
  await openPanel(workbench, 'notes-2-3-1.backprop.json');
  await workbench.runCommand(COMPARE);
  await choose(workbench, 'mine.json');
  await message(workbench, 'mine.json has nothing that can be compared.');
  await workbench.screenshot('compare-7-nothing');
  expect(workbench.problems).toEqual([]);
});
