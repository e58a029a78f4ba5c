// Large models: the panel opens and can be read while the editor stays free, and a long run can be cancelled.
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { denseModel, longModel } from '../denseModel';
import { openWorkbench } from './openWorkbench';
import { fresh, openPanel, proof, provenValue, RUN } from './panel';

test('a 1024 × 1024 layer opens as a heatmap, is read as digits, and each number has its proof', async () => {
  const { workbench } = await openWorkbench({
    width: 1600,
    height: 1000,
    files: { 'large.backprop.json': denseModel([1024, 1024, 10], 4) },
  });
  await workbench.page.addInitScript(countMessages);
  const panel = await openPanel(workbench, 'large.backprop.json', '.layer canvas');
  await workbench.screenshot('large-1-overview');

  const layer = panel.locator('.layer').nth(1);
  const canvas = layer.locator('canvas').first();
  await canvas.scrollIntoViewIfNeeded();
  await expect.poll(() => canvas.evaluate(coloursOf)).toBeGreaterThan(50);
  await layer.getByRole('radio', { name: 'digits' }).click();
  await canvas.focus();
  const readout = layer.locator('.readout');
  await workbench.page.keyboard.press('ArrowDown');
  await expect.poll(() => readout.innerText()).toMatch(/gradient of weight \d+,\d+ in layer 1/);
  await workbench.screenshot('large-2-digits');
  await workbench.page.keyboard.press('Enter');
  const card = panel.locator('[role=dialog].pop');
  await card.waitFor();
  await workbench.screenshot('large-3-proof');

  // By the slope at z to z itself, a sum over all 1024 inputs: the largest terms first.
  await card.locator('.operand[role=link]').last().click();
  await expect.poll(() => provenValue(panel)).toBe(1);
  await card.locator('.proof .operand[role=link]').last().click();
  await expect.poll(() => proof(panel).innerText()).toMatch(/terms left out/);
  await workbench.screenshot('large-4-long-sum');
  await card.getByText('Show all terms').click();
  await expect.poll(() => proof(panel).innerText()).not.toMatch(/terms left out/);
  await workbench.screenshot('large-5-all-terms');

  const largest = await panel.evaluate(() => (globalThis as unknown as Counted).largestMessage);
  console.log(`    largest message to the panel: ${(largest / 1024).toFixed(0)} KiB`);
  expect(largest).toBeGreaterThan(1000);
  expect(largest).toBeLessThan(1 << 20);
  expect(workbench.problems).toEqual([]);
});

test('a long run is cancelled from the panel, and runs again while the editor echoes keys at once', async () => {
  const { workbench } = await openWorkbench({
    width: 1600,
    height: 1000,
    files: { 'long.backprop.json': longModel(), 'notes.txt': '' },
  });
  const { page } = workbench;
  await workbench.openFile('notes.txt');
  await workbench.openFile('long.backprop.json');
  await workbench.runCommand(RUN);
  const panel = await workbench.webview({ has: 'h1', timeout: 30_000 });
  await panel.getByRole('button', { name: 'Cancel' }).click();
  await expect
    .poll(() => panel.locator('main:visible').innerText())
    .toMatch(/^Cancelled\s+Run long\.backprop\.json/);
  await workbench.screenshot('large-6-cancelled');

  await panel.getByRole('button', { name: /Run/ }).first().click();
  const slowest = await slowestEcho(page);
  console.log(`    slowest echo of a key while the network runs: ${slowest.toFixed(0)} ms`);
  await panel.locator('.layer canvas').first().waitFor({ timeout: 60_000 });
  await fresh(panel);
  expect(workbench.problems).toEqual([]);
});

interface Counted {
  largestMessage: number;
}

/**
 * Before anything else in a webview: notes the size of the largest message that its page hears. VS Code writes the page
 * into the frame anew, which takes away listeners, but not what was put into its global object.
 */
function countMessages(): void {
  const counted = globalThis as unknown as Counted;
  counted.largestMessage = 0;
  const sizeOf = (value: unknown): number => {
    if (ArrayBuffer.isView(value)) return value.byteLength;
    if (typeof value === 'string') return value.length;
    if (typeof value !== 'object' || value === null) return 8;
    return Object.entries(value).reduce((total, [key, entry]) => total + key.length + sizeOf(entry), 0);
  };
  const listen = globalThis.addEventListener.bind(globalThis) as EventTarget['addEventListener'];
  const counting = (type: string, listener: EventListener): void => {
    listen(type, (event) => {
      if (event instanceof MessageEvent)
        counted.largestMessage = Math.max(counted.largestMessage, sizeOf(event.data));
      listener.call(globalThis, event);
    });
  };
  Object.assign(globalThis, { addEventListener: counting });
}

/** How many different colours stand on a canvas. */
function coloursOf(element: SVGElement | HTMLElement): number {
  const canvas = element as HTMLCanvasElement;
  const { data } = canvas.getContext('2d')!.getImageData(0, 0, canvas.width, canvas.height);
  return new Set(new Uint32Array(data.buffer)).size;
}

/** Types into an empty file and measures the slowest way from key to screen, in milliseconds. */
async function slowestEcho(page: Page): Promise<number> {
  await page.locator('.tab', { hasText: 'notes.txt' }).click();
  await page.locator('.editor-instance .monaco-editor.focused').first().waitFor();
  const lines = page.locator('.editor-instance .monaco-editor.focused .view-lines');
  let slowest = 0;
  for (const letter of 'abcdefgh') {
    const start = performance.now();
    await page.keyboard.press(letter);
    await lines.getByText(letter).waitFor();
    slowest = Math.max(slowest, performance.now() - start);
  }
  return slowest;
}
