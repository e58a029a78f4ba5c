// @vitest-environment node
// What-ifs in a browser: real pointers and keys, layout, the policy, accessibility.
import path from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { seriousViolations } from '../../vscode/accessibility';
import { launchBrowser } from '../../vscode/browser';
import { type BrowserPage, openPage } from '../harness/browserPage';
import { serveHarness } from '../harness/serve';
import { type ThemeName, themes } from '../harness/themes';

const pictures = path.resolve('dist/pictures');
const WEIGHT = '[role=gridcell][aria-label^="weight 1,2 in layer 1"]';

let browser: Browser;
let server: Awaited<ReturnType<typeof serveHarness>>;

beforeAll(async () => {
  [browser, server] = await Promise.all([launchBrowser(), serveHarness()]);
}, 120_000);

afterAll(async () => {
  await browser.close();
  server.close();
});

/** A page whose bar of what-ifs is open. */
async function open(file: string, width: number, theme: ThemeName = 'dark'): Promise<BrowserPage> {
  const opened = await openPage(browser, server.url, { theme, file }, { viewport: { width, height: 900 } });
  const { page } = opened;
  await page.locator('.layer [role=gridcell], .layer canvas').first().waitFor();
  await page.getByRole('button', { name: 'What if' }).click();
  return opened;
}

describe('a what-if in a browser', () => {
  it.each(
    (Object.keys(themes) as ThemeName[]).flatMap((theme) => [420, 1200].map((width) => ({ theme, width }))),
  )(
    'stands within $width px in the theme $theme, keeps to the policy, and axe finds nothing serious',
    async ({ theme, width }) => {
      const { page, complaints } = await open('notes-2-3-1.backprop.json', width, theme);
      await page.locator(WEIGHT).dblclick();
      await page.keyboard.type('0.75');
      await page.locator(`${WEIGHT}.edited`).waitFor();
      expect(await seriousViolations(page.mainFrame())).toEqual([]);
      await page.keyboard.press('Enter');
      for (let i = 1; i <= 2; i++) {
        await page.getByRole('button', { name: 'Take a gradient step' }).click();
        await page.locator('.what-if', { hasText: i === 1 ? 'by 1 step' : 'by 2 steps' }).waitFor();
      }
      await page.screenshot({ path: path.join(pictures, `what-if-${theme}-${width}.png`) });
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
      expect(await seriousViolations(page.mainFrame())).toEqual([]);
      expect(complaints).toEqual([]);
      await page.context().close();
    },
    60_000,
  );

  it('drags a number sideways, without a proof at the end, and takes keys at once', async () => {
    const { page, complaints } = await open('notes-2-3-1.backprop.json', 1200);
    const weight = page.locator(WEIGHT);
    const { x, y } = (await weight.boundingBox())!;
    await page.mouse.move(x + 20, y + 10);
    await page.mouse.down();
    await page.mouse.move(x + 60, y + 10, { steps: 20 });
    await page.mouse.up();
    await page.locator(`${WEIGHT}[aria-label*="−0.36"]`).waitFor();
    expect(await page.locator('.pop[role=dialog]').count()).toBe(0);
    await weight.focus();
    await page.keyboard.press('F2');
    await page.keyboard.type('2.5');
    await page.keyboard.press('ArrowUp');
    await page.keyboard.press('Enter');
    await page.locator(`${WEIGHT}[aria-label*=", 2.6"]`).waitFor();
    expect(await page.evaluate(() => document.activeElement?.getAttribute('aria-label'))).toMatch(
      /^weight 1,2/,
    );
    expect(complaints).toEqual([]);
    await page.context().close();
  }, 60_000);

  it('edits a number of a heatmap, and frames it there', async () => {
    const { page, complaints } = await open('digits.backprop.json', 1200);
    const layer = page.locator('.layer').last();
    await layer.getByRole('radio', { name: /^weights, / }).click();
    // Until its matrix is there the heatmap shows the one before.
    const canvas = layer.locator('canvas[data-vscode-context*=\'"quantity":"parameter"\']');
    await canvas.focus();
    await page.keyboard.press('F2');
    const field = page.locator('.number-editor .field');
    await expect.poll(() => field.inputValue()).not.toBe('');
    await field.fill('3.25');
    await page.locator('.what-if', { hasText: '1 number changed' }).waitFor();
    await page.keyboard.press('Enter');
    await expect
      .poll(() => page.locator('.heat .val, .readout').allInnerTexts())
      .toContainEqual(expect.stringContaining('3.25'));
    await page.screenshot({ path: path.join(pictures, 'what-if-heatmap.png') });
    expect(complaints).toEqual([]);
    await page.context().close();
  }, 60_000);
});
