// @vitest-environment node
// Finding numbers where there is a layout: they come into sight, and long lists scroll.
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CellRef } from '../../../src/inspector/views';
import { launchBrowser } from '../../vscode/browser';
import { type BrowserPage, openPage } from '../harness/browserPage';
import type { HarnessHost } from '../harness/harnessHost';
import { serveHarness } from '../harness/serve';
import { type ThemeName, themes } from '../harness/themes';

let browser: Browser;
let server: Awaited<ReturnType<typeof serveHarness>>;

beforeAll(async () => {
  [browser, server] = await Promise.all([launchBrowser(), serveHarness()]);
}, 120_000);

afterAll(async () => {
  await browser.close();
  server.close();
});

declare const window: Window & { readonly harness: HarnessHost };

async function open(theme: ThemeName, width: number, height = 900): Promise<BrowserPage> {
  const query = { theme, file: 'digits.backprop.json' };
  const opened = await openPage(browser, server.url, query, { viewport: { width, height } });
  await opened.page.locator('canvas.plot').last().waitFor();
  return opened;
}

const show = (page: Page, cell: CellRef): Promise<void> =>
  page.evaluate((wanted) => window.harness.show(wanted), cell);

/** What a screen reader is told to be the focus. */
const focused = (page: Page): Promise<string> =>
  page.evaluate(() => {
    const { activeElement } = document;
    const active = document.getElementById(activeElement?.getAttribute('aria-activedescendant') ?? '');
    return active?.textContent ?? activeElement?.getAttribute('aria-label') ?? '';
  });

/** How far the number's edge, at which its proof opened, is from being covered by the header or the window's ends. */
const room = (page: Page): Promise<number> =>
  page.evaluate(() => {
    const card = document.querySelector<HTMLElement>('.pop')!;
    const { top, bottom } = card.getBoundingClientRect();
    const head = document.querySelector('.head')!.getBoundingClientRect().bottom;
    // A proof is 10 px from its number; beside it, it begins at most 20 px above, unless the window ends.
    const edge = { below: top - 10, above: bottom + 10 }[card.dataset['side'] ?? ''] ?? Math.max(top, head);
    return Math.min(edge - head, innerHeight - edge);
  });

describe('in a browser', () => {
  it.each(Object.keys(themes) as ThemeName[])(
    'finds and lists within the policy and the window, theme %s',
    async (theme) => {
      for (const width of [520, 1100, 1500]) {
        const { page, complaints } = await open(theme, width);
        const heat = page.locator('.heat').last();
        await heat.locator('canvas.plot').focus();
        await page.keyboard.press('m');
        await page.keyboard.press('r');
        await heat.getByRole('option', { selected: true }).waitFor();
        await heat.getByRole('button', { name: /^sort by magnitude/ }).click();
        await heat.locator('.field').fill('0, 0');
        await heat.locator('.field').press('Enter');
        await heat.getByText('There is no row 0').waitFor();
        expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
        const cut = await heat
          .locator('.line-list .value, .line-list .at, .line-list .order button, .find .tog')
          .evaluateAll((parts) => parts.filter((part) => part.scrollWidth > part.clientWidth).length);
        expect(cut).toBe(0);
        expect(complaints).toEqual([]);
        await page.context().close();
      }
    },
    120_000,
  );

  it.each([
    [1100, 900],
    [520, 480],
  ])(
    'brings a number into sight in a window of %i × %i px',
    async (width, height) => {
      const { page } = await open('dark', width, height);
      const cells: readonly (readonly [CellRef, RegExp])[] = [
        [
          { quantity: 'parameterGradient', layer: 0, parameter: 'weights', row: 180, column: 40 },
          /^gradient of weight 181,41 in layer 1, /,
        ],
        [{ quantity: 'delta', layer: 1, row: 11, column: 9 }, /^delta 10 of layer 2, sample 12, /],
        [{ quantity: 'parameter', layer: 1, parameter: 'biases', row: 0, column: 3 }, /^bias 4 in layer 2, /],
        [
          { quantity: 'relativeGradient', layer: 0, parameter: 'weights', row: 3, column: 47 },
          /^relative gradient/,
        ],
        [{ quantity: 'input', row: 4, column: 100 }, /^input 101, /],
      ];
      for (const [cell, name] of cells) {
        await show(page, cell);
        await expect.poll(() => focused(page), { timeout: 15_000 }).toMatch(name);
        await page.locator('.pop[role=tooltip]').waitFor();
        await expect.poll(() => room(page)).toBeGreaterThanOrEqual(0);
      }
      await page.context().close();
    },
    120_000,
  );

  it('scrolls through a list of 100 000 numbers, of which few are loaded', async () => {
    const { page } = await open('dark', 1100);
    await page.evaluate(async () => {
      const units = 100_000;
      const wave = (length: number): number[] => Array.from({ length }, (_, i) => Math.sin(i));
      const layer = {
        type: 'dense',
        activation: 'linear',
        weights: [wave(units), wave(units)],
        biases: wave(units),
      };
      const batch = { inputs: [[0.5, 0.25]], targets: [new Array(units).fill(0)] };
      await window.harness.run(JSON.stringify({ layers: [layer], batch }));
    });
    const canvas = page.locator('canvas.plot[aria-label*="100000 columns"]');
    await canvas.focus();
    await page.keyboard.press('r');
    const list = page.getByRole('listbox');
    await list.getByRole('option', { selected: true }).waitFor();
    for (const share of [0.1, 0.5, 0.9]) {
      await list.evaluate((own, part) => {
        own.scrollTop = own.scrollHeight * part;
      }, share);
      const first = list.getByRole('option').filter({ hasText: String(100_000 * share + 3) });
      await expect
        .poll(() => first.first().getAttribute('aria-label'), { timeout: 15_000 })
        .toMatch(/gradient of weight/);
      expect(await list.getByRole('option').count()).toBeLessThan(60);
    }
    // Two pages a stop, and those around the first number.
    const asked = await page.evaluate(() => window.harness.lines);
    expect(asked.length).toBeLessThanOrEqual(8);
    expect(Math.max(...asked.map(({ from, to }) => to - from))).toBeLessThanOrEqual(200);
    await page.context().close();
  }, 120_000);
});
