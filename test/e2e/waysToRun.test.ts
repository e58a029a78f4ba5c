// Every way to run a model, and what happens where there is none: the right panel, or words that help.
import { readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Frame, Locator } from 'playwright-core';
import { expect, test } from 'vitest';
import { example, openWorkbench } from './openWorkbench';
import {
  cell,
  fresh,
  GRADIENT,
  hover,
  message,
  openPanel,
  panelTabs,
  RUN,
  runState,
  selected,
} from './panel';

const SIZE = { width: 1500, height: 950 };

test('icon, context menus and code lens run a model, each in its one panel', async () => {
  const { workbench } = await openWorkbench(SIZE);
  const { page } = workbench;

  await workbench.openFile('notes-2-3-1.backprop.json');
  const icon = page.getByRole('button', { name: 'Run Backward Pass' }).first();
  await icon.click();
  const panel = await workbench.webview({ has: GRADIENT });
  expect(await panelTabs(workbench)).toEqual(['Backprop: notes-2-3-1']);

  // The code lens reveals the same panel.
  await page.locator('.codelens-decoration a', { hasText: 'Run backward pass' }).first().click();
  await fresh(panel);
  expect(await panelTabs(workbench)).toEqual(['Backprop: notes-2-3-1']);

  // The explorer's menu, on a file that no editor shows.
  await workbench.chooseFromContextMenu(
    page.locator('.explorer-folders-view .monaco-list-row', { hasText: 'xor.backprop.json' }),
    'Run Backward Pass',
  );
  await expect
    .poll(async () => (await panelTabs(workbench)).sort())
    .toEqual(['Backprop: notes-2-3-1', 'Backprop: xor']);

  // The editor's menu, on a model of any name.
  await workbench.openFile('mazur-2-2-2.backprop.json');
  await workbench.chooseFromContextMenu(
    page.locator('.editor-instance .view-line', { hasText: 'Mazur' }).first(),
    'Run Backward Pass',
  );
  await expect.poll(async () => (await panelTabs(workbench)).length).toBe(3);
  expect(workbench.problems).toEqual([]);
});

test('a plain .json with the shape of a model runs, and gets the icon and the lens by that', async () => {
  const { workbench } = await openWorkbench({
    ...SIZE,
    files: { 'network.json': await example('notes-2-3-1') },
  });
  const { page } = workbench;
  await workbench.openFile('network.json');
  const icon = page.getByRole('button', { name: 'Run Backward Pass' });
  const lens = page.locator('.codelens-decoration a', { hasText: 'Run backward pass' });
  expect(await icon.count()).toBe(0);
  await workbench.runCommand(RUN);
  await workbench.webview({ has: GRADIENT });
  // VS Code shows the icons of the active group only.
  await workbench.runCommand('View: Focus First Editor Group');
  await icon.first().waitFor();
  await lens.first().waitFor();
  expect(workbench.problems).toEqual([]);
});

test('two models have a panel each, and an edit goes to its own', async () => {
  const { workbench } = await openWorkbench({ width: 1800, height: 950 });
  await openPanel(workbench, 'mazur-2-2-2.backprop.json');
  await workbench.runCommand('View: Focus First Editor Group');
  await workbench.openFile('notes-2-3-1.backprop.json');
  await workbench.runCommand(RUN);
  await expect.poll(() => panelTabs(workbench)).toHaveLength(2);
  // Side by side, so that both are in view.
  await workbench.runCommand('View: Move Editor into Right Group');
  const mazur = await workbench.webview({ has: 'h1:text-is("Mazur 2-2-2")' });
  const panel = await workbench.webview({ has: 'h1:text-is("notes 2-3-1")' });
  await fresh(mazur);
  await fresh(panel);
  const others = await mazur.locator(GRADIENT).getAttribute('aria-label');
  const before = await panel.locator(GRADIENT).getAttribute('aria-label');
  expect(before).not.toBe(others);
  await hover(panel, panel.locator(GRADIENT));
  await panel.getByText('Go to weight').click();
  await selected(workbench, '-0.4');
  await workbench.page.keyboard.type('0.7');
  await expect.poll(() => panel.locator(GRADIENT).getAttribute('aria-label')).not.toBe(before);
  await workbench.screenshot('ways-two-panels');
  expect(await mazur.locator(GRADIENT).getAttribute('aria-label')).toBe(others);
  expect(await runState(mazur)).toMatch(/ran in/);
  expect(workbench.problems).toEqual([]);
});

test('JSON that is no model is told in words, listed in the panel and in the Problems view', async () => {
  const wrong = (await example('notes-2-3-1'))
    .replaceAll('"sigmoid"', '"sigmoit"')
    .replace('[0.99]', '[0.99, 1]');
  const files = { 'settings.json': '{\n  "colour": "blue"\n}\n', 'wrong.backprop.json': wrong };
  const { workbench } = await openWorkbench({ ...SIZE, files });
  const { page } = workbench;

  await workbench.openFile('settings.json');
  await workbench.runCommand(RUN);
  expect(await (await message(workbench, 'not a model')).innerText()).toMatch(/"layers".*"batch"/s);
  const empty = await workbench.webview({ has: 'h1' });
  await expect.poll(() => empty.locator('main:visible').innerText()).toMatch(/settings\.json is not a model/);
  await workbench.screenshot('ways-not-a-model');

  await workbench.openFile('wrong.backprop.json');
  await workbench.runCommand(RUN);
  const panel = await workbench.webview({ has: 'button.link:has-text("wrong.backprop.json")' });
  expect(await panel.locator('main:visible').innerText()).toMatch(/3 problems/);
  await workbench.screenshot('ways-problems');
  // A link of the list selects the place.
  await panel.locator('button.link').last().click();
  await expect.poll(() => workbench.selectedText()).toMatch(/^"(targets|sigmoit)"$/);
  await workbench.runCommand(RUN);
  await (await message(workbench, 'Show Problems')).getByText('Show Problems').click();
  await expect
    .poll(() => page.locator('.markers-panel .monaco-list-row').allInnerTexts())
    .toSatisfy((rows: string[]) => rows.filter((row) => row.includes('Backprop Inspector')).length === 4);
  await workbench.screenshot('ways-problems-view');
  expect(workbench.problems).toEqual([]);
});

test('without a model in an editor the command offers the example, which can be edited and saved', async () => {
  const { workbench, folder } = await openWorkbench(SIZE);
  const { page } = workbench;
  await workbench.runCommand(RUN);
  await (await message(workbench, 'Open Example')).getByText('Open Example').click();
  const panel = await workbench.webview({ has: GRADIENT });
  expect(await panelTabs(workbench)).toEqual(['Backprop: Untitled-1']);
  await hover(panel, panel.locator(GRADIENT));
  await panel.getByText('Go to weight').click();
  await selected(workbench, '-0.4');
  const before = await panel.locator(GRADIENT).getAttribute('aria-label');
  await page.keyboard.type('0.8');
  await expect.poll(() => panel.locator(GRADIENT).getAttribute('aria-label')).not.toBe(before);
  await fresh(panel);
  await panel.getByRole('button', { name: 'What if' }).click();
  const weight = cell(panel, 'weight 2,1 in layer 1');
  await weight.dblclick();
  await page.keyboard.type('0.75');
  await page.keyboard.press('Enter');
  await expect.poll(() => weight.getAttribute('class')).toContain('edited');

  // The panel and what is tried in it go with the model into its file.
  await workbench.runCommand('View: Focus First Editor Group');
  await page.keyboard.press('ControlOrMeta+s');
  const where = page.locator('.quick-input-widget:visible input[type=text]');
  // The dialog proposes a name first.
  await expect.poll(() => where.inputValue()).toContain('Untitled-1');
  await where.fill(path.join(folder, 'mine.backprop.json'));
  await page.keyboard.press('Enter');
  await expect.poll(() => panelTabs(workbench)).toEqual(['Backprop: mine']);
  expect(panel.isDetached()).toBe(false);
  expect(await weight.getAttribute('class')).toContain('edited');
  await hover(panel, panel.locator(GRADIENT));
  await panel.getByText('Go to weight in mine.backprop.json').click();
  await selected(workbench, '0.8');
  await workbench.screenshot('ways-saved');
  expect(workbench.problems).toEqual([]);
});

test('the panel follows its file through renaming, deletion and return', async () => {
  const { workbench, folder } = await openWorkbench(SIZE);
  const { page } = workbench;
  const panel = await openPanel(workbench, 'xor.backprop.json');
  await fresh(panel);
  const chosen = (of: Frame): Locator => of.getByRole('radio', { name: 'sample 3' });
  const ofAll = await panel.locator(GRADIENT).innerText();
  await chosen(panel).click();
  await expect.poll(() => panel.locator(GRADIENT).innerText()).not.toBe(ofAll);
  const gradient = await panel.locator(GRADIENT).innerText();

  await workbench.runCommand('View: Focus First Editor Group');
  await page.locator('.explorer-folders-view .monaco-list-row', { hasText: 'xor.backprop.json' }).click();
  await page.keyboard.press('F2');
  await page.locator('.explorer-folders-view input').waitFor();
  await page.keyboard.press('ControlOrMeta+a');
  await page.keyboard.type('renamed.backprop.json');
  await page.keyboard.press('Enter');
  await expect.poll(() => panelTabs(workbench)).toEqual(['Backprop: renamed']);
  // It is the same page, with what was chosen.
  expect(panel.isDetached()).toBe(false);
  expect(await chosen(panel).getAttribute('aria-checked')).toBe('true');
  expect(await panel.locator(GRADIENT).innerText()).toBe(gradient);
  await hover(panel, cell(panel, 'gradient of weight 1,2 in layer 1'));
  await panel.getByText('Go to weight in renamed.backprop.json').click();
  await selected(workbench, '-0.9');

  await workbench.runCommand('View: Close Editor');
  const file = path.join(folder, 'renamed.backprop.json');
  const text = await readFile(file, 'utf8');
  await rm(file);
  await expect.poll(() => panel.locator('.banner').innerText()).toMatch(/no file.*renamed.*deleted/s);
  expect(await panel.locator(GRADIENT).innerText()).toBe(gradient);
  await workbench.screenshot('ways-deleted');
  await writeFile(file, text);
  await fresh(panel);

  // A window that is loaded again finds the file by its new name.
  await workbench.reload();
  const again = await workbench.webview({ has: GRADIENT, timeout: 60_000 });
  await fresh(again);
  expect(await panelTabs(workbench)).toEqual(['Backprop: renamed']);
  expect(await again.locator(GRADIENT).innerText()).toBe(gradient);
  expect(workbench.problems).toEqual([]);
});
