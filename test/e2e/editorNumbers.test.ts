// A model's text and the panel beside it: hovers on numbers and rules, the way from a number to its cell, marks both ways.
import type { Locator } from 'playwright-core';
import { expect, test } from 'vitest';
import type { Workbench } from '../vscode/workbench';
import { openWorkbench } from './openWorkbench';
import { cell, GRADIENT, openPanel } from './panel';

const FILE = 'notes-2-3-1.backprop.json';

/** Puts the editor's cursor there, as a person does by the keyboard. */
async function goTo(workbench: Workbench, line: number, column: number): Promise<void> {
  const { page } = workbench;
  await workbench.runCommand('View: Focus First Editor Group');
  await page.keyboard.press('Control+g');
  await page.keyboard.type(`${line}:${column}`);
  await page.keyboard.press('Enter');
  await expect.poll(() => workbench.cursor()).toContain(`Ln ${line}, Col ${column}`);
}

/** The hover at the cursor, once it has our part. */
async function hover(workbench: Workbench, has: string): Promise<Locator> {
  const { page } = workbench;
  const shown = page.locator('.monaco-hover:visible', { hasText: has }).first();
  await expect
    .poll(
      async () => {
        await page.keyboard.press('Control+k');
        await page.keyboard.press('Control+i');
        return shown.isVisible({ timeout: 500 });
      },
      { timeout: 15_000, interval: 500 },
    )
    .toBe(true);
  return shown;
}

/** The hovers of a model that has not run, as this theme shows them. */
async function lookBeforeRun(workbench: Workbench, theme: string): Promise<void> {
  await goTo(workbench, 11, 24);
  const activation = await hover(workbench, 'sigmoid · layer 1');
  await activation.locator('img[alt*="over z from"]').waitFor();
  await workbench.screenshot(`hover-activation-before-run-${theme}`);
  await workbench.page.keyboard.press('Escape');
  await goTo(workbench, 13, 17);
  await hover(workbench, 'A backward pass tells its gradient');
  await workbench.screenshot(`hover-number-before-run-${theme}`);
  await workbench.page.keyboard.press('Escape');
}

test('a model that has not run has its shapes, and leads from a number to its gradient', async () => {
  const { workbench } = await openWorkbench({ width: 1300, height: 800 });
  await workbench.openFile(FILE);
  await workbench.page.getByText('2 → 3, 9 parameters').waitFor();
  await lookBeforeRun(workbench, 'dark');
  await workbench.setTheme('light');
  await lookBeforeRun(workbench, 'light');
  const number = await hover(workbench, 'A backward pass tells its gradient');
  await number.getByText('Run backward pass').click();
  await workbench.webview({ has: GRADIENT, timeout: 30_000 });
  await goTo(workbench, 13, 17);
  const told = await hover(workbench, 'Show in panel');
  await told.locator('img[alt*="∂L/∂w"]').waitFor();
  expect(workbench.problems).toEqual([]);
}, 120_000);

test('numbers and rules of the text tell what the run made of them, in every theme', async () => {
  const { workbench } = await openWorkbench({ width: 1700, height: 900 });
  const panel = await openPanel(workbench, FILE);
  for (const theme of ['light', 'highContrast', 'highContrastLight', 'dark'] as const) {
    await workbench.setTheme(theme);
    await goTo(workbench, 13, 17);
    const number = await hover(workbench, 'weight');
    await number.locator('img[alt*="∂L/∂w"]').waitFor();
    await workbench.screenshot(`hover-number-${theme}`);
    await workbench.page.keyboard.press('Escape');
    await goTo(workbench, 11, 24);
    const activation = await hover(workbench, 'sigmoid · layer 1');
    await activation.locator('img[alt*="over the 3 z"]').waitFor();
    await workbench.screenshot(`hover-activation-${theme}`);
    await workbench.page.keyboard.press('Escape');
  }
  await goTo(workbench, 13, 17);
  await expect.poll(() => panel.locator('.mirrored').count()).toBeGreaterThan(0);
  await workbench.screenshot('mirrored-in-panel');
  const linked = await hover(workbench, 'Show in panel');
  await linked.getByText('Show in panel').click();
  await expect
    .poll(() => panel.evaluate(() => document.activeElement?.getAttribute('aria-label')))
    .toMatch(/weight \d,\d in layer 1/);
  await cell(panel, 'gradient of weight 2,3 in layer 1').click();
  await workbench.page.waitForTimeout(500);
  await workbench.screenshot('mirrored-in-editor');
  expect(workbench.problems).toEqual([]);
}, 180_000);
