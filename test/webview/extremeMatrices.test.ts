// @vitest-environment node
// Extreme matrices in a browser: nothing is larger than the window, nothing is too thin to be seen, nothing complains.
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { activationLayers, type ExtremeName, extremeModels } from '../extremeModels';
import { MARGIN } from '../../webview/heatmap/frame';
import { launchBrowser } from '../vscode/browser';
import { serveHarness } from './harness/serve';

let browser: Browser;
let server: Awaited<ReturnType<typeof serveHarness>>;

beforeAll(async () => {
  [browser, server] = await Promise.all([launchBrowser(), serveHarness()]);
}, 120_000);

afterAll(async () => {
  await browser.close();
  server.close();
});

const WIDTH = 1100;
const HEIGHT = 900;

/** Too thin for a finger, but not for a pointer. */
const THINNEST = 12;

interface Opened {
  readonly page: Page;
  readonly complaints: string[];
}

async function open(theme: string, model: string): Promise<Opened> {
  const context = await browser.newContext({ viewport: { width: WIDTH, height: HEIGHT } });
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(error.message));
  await page.goto(`${server.url}?theme=${theme}`);
  await page.locator('.layer [role=gridcell]').first().waitFor({ state: 'attached' });
  await page.evaluate(async (text) => {
    await (window as unknown as { harness: { run(text: string): Promise<void> } }).harness.run(text);
  }, model);
  return { page, complaints };
}

/** The size of a canvas on screen. */
async function sizeOf(page: Page, selector: string): Promise<{ width: number; height: number }> {
  const box = await page.locator(selector).boundingBox();
  return { width: box?.width ?? 0, height: box?.height ?? 0 };
}

/** The share of the plot's pixels, without the room for indices and norms, that are not background. */
function paintedShare(page: Page): Promise<number> {
  return page.locator('canvas.plot').evaluate((plot: HTMLCanvasElement, { left, top, right, bottom }) => {
    // Read from a copy: the plot itself would be drawn another way from then on.
    const copy = document.createElement('canvas');
    copy.width = plot.width;
    copy.height = plot.height;
    const context = copy.getContext('2d', { willReadFrequently: true })!;
    context.drawImage(plot, 0, 0);
    const [width, height] = [copy.width - left - right, copy.height - top - bottom];
    const { data } = context.getImageData(left, top, Math.max(1, width), Math.max(1, height));
    const background = context.getImageData(0, copy.height - 1, 1, 1).data;
    let painted = 0;
    for (let i = 0; i < data.length; i += 4) {
      if ([0, 1, 2].some((channel) => data[i + channel] !== background[channel])) painted++;
    }
    return painted / (data.length / 4);
  }, MARGIN);
}

const large = (Object.keys(extremeModels) as ExtremeName[]).filter((name) => name !== '1 × 1');

describe.each(['dark', 'hc'])('in the theme %s', (theme) => {
  it.each(large)(
    '%s fits the window and is no empty picture',
    async (name) => {
      const { page, complaints } = await open(theme, extremeModels[name]);
      await expect.poll(() => paintedShare(page), { timeout: 20_000 }).toBeGreaterThan(0.05);
      const size = await sizeOf(page, 'canvas.plot');
      expect(size.width).toBeLessThanOrEqual(WIDTH);
      expect(size.height).toBeLessThanOrEqual(HEIGHT);
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(WIDTH);
      expect(await page.locator('.cbar').innerText()).not.toMatch(/[−+]0\.0|undefined/);
      expect(complaints).toEqual([]);
      await page.context().close();
    },
    60_000,
  );

  it.each(['1 × 100000', '100000 × 1'] as const)(
    '%s is a strip in which one pans and zooms',
    async (name) => {
      const { page, complaints } = await open(theme, extremeModels[name]);
      const plot = page.locator('canvas.plot');
      await plot.waitFor();
      await expect.poll(() => paintedShare(page), { timeout: 20_000 }).toBeGreaterThan(0.5);
      const whole = await sizeOf(page, 'canvas.plot');
      expect(whole.width - MARGIN.left - MARGIN.right).toBeGreaterThanOrEqual(THINNEST);
      expect(whole.height - MARGIN.top - MARGIN.bottom).toBeGreaterThanOrEqual(THINNEST);
      await plot.focus();
      for (const zoom of ['8 px a cell', '14 px a cell', '24 px a cell', 'digits']) {
        await plot.press('+');
        await page.getByRole('radio', { name: zoom, checked: true }).waitFor();
        const size = await sizeOf(page, 'canvas.plot');
        expect(Math.max(size.width, size.height)).toBeLessThanOrEqual(WIDTH);
        const overview = await sizeOf(page, 'canvas.minimap');
        expect(Math.min(overview.width, overview.height)).toBeGreaterThanOrEqual(THINNEST);
        await expect.poll(() => paintedShare(page), { timeout: 20_000 }).toBeGreaterThan(0.5);
      }
      await plot.press('Control+End');
      const last = name === '1 × 100000' ? 'weight 1,100000' : 'weight 100000,1';
      await expect.poll(() => page.locator('.readout').innerText()).toContain(last);
      // A click in the overview leads to numbers there.
      await plot.press('Escape');
      await page.locator('canvas.minimap').click();
      await expect.poll(() => paintedShare(page), { timeout: 20_000 }).toBeGreaterThan(0.5);
      expect(complaints).toEqual([]);
      await page.context().close();
    },
    60_000,
  );

  it.each([
    ['1 × 1', extremeModels['1 × 1'], 'gradient of weight 1,1 in layer 1'],
    ['activation layers', activationLayers, 'delta 3 of layer 2'],
  ])(
    '%s are digits with their proofs',
    async (_name, model, number) => {
      const { page, complaints } = await open(theme, model);
      await page.locator(`[role=gridcell][aria-label^="${number}"]`).click();
      await page.locator('.pop[role=dialog] .fd .ok').waitFor();
      expect(complaints).toEqual([]);
      await page.context().close();
    },
    60_000,
  );
});
