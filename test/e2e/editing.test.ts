// Edits and their panel: only the last text counts, broken JSON keeps the last good numbers, nothing nags.
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Frame } from 'playwright-core';
import { expect, test } from 'vitest';
import type { Workbench } from '../vscode/workbench';
import { runByCommandLine } from './commandLine';
import { openWorkbench } from './openWorkbench';
import { fresh, GRADIENT, messages, openPanel, pin, provenValue, runState, selected } from './panel';

const SIZE = { width: 1500, height: 950 };
const NOTES = 'notes-2-3-1.backprop.json';
/** Where a person decides when to save. */
const MANUAL_SAVE = { '.vscode/settings.json': '{ "files.autoSave": "off" }' };

/** Selects w_12 of the hidden layer, −0.4, in the editor. */
async function goToWeight(workbench: Workbench, panel: Frame): Promise<void> {
  await panel.locator(GRADIENT).focus();
  await workbench.page.keyboard.press('g');
  await selected(workbench, '-0.4');
}

test('typing fast ends in the numbers of the last text, and says nothing on the way', async () => {
  const { workbench, folder } = await openWorkbench({ ...SIZE, files: MANUAL_SAVE });
  const panel = await openPanel(workbench, NOTES);
  await goToWeight(workbench, panel);
  // Everything that the panel says while it follows; a button offers, and says nothing.
  await panel.evaluate(() => {
    const said: string[] = [];
    Object.assign(globalThis, { said });
    new MutationObserver(() => {
      for (const element of document.querySelectorAll<HTMLElement>('.alert, .banner, .page, .run')) {
        const offered = [...element.querySelectorAll<HTMLElement>('button, vscode-button')];
        const text = offered.reduce((rest, { innerText }) => rest.replace(innerText, ''), element.innerText);
        if (text.trim() !== '') said.push(text);
      }
    }).observe(document.body, { subtree: true, childList: true, characterData: true });
  });
  await workbench.page.keyboard.type('0.123456789', { delay: 70 });
  await workbench.page.keyboard.press('ControlOrMeta+s');
  await fresh(panel);
  const file = path.join(folder, NOTES);
  await expect.poll(() => readFile(file, 'utf8')).toContain('0.123456789');
  const { layers } = await runByCommandLine(file);
  await pin(panel, 'gradient of weight 1,2 in layer 1');
  await expect.poll(() => provenValue(panel)).toBe(layers[0]?.dW[0]?.[1]);

  const said = await panel.evaluate(() => (globalThis as unknown as { said: string[] }).said);
  expect(said.filter((text) => /cancel|stopped|undefined/i.test(text))).toEqual([]);
  expect(await messages(workbench).then((rows) => rows.count())).toBe(0);
  expect(workbench.problems).toEqual([]);
});

test('broken JSON keeps the last good numbers and marks the place; no message pops up while typing', async () => {
  const { workbench } = await openWorkbench(SIZE);
  const { page } = workbench;
  const panel = await openPanel(workbench, NOTES);
  await goToWeight(workbench, panel);
  await page.keyboard.type('-0.4 0.1');
  await expect.poll(() => panel.locator('.banner').innerText()).toMatch(/last good run/);
  expect(await runState(panel)).toBe('the last good run');
  expect(await panel.locator(GRADIENT).innerText()).toBe('+0.00031');
  await workbench.screenshot('editing-broken');
  // The link in the banner leads to the place.
  await panel.locator('.banner .link').click();
  await expect.poll(() => workbench.cursor()).toMatch(/^Ln 13/);
  for (const key of ['x', 'y', 'Backspace', 'Backspace']) {
    await page.keyboard.press(key);
    await page.waitForTimeout(250);
  }
  expect(await messages(workbench).then((rows) => rows.count())).toBe(0);
  expect(workbench.problems).toEqual([]);
});

test('undo, a second editor, closing without saving and opening again: the panel shows the text as it is', async () => {
  const { workbench } = await openWorkbench({ ...SIZE, files: MANUAL_SAVE });
  const { page } = workbench;
  const panel = await openPanel(workbench, NOTES);
  const before = await panel.locator(GRADIENT).getAttribute('aria-label');
  const label = (): Promise<string | null> => panel.locator(GRADIENT).getAttribute('aria-label');
  await goToWeight(workbench, panel);
  await page.keyboard.type('0.9');
  // That of 0.9: on a slow machine the 0 on the way has its own numbers for a moment.
  await expect.poll(label).toContain('0.00031008');
  const edited = await label();
  await page.keyboard.press('ControlOrMeta+z');
  await expect.poll(label).toBe(before);
  await page.keyboard.press('ControlOrMeta+y');
  await expect.poll(label).toBe(edited);

  // Closed without saving, the file counts again.
  await workbench.runCommand('View: Close Editor');
  await page.getByRole('button', { name: "Don't Save" }).click();
  await expect.poll(label).toBe(before);
  await fresh(panel);
  // No editor shows the file: the number's place is found all the same, beside the panel.
  await goToWeight(workbench, panel);
  await expect.poll(() => panel.isDetached()).toBe(false);

  await workbench.runCommand('View: Split Editor Down');
  await goToWeight(workbench, panel);
  await page.keyboard.type('0.9');
  await expect.poll(label).toBe(edited);
  await fresh(panel);
  await workbench.screenshot('editing-two-editors');
  expect(workbench.problems).toEqual([]);
});
