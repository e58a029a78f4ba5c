// The whole story as a person lives it: palette → panel → hover → proof → the weight in the file → edit → new numbers.
import type { Frame } from 'playwright-core';
import { expect, test } from 'vitest';
import { openWorkbench } from './openWorkbench';
import { hover, selected } from './panel';

/** The cell of ∂L/∂w_12 of the hidden layer, found by its spoken name. */
const GRADIENT = '[role=gridcell][aria-label^="gradient of weight 1,2 in layer 1"]';

/** Everything the popover says, when it says all of it. */
async function proofText(panel: Frame): Promise<string> {
  const card = panel.locator('[role=tooltip], [role=dialog]').first();
  await card.waitFor();
  await expect.poll(() => card.innerText()).toMatch(/numeric, h = [^\n]+\s+-?−?\d/);
  return (await card.innerText()).replaceAll(/\s+/g, ' ');
}

test('from the palette to a proof, to the weight, to new numbers', async () => {
  const { workbench } = await openWorkbench({ width: 1500, height: 950 });
  await workbench.openFile('notes-2-3-1.backprop.json');
  await workbench.runCommand('Backprop: Run Backward Pass');
  const panel = await workbench.webview({ has: GRADIENT });
  const cell = panel.locator(GRADIENT);
  await expect.poll(() => cell.innerText()).toBe('+0.00031');
  const status = workbench.page.locator('.statusbar-item[id$="backprop.loss"]');
  await expect.poll(() => status.innerText()).toContain('L = 0.0631');
  await workbench.screenshot('story-1-panel');

  await hover(panel, cell);
  const proof = await proofText(panel);
  // All digits, as the command line prints them, and the same number by central differences.
  expect(proof).toContain('0.00030792245057084395');
  expect(proof).toMatch(/numeric, h = \S+ 0\.0003079224505\d* ✓/);
  await workbench.screenshot('story-2-proof');

  await panel.getByText('Go to weight').click();
  await selected(workbench, '-0.4');
  await workbench.screenshot('story-3-weight');

  const before = await cell.getAttribute('aria-label');
  await workbench.page.keyboard.type('0.9');
  await expect.poll(() => cell.getAttribute('aria-label')).not.toBe(before);
  await expect.poll(() => panel.locator('.run').first().innerText()).toMatch(/ran in/);
  await expect.poll(() => status.innerText()).not.toContain('L = 0.0631');
  // The open proof follows the edit.
  await cell.hover();
  expect(await proofText(panel)).not.toContain('0.00030792245057084395');
  await workbench.screenshot('story-4-edited');
  expect(workbench.problems).toEqual([]);
});

test('the last good result stays while the JSON is broken, marked stale', async () => {
  const { workbench } = await openWorkbench({ width: 1500, height: 950 });
  await workbench.openFile('notes-2-3-1.backprop.json');
  await workbench.runCommand('Backprop: Run Backward Pass');
  const panel = await workbench.webview({ has: GRADIENT });
  await hover(panel, panel.locator(GRADIENT));
  await panel.getByText('Go to weight').click();
  await selected(workbench, '-0.4');

  await workbench.page.keyboard.type('-0.4 0.1');
  await expect
    .poll(() =>
      panel
        .locator('[role=status], [role=alert], h2')
        .allInnerTexts()
        .then((all) => all.join(' ')),
    )
    .toMatch(/last good run/i);
  expect(await panel.locator(GRADIENT).innerText()).toBe('+0.00031');
  await workbench.screenshot('stale');

  await workbench.page.keyboard.press('Control+z');
  await expect.poll(() => panel.locator('.run').first().innerText()).toMatch(/ran in/);
  expect(workbench.problems).toEqual([]);
});

test('a proof leads back to the loss and the inputs by keyboard alone', async () => {
  const { workbench } = await openWorkbench({ width: 1500, height: 950 });
  await workbench.openFile('notes-2-3-1.backprop.json');
  await workbench.runCommand('Backprop: Run Backward Pass');
  const panel = await workbench.webview({ has: GRADIENT });
  const { keyboard } = workbench.page;
  await panel.locator(GRADIENT).focus();
  await keyboard.press('Enter');
  const card = panel.locator('[role=dialog]');
  await card.waitFor();
  expect(await card.innerText()).toContain('layer 1 hidden');

  await keyboard.press('Escape');
  await expect
    .poll(() => panel.evaluate(() => document.activeElement?.getAttribute('aria-label') ?? ''))
    .toMatch(/^gradient of weight 1,2/);

  await keyboard.press('ArrowUp');
  await expect
    .poll(() => panel.evaluate(() => document.activeElement?.getAttribute('aria-label') ?? ''))
    .toMatch(/^delta 2 of layer 1/);
  await keyboard.press('ArrowDown');
  await keyboard.press('g');
  await selected(workbench, '-0.4');
  expect(workbench.problems).toEqual([]);
});

test('the panel survives hiding and a reload of the window', async () => {
  const { workbench } = await openWorkbench({ width: 1500, height: 950 });
  await workbench.openFile('xor.backprop.json');
  await workbench.runCommand('Backprop: Run Backward Pass');
  const batch = await workbench.webview({ has: GRADIENT });
  await batch.getByRole('radio', { name: 'sample 3' }).click();
  await expect
    .poll(() => batch.getByRole('radio', { name: 'sample 3' }).getAttribute('aria-checked'))
    .toBe('true');

  // Another editor in the panel's group hides it: the webview is thrown away, and made anew when it is shown.
  await batch.locator('h1').click();
  await workbench.runCommand('File: New Untitled Text File');
  await expect.poll(() => batch.isDetached()).toBe(true);
  await workbench.runCommand('View: Open Previous Editor in Group');
  const shown = await workbench.webview({ has: GRADIENT });
  await expect
    .poll(() => shown.getByRole('radio', { name: 'sample 3' }).getAttribute('aria-checked'))
    .toBe('true');

  await workbench.reload();
  // The extension host starts anew, too.
  const again = await workbench.webview({ has: GRADIENT, timeout: 60_000 });
  await expect
    .poll(() => again.getByRole('radio', { name: 'sample 3' }).getAttribute('aria-checked'))
    .toBe('true');
  expect(workbench.problems).toEqual([]);
});
