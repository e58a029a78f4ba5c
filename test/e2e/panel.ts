// What a person does with an open panel, for the end-to-end tests: finds numbers by their spoken names, reads proofs.
import type { Frame, Locator } from 'playwright-core';
import { expect } from 'vitest';
import type { Workbench } from '../vscode/workbench';

export const RUN = 'Backprop: Run Backward Pass';

/** The cell of ∂L/∂w_12 of the first layer, which every example has. */
export const GRADIENT = '[role=gridcell][aria-label^="gradient of weight 1,2 in layer 1,"]';

/** The cell with this spoken name: "delta 2 of layer 1". */
export function cell(panel: Frame, name: string): Locator {
  return panel.locator(`[role=gridcell][aria-label^="${name},"]`).first();
}

/** Opens a file and runs it by the palette; resolves when its numbers are on screen. */
export async function openPanel(workbench: Workbench, file: string, has = GRADIENT): Promise<Frame> {
  await workbench.openFile(file);
  await workbench.runCommand(RUN);
  const panel = await workbench.webview({ has, timeout: 30_000 });
  await panel.locator(has).first().waitFor({ state: 'visible' });
  return panel;
}

/** The open proof. */
export function proof(panel: Frame): Locator {
  return panel.locator('.pop:not([hidden])');
}

/** Rests the pointer on a number until its proof is open: while the page settles another may come under the pointer. */
export async function hover(panel: Frame, number: Locator): Promise<void> {
  const [name = ''] = ((await number.getAttribute('aria-label')) ?? '').split(', ');
  await expect
    .poll(
      async () => {
        await number.hover();
        return proof(panel)
          .getAttribute('aria-label', { timeout: 2000 })
          .catch(() => null);
      },
      { timeout: 20_000 },
    )
    .toContain(name);
}

/** Pins the proof of a number by a click. */
export async function pin(panel: Frame, name: string): Promise<Locator> {
  await cell(panel, name).click();
  const card = panel.locator('[role=dialog].pop');
  await card.waitFor();
  return card;
}

/** All digits of the number that the open proof is about. */
export async function provenValue(panel: Frame): Promise<number> {
  const text = await proof(panel).locator('.val').innerText();
  return Number(text.replace(/^= /, '').replace('−', '-'));
}

/**
 * The messages that VS Code has for the user, in its notification center: while it is driven by a test it shows none by
 * themselves.
 */
export async function messages(workbench: Workbench): Promise<Locator> {
  const center = workbench.page
    .locator('.notifications-center.visible, .notifications-center:visible')
    .first();
  if (!(await center.isVisible())) await workbench.page.locator('#status\\.notifications').click();
  await center.waitFor();
  return center.locator('.monaco-list-row');
}

/**
 * The message that says this. It may be on its way, and another may have come before it that goes by itself and takes
 * the center with it: VS Code's own, of an activation that takes long.
 */
export async function message(workbench: Workbench, text: string): Promise<Locator> {
  const found = async (): Promise<Locator> => (await messages(workbench)).filter({ hasText: text }).first();
  await expect.poll(async () => (await found()).isVisible(), { timeout: 20_000 }).toBe(true);
  return found();
}

/** The labels of all tabs of panels. */
export async function panelTabs(workbench: Workbench): Promise<string[]> {
  const labels = await workbench.page.locator('.tab .label-name').allInnerTexts();
  return labels.filter((label) => label.startsWith('Backprop: '));
}

/** What the panel's header says of its numbers: "ran in 2 ms", "edited". */
export async function runState(panel: Frame): Promise<string> {
  return panel.locator('.run').first().innerText();
}

/** Waits until the numbers on screen are those of the text. */
export async function fresh(panel: Frame): Promise<void> {
  await expect.poll(() => runState(panel), { timeout: 15_000 }).toMatch(/ran in/);
}

/** Waits until the editor has the focus with exactly this text selected. */
export async function selected(workbench: Workbench, text: string): Promise<void> {
  // The status bar first: the clipboard may still hold the same text from before.
  await expect.poll(() => workbench.cursor()).toContain(`(${text.length} selected)`);
  await workbench.page.locator('.editor-instance .monaco-editor.focused').first().waitFor();
  await expect.poll(() => workbench.selectedText()).toBe(text);
}
