// Reading a run: samples, formats, formulas, proofs from a gradient back to the inputs and the loss, ways to the file.
import type { Frame } from 'playwright-core';
import { expect, test } from 'vitest';
import { example, openWorkbench } from './openWorkbench';
import { cell, fresh, GRADIENT, openPanel, pin, proof, provenValue, RUN, selected } from './panel';

const SIZE = { width: 1700, height: 1100 };
const NOTES = 'notes-2-3-1.backprop.json';

/** The spoken name of what has the focus. */
function focused(panel: Frame): Promise<string> {
  return panel.evaluate(() => document.activeElement?.getAttribute('aria-label') ?? '');
}

/** Tab, until an operand of this name has the focus; then Enter leads to its proof. */
async function follow(panel: Frame, operand: RegExp): Promise<void> {
  const { keyboard } = panel.page();
  for (let i = 0; i < 20; i++) {
    await keyboard.press('Tab');
    if (operand.test(await focused(panel))) {
      await keyboard.press('Enter');
      return;
    }
  }
  throw new Error(`Tab leads to no operand ${String(operand)}.`);
}

test('by keyboard alone: from ∂L/∂w through its factors to the inputs and to the loss, and back', async () => {
  const { workbench } = await openWorkbench(SIZE);
  const { keyboard } = workbench.page;
  const panel = await openPanel(workbench, NOTES);
  await panel.locator(GRADIENT).focus();
  await keyboard.press('Enter');
  const card = panel.locator('[role=dialog].pop');
  await card.waitFor();
  const title = (): Promise<string | null> => card.getAttribute('aria-label');
  expect(await title()).toBe('gradient of weight 1,2 in layer 1: proof');

  await follow(panel, /^input 1/);
  await expect.poll(title).toMatch(/^input 1/);
  expect(await card.innerText()).toContain('A number that the file gives');
  await keyboard.press('Backspace');
  await expect.poll(title).toMatch(/^gradient of weight 1,2/);

  const path = [/^delta .*2.* layer 1/, /gradient of .*2.* layer 1/, /^delta .*1.* layer 2/];
  for (const step of path) {
    await follow(panel, step);
    await expect.poll(title).toMatch(step);
  }
  await follow(panel, /^(upstream )?gradient of .*1.* layer 2|^activation .*1.* layer 2/);
  await follow(panel, /^activation .*1.* layer 2|^target 1/);
  await workbench.screenshot('reading-1-chain');
  for (let i = 0; i < 5; i++) await keyboard.press('Alt+ArrowLeft');
  await expect.poll(title).toMatch(/^gradient of weight 1,2/);
  await keyboard.press('Escape');
  await expect.poll(() => focused(panel)).toMatch(/^gradient of weight 1,2/);

  // The loss in the header is a number with a proof, too.
  await panel.locator('header [aria-label^="loss"]').first().click();
  await expect.poll(title).toMatch(/^loss/);
  await workbench.screenshot('reading-2-loss');
  expect(workbench.problems).toEqual([]);
});

test('copies LaTeX, opens the formula, and outlines numbers under a formula', async () => {
  const { workbench } = await openWorkbench(SIZE);
  const panel = await openPanel(workbench, NOTES);
  await pin(panel, 'gradient of weight 1,2 in layer 1');
  await panel.getByText('Copy LaTeX').click();
  await expect.poll(() => panel.locator('[role=status]').allInnerTexts()).toContain('LaTeX copied');
  await workbench.runCommand('View: Focus First Editor Group');
  const latex = await workbench.clipboard();
  expect(latex).toContain(String.raw`\partial L`);
  expect(latex).toContain('0.00030792245057084395');
  expect(latex).not.toMatch(/operand|\\class/);

  await pin(panel, 'gradient of weight 1,2 in layer 1');
  await panel.getByText('Open formula').click();
  const sheet = panel.getByRole('complementary', { name: 'Formula sheet' });
  const current = sheet.locator('[aria-current]');
  await current.waitFor();
  expect(await current.innerText()).toMatch(/inspecting/);
  await workbench.screenshot('reading-3-sheet');
  await workbench.page.keyboard.press('Escape');

  // Each formula outlines the numbers that it made.
  const outlined = panel.locator('[role=gridcell].of-formula');
  // It has the focus, so the numbers that it made are outlined: both layers' ∂L/∂W.
  await expect.poll(() => outlined.count()).toBe(3 + 6);
  await sheet.locator('.step').last().hover();
  await expect.poll(() => outlined.count()).toBeGreaterThan(0);
  await workbench.screenshot('reading-4-outlined');
  await sheet.getByRole('button', { name: 'Close formula sheet' }).click();
  await sheet.waitFor({ state: 'hidden' });
  await expect.poll(() => outlined.count()).toBe(0);
  expect(workbench.problems).toEqual([]);
});

test('samples, formats, and the values on demand', async () => {
  const { workbench } = await openWorkbench(SIZE);
  const panel = await openPanel(workbench, 'xor.backprop.json');
  const all = await panel.locator(GRADIENT).getAttribute('aria-label');
  await panel.getByRole('radio', { name: 'sample 4' }).click();
  await expect.poll(() => panel.locator(GRADIENT).getAttribute('aria-label')).not.toBe(all);
  await panel.getByRole('radio', { name: 'all 4 samples' }).click();
  await expect.poll(() => panel.locator(GRADIENT).getAttribute('aria-label')).toBe(all);

  const decimal = await panel.locator(GRADIENT).innerText();
  await panel.getByRole('radio', { name: /exponent|1\.2e/ }).click();
  await expect.poll(() => panel.locator(GRADIENT).innerText()).toMatch(/e[−-]/);
  await panel.getByRole('radio', { name: /decimal|0\.0012/ }).click();
  await expect.poll(() => panel.locator(GRADIENT).innerText()).toBe(decimal);

  for (const name of ['z and activations of layer 1', 'weights of layer 1', 'biases of layer 1']) {
    const toggle = panel.getByRole('button', { name, exact: true });
    if ((await toggle.getAttribute('aria-expanded')) !== 'true') await toggle.click();
    await expect.poll(() => toggle.getAttribute('aria-expanded')).toBe('true');
  }
  await expect.poll(() => cell(panel, 'weight 1,2 in layer 1').innerText()).toMatch(/−0\.9/);
  await cell(panel, 'z 1 of layer 1, sample 2').waitFor();
  await pin(panel, 'z 1 of layer 1, sample 2');
  expect(await provenValue(panel)).toBe(-0.5 + 1.5);
  await workbench.screenshot('reading-5-values');
  expect(workbench.problems).toEqual([]);
});

test('goes to exactly the number in the file: weight, bias, input, target, in both layouts', async () => {
  const notes = await example('notes-2-3-1');
  // The same network as PyTorch writes it: one row a unit.
  const outIn = notes
    .replace('"notes 2-3-1"', '"transposed"')
    .replace('"loss"', '"weightLayout": "out_in",\n  "loss"')
    .replace(
      /\[0\.15, -0\.4, 0\.3\],\s*\[0\.25, 0\.1, -0\.2\]/,
      '[0.15, 0.25],\n        [-0.41, 0.1],\n        [0.3, -0.2]',
    )
    .replace(/\[0\.4\],\s*\[-0\.3\],\s*\[0\.55\]/, '[0.4, -0.3, 0.55]');
  const { workbench } = await openWorkbench({ ...SIZE, files: { 'out-in.backprop.json': outIn } });
  const { keyboard } = workbench.page;
  const panel = await openPanel(workbench, NOTES);
  const goes = async (from: Frame, name: string, text: string, line: number): Promise<void> => {
    await cell(from, name).focus();
    await keyboard.press('g');
    await expect.poll(() => workbench.cursor()).toMatch(new RegExp(`^Ln ${line},`));
    await selected(workbench, text);
  };
  await goes(panel, 'gradient of weight 2,3 in layer 1', '-0.2', 14);
  await goes(panel, 'gradient of bias 2 in layer 1', '-0.1', 16);
  await goes(panel, 'gradient of weight 3,1 in layer 2', '0.55', 26);
  await pin(panel, 'gradient of weight 2,1 in layer 1');
  await proof(panel).locator('.operand[aria-label^="input 2"]').last().click();
  await proof(panel)
    .getByText(/^Go to input/)
    .click();
  await selected(workbench, '0.1');
  expect(await workbench.cursor()).toMatch(/^Ln 33,/);
  await keyboard.press('Escape');

  await workbench.openFile('out-in.backprop.json');
  await workbench.runCommand(RUN);
  const other = await workbench.webview({ has: 'h1:text-is("transposed")', timeout: 30_000 });
  await fresh(other);
  await goes(other, 'gradient of weight 1,2 in layer 1', '-0.41', 14);
  await goes(other, 'gradient of weight 2,1 in layer 2', '-0.3', 25);
  expect(workbench.problems).toEqual([]);
});

test('digits: the heatmap by keyboard, and a proof of its cell', async () => {
  const { workbench } = await openWorkbench(SIZE);
  const { keyboard } = workbench.page;
  const panel = await openPanel(workbench, 'digits.backprop.json', '.layer canvas');
  await workbench.screenshot('reading-6-digits');
  const canvas = panel.locator('.layer').last().locator('canvas[tabindex="0"]');
  await canvas.focus();
  for (const key of ['ArrowRight', 'ArrowDown', 'End', '+', '+', 'ArrowLeft']) await keyboard.press(key);
  const readout = panel.locator('.readout').last();
  await expect.poll(() => readout.innerText()).toMatch(/gradient of weight/);
  await keyboard.press('Enter');
  await panel.locator('[role=dialog].pop').waitFor();
  const value = await provenValue(panel);
  const shown = async (): Promise<readonly number[]> =>
    (await readout.innerText()).split('\n').map((line) => Number(line.replace('−', '-')));
  await expect.poll(shown).toContain(value);
  await workbench.screenshot('reading-7-digits-proof');
  expect(workbench.problems).toEqual([]);
});
