// @vitest-environment node
// The side view in a real browser: layout at its widths, pixels, what is asked for a deep network.
import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import type { Browser, Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { seriousViolations } from '../../vscode/accessibility';
import { launchBrowser } from '../../vscode/browser';
import { denseModel } from '../../denseModel';
import { type BrowserPage, openPage } from '../harness/browserPage';
import { serveHarness } from '../harness/serve';
import type { SideHarnessHost } from '../harness/sideHost';
import { type ThemeName, themes } from '../harness/themes';

/** What the harness page gives the tests. */
interface Harness {
  readonly host: SideHarnessHost;
  run(text: string): Promise<void>;
}

const pictures = path.resolve('dist/pictures');

let browser: Browser;
let server: Awaited<ReturnType<typeof serveHarness>>;

beforeAll(async () => {
  [browser, server] = await Promise.all([launchBrowser(), serveHarness()]);
  await mkdir(pictures, { recursive: true });
}, 120_000);

afterAll(async () => {
  await browser.close();
  server.close();
});

/** @param file a model of examples/; none where it is empty. */
async function open(file: string, width = 300, theme: ThemeName = 'dark'): Promise<BrowserPage> {
  const opened = await openPage(
    browser,
    server.url,
    { page: 'side', file, theme },
    { viewport: { width, height: 900 } },
  );
  await opened.page
    .locator(file === '' ? 'vscode-button' : '.thumb .hist')
    .first()
    .waitFor();
  return opened;
}

/** The thumbnail whose spoken name begins so. */
function thumbnail(page: Page, name: string): Locator {
  return page.locator('.thumb').filter({ has: page.locator('.sr', { hasText: name }) });
}

/** The colours of a thumbnail's picture, packed, pixel by pixel. */
function pixels(page: Page, name: string): Promise<{ width: number; colours: number[] }> {
  return thumbnail(page, name)
    .locator('canvas')
    .evaluate((canvas) => {
      const { width, height } = canvas as HTMLCanvasElement;
      const { data } = (canvas as HTMLCanvasElement).getContext('2d')!.getImageData(0, 0, width, height);
      return { width, colours: [...new Uint32Array(data.buffer)] };
    });
}

describe('at its widths', () => {
  it.each(
    (Object.keys(themes) as ThemeName[]).flatMap((theme) =>
      [240, 300, 600].map((width) => ({ theme, width })),
    ),
  )(
    'stands within $width px in the theme $theme, and axe finds nothing serious',
    async ({ theme, width }) => {
      const { page, complaints } = await open('dead-relu.backprop.json', width, theme);
      await page.screenshot({ path: path.join(pictures, `side-${theme}-${width}.png`) });
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
      const cut = await page.evaluate(() =>
        [...document.querySelectorAll('.thumb > *, .side-head *, .layer-item h2 > *')]
          .filter((part) => part.getBoundingClientRect().right > innerWidth)
          .map((part) => part.outerHTML),
      );
      expect(cut).toEqual([]);
      expect(await seriousViolations(page.mainFrame())).toEqual([]);
      expect(complaints).toEqual([]);
      await page.context().close();
    },
    60_000,
  );

  it('welcomes in few words within 240 px, and axe finds nothing serious', async () => {
    const { page } = await open('', 240);
    await page.screenshot({ path: path.join(pictures, 'side-welcome.png') });
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(240);
    expect(await seriousViolations(page.mainFrame())).toEqual([]);
    await page.context().close();
  }, 60_000);

  it('says what is wrong within 240 px', async () => {
    const { page } = await open('dead-relu.backprop.json', 240);
    await page.evaluate(() => (window as unknown as { harness: Harness }).harness.run('{ broken'));
    await page.locator('.banner:visible').waitFor();
    await page.screenshot({ path: path.join(pictures, 'side-broken.png') });
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(240);
    expect(await seriousViolations(page.mainFrame())).toEqual([]);
    await page.context().close();
  }, 60_000);
});

describe('the pictures', () => {
  it('are painted at the screen’s resolution, dead units hatched', async () => {
    const { page } = await open('dead-relu.backprop.json', 300);
    // Unit 3 of hidden2 is dead; its bias's gradient is the third of four.
    const { width, colours } = await pixels(page, '∂L/∂b of layer 2');
    expect(width).toBe(
      await thumbnail(page, '∂L/∂b of layer 2')
        .locator('canvas')
        .evaluate((own) => own.clientWidth),
    );
    const at = (unit: number): Set<number> => {
      const inside = Array.from(
        { length: Math.floor(width / 4) - 2 },
        (_, i) => i + 1 + Math.ceil((unit * width) / 4),
      );
      return new Set(inside.map((x) => colours[x]!));
    };
    expect([0, 1, 2, 3].map((unit) => at(unit).size)).toEqual([1, 1, 2, 1]);
    await page.context().close();
  }, 60_000);

  it('fade towards the input where the scale is shared, and only there', async () => {
    const { page } = await open('vanishing-10-layers.backprop.json', 300);
    const strongest = async (layer: number): Promise<number> => {
      const own = thumbnail(page, `∂L/∂W of layer ${layer} layer`);
      await own.scrollIntoViewIfNeeded();
      await own.locator('.hist').waitFor();
      const { colours } = await pixels(page, `∂L/∂W of layer ${layer} layer`);
      // Dark theme: the stronger, the lighter.
      return Math.max(...colours.map((own) => (own & 255) + ((own >> 8) & 255) + ((own >> 16) & 255)));
    };
    const each = [await strongest(10), await strongest(1)];
    expect(Math.abs(each[0]! - each[1]!)).toBeLessThan(100);
    await page.getByRole('radio', { name: 'one shared scale' }).click();
    await expect.poll(() => strongest(1)).toBeLessThan(each[1]! - 150);
    await page.context().close();
  }, 60_000);

  it('follow the theme', async () => {
    const { page } = await open('xor.backprop.json', 300);
    const before = await pixels(page, '∂L/∂W of layer 1');
    await page.evaluate(() => {
      document.body.className = 'vscode-light';
    });
    await expect
      .poll(async () => (await pixels(page, '∂L/∂W of layer 1')).colours)
      .not.toEqual(before.colours);
    await page.context().close();
  }, 60_000);

  it('are painted anew when the view becomes wider', async () => {
    const { page } = await open('digits.backprop.json', 300);
    const { width } = await pixels(page, '∂L/∂W of layer 1');
    await page.setViewportSize({ width: 460, height: 900 });
    await expect.poll(async () => (await pixels(page, '∂L/∂W of layer 1')).width).toBe(width + 160);
    await page.context().close();
  }, 60_000);
});

it('asks only for what is in view of a network of a hundred layers', async () => {
  const { page } = await open('', 300);
  const text = denseModel([6, ...new Array<number>(99).fill(6), 3], 4);
  await page.evaluate(async (model) => {
    await (window as unknown as { harness: Harness }).harness.run(model);
  }, text);
  await page.locator('.thumb .hist').first().waitFor();
  const loaded = (): Promise<number> => page.locator('.layer-item:has(.hist)').count();
  await expect.poll(loaded).toBeGreaterThan(7);
  await page.waitForTimeout(300);
  expect(await loaded()).toBeLessThan(20);
  await page.locator('.layer-item').last().scrollIntoViewIfNeeded();
  await page.locator('.layer-item:last-child .hist').first().waitFor();
  expect(await loaded()).toBeLessThan(40);
  await page.context().close();
}, 60_000);

it('is where it was when it is shown again', async () => {
  const { page } = await open('vanishing-10-layers.backprop.json', 300);
  await page.getByRole('radio', { name: 'one shared scale' }).click();
  await page.evaluate(() => {
    scrollTo(0, 400);
  });
  await page.waitForTimeout(200);
  await page.reload();
  await page.locator('.thumb .hist').first().waitFor();
  await expect.poll(() => page.evaluate(() => scrollY)).toBe(400);
  expect(await page.getByRole('radio', { name: 'one shared scale' }).getAttribute('aria-checked')).toBe(
    'true',
  );
  await page.context().close();
}, 60_000);
