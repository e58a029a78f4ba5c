// The panel where people put it, another group, a narrow column; and its other states, for axe, in all themes.
import type { Frame } from 'playwright-core';
import { expect, test } from 'vitest';
import { seriousViolations } from '../vscode/accessibility';
import type { Workbench } from '../vscode/workbench';
import { example, openWorkbench } from './openWorkbench';
import { fresh, GRADIENT, openPanel, pin, provenValue, RUN, selected } from './panel';

const THEMES = ['light', 'highContrast', 'highContrastLight', 'dark'] as const;

/** Looks at the panel in every theme, with a picture of each. @param prepare what to do before each look. */
async function inEveryTheme(
  workbench: Workbench,
  panel: Frame,
  name: string,
  prepare: () => Promise<unknown> = () => Promise.resolve(),
): Promise<void> {
  for (const theme of THEMES) {
    await workbench.setTheme(theme);
    await prepare();
    expect.soft(await seriousViolations(panel), `${name}, ${theme}`).toEqual([]);
    await workbench.screenshot(`layout-${name}-${theme}`);
  }
}

test('moved to another group, hidden and brought back, the panel is as it was left', async () => {
  const { workbench } = await openWorkbench({ width: 1600, height: 1000 });
  const first = await openPanel(workbench, 'xor.backprop.json');
  const all = await first.locator(GRADIENT).getAttribute('aria-label');
  await first.getByRole('radio', { name: 'sample 3' }).click();
  await expect.poll(() => first.locator(GRADIENT).getAttribute('aria-label')).not.toBe(all);
  const label = await first.locator(GRADIENT).getAttribute('aria-label');
  await workbench.runCommand('View: Move Editor into Left Group');
  const moved = await workbench.webview({ has: GRADIENT });
  await expect.poll(() => moved.locator(GRADIENT).getAttribute('aria-label')).toBe(label);
  expect(await moved.getByRole('radio', { name: 'sample 3' }).getAttribute('aria-checked')).toBe('true');

  // The file's editor is in the same group now: the number is selected there, and the command brings the panel back.
  await moved.locator(GRADIENT).focus();
  await workbench.page.keyboard.press('g');
  await selected(workbench, '-0.9');
  await workbench.runCommand(RUN);
  const back = await workbench.webview({ has: GRADIENT });
  await expect.poll(() => back.locator(GRADIENT).getAttribute('aria-label')).toBe(label);
  await workbench.screenshot('layout-moved');
  expect(workbench.problems).toEqual([]);
});

test('pinned proof and formula sheet: nothing serious for axe in any theme', async () => {
  const { workbench } = await openWorkbench({ width: 1900, height: 1100 });
  const panel = await openPanel(workbench, 'notes-2-3-1.backprop.json');
  await panel.getByRole('button', { name: 'Formula sheet' }).click();
  await inEveryTheme(workbench, panel, 'proof', async () => {
    // Escape, by which the palette is left, closes a proof.
    await pin(panel, 'gradient of weight 1,2 in layer 1');
    expect(await provenValue(panel)).toBe(0.00030792245057084395);
  });
  expect(workbench.problems).toEqual([]);
});

test('failed and stale: nothing serious for axe in any theme', async () => {
  const notes = await example('notes-2-3-1');
  const wrong = notes.replaceAll('"sigmoid"', '"sigmoit"');
  const { workbench } = await openWorkbench({
    width: 1500,
    height: 900,
    files: { 'wrong.backprop.json': wrong },
  });
  await workbench.openFile('wrong.backprop.json');
  await workbench.runCommand(RUN);
  const failed = await workbench.webview({ has: 'button.link' });
  await inEveryTheme(workbench, failed, 'failed');
  expect(workbench.problems).toEqual([]);
});

test('a heatmap: nothing serious for axe in any theme, and no scrolling sideways at 520 px', async () => {
  const { workbench } = await openWorkbench({ width: 1700, height: 1000 });
  const panel = await openPanel(workbench, 'digits.backprop.json', '.layer canvas');
  await fresh(panel);
  await inEveryTheme(workbench, panel, 'heatmap');
  await workbench.fitWebview(panel, 520);
  await workbench.screenshot('layout-heatmap-520');
  const overflow = await panel.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  expect(overflow).toBeLessThanOrEqual(0);
  expect(workbench.problems).toEqual([]);
});
