// @vitest-environment node
// Heatmaps as files: pictures that open anywhere and show what is on screen.
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { MatrixRef } from '../../../src/inspector/views';
import type { PictureFormat } from '../../../src/protocol/shapes';
import { denseModel } from '../../denseModel';
import { launchBrowser } from '../../vscode/browser';
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

interface Harness {
  readonly harness: HarnessHost;
}

/** The first layer's weight gradient of the digits, 784 × 16 or so. */
const GRADIENT: MatrixRef = { quantity: 'parameterGradient', layer: 0, parameter: 'weights' };

/** @param zoom a name of the choice above the heatmap. */
async function openHeatmap(theme: ThemeName, zoom: string): Promise<Page> {
  const context = await browser.newContext({
    viewport: { width: 1100, height: 900 },
    // As many pixels as the file has.
    deviceScaleFactor: 2,
  });
  const page = await context.newPage();
  await page.goto(`${server.url}?${new URLSearchParams({ theme, file: 'digits.backprop.json' }).toString()}`);
  const layer = page.locator('.layer').last();
  await layer.getByRole('radio', { name: zoom }).first().click();
  await expect.poll(() => page.evaluate(coloursOnScreen)).toBeGreaterThan(20);
  return page;
}

/** How many different colours the last heatmap has: none while its numbers are on their way. */
function coloursOnScreen(): number {
  const canvas = [...document.querySelectorAll<HTMLCanvasElement>('canvas.plot')].at(-1)!;
  const { data } = canvas.getContext('2d')!.getImageData(0, 0, canvas.width, canvas.height);
  return new Set(new Uint32Array(data.buffer)).size;
}

interface Compared {
  readonly size: readonly [width: number, height: number];
  /** Of the heatmap's canvas. */
  readonly screen: readonly [width: number, height: number];
  /** Places of the heatmap that were looked at, and how many of them have another colour than on screen. */
  readonly looked: number;
  readonly different: number;
  readonly colours: number;
  readonly text: string;
}

/** Decodes the file as an image, and looks at it beside the heatmap on screen. */
function compare(page: Page, format: PictureFormat, matrix = GRADIENT): Promise<Compared> {
  return page.evaluate(
    async ([matrix, format]) => {
      const bytes = await (window as unknown as Harness).harness.view.picture(matrix, format);
      if (bytes === undefined) throw new Error('there is no picture');
      const type = { png: 'image/png', svg: 'image/svg+xml' }[format];
      const image = new Image();
      image.src = URL.createObjectURL(new Blob([bytes], { type }));
      await image.decode();
      const screen = [...document.querySelectorAll<HTMLCanvasElement>('canvas.plot')].at(-1)!;
      const drawn = document.createElement('canvas');
      // An SVG is drawn at the PNG's size.
      const scale = format === 'png' ? 1 : 2;
      [drawn.width, drawn.height] = [image.naturalWidth * scale, image.naturalHeight * scale];
      const context = drawn.getContext('2d', { willReadFrequently: true })!;
      context.drawImage(image, 0, 0, drawn.width, drawn.height);
      const own = screen.getContext('2d', { willReadFrequently: true })!;
      let [looked, different] = [0, 0];
      const colours = new Set<string>();
      const below = 2 * 34; // the title
      for (let y = 3; y < screen.height; y += 7) {
        for (let x = 3; x < screen.width; x += 7) {
          const on = own.getImageData(x, y, 1, 1).data;
          const off = context.getImageData(x, y + below, 1, 1).data;
          looked++;
          colours.add(String(on));
          if (on.some((value, i) => Math.abs(value - off[i]!) > 2)) different++;
        }
      }
      return {
        size: [image.naturalWidth, image.naturalHeight] as const,
        screen: [screen.width, screen.height] as const,
        ...{ looked, different, colours: colours.size },
        text: format === 'svg' ? new TextDecoder().decode(bytes) : '',
      };
    },
    [matrix, format] as const,
  );
}

describe.each(Object.keys(themes) as ThemeName[])('in the theme %s', (theme) => {
  it.each(['14 px a cell', 'fit the whole matrix'])(
    'PNG and SVG show what is on screen: %s',
    async (zoom) => {
      const page = await openHeatmap(theme, zoom);
      for (const format of ['png', 'svg'] as const) {
        const { size, screen, looked, different, colours } = await compare(page, format);
        const scale = format === 'png' ? 1 : 2;
        expect(size[0] * scale).toBeGreaterThanOrEqual(screen[0]);
        expect(size[1] * scale).toBeGreaterThan(screen[1]);
        expect(looked).toBeGreaterThan(10_000);
        expect(colours).toBeGreaterThan(50);
        // Edges of letters and of hatching fall otherwise where an SVG is drawn.
        expect(different / looked, format).toBeLessThanOrEqual(format === 'png' ? 0 : 0.03);
      }
      await page.context().close();
    },
    60_000,
  );
});

describe('an SVG', () => {
  it('says its words as text, and needs nothing but itself', async () => {
    const page = await openHeatmap('dark', '14 px a cell');
    const { text } = await compare(page, 'svg');
    const words = await page.evaluate((svg) => {
      const parsed = new DOMParser().parseFromString(svg, 'image/svg+xml');
      if (parsed.querySelector('parsererror') !== null) throw new Error('no SVG');
      return [...parsed.querySelectorAll('svg > text, svg > g text')].map(({ textContent }) => textContent);
    }, text);
    expect(words[0]).toMatch(/^the gradient of weights of layer 1, \d+ × \d+$/);
    expect(words).toContain('‖row‖');
    expect(words.at(-1)).toMatch(/^√ scale, clipped at p99\.5.*max/);
    expect(text).not.toMatch(/var\(|class=|style=|url\((?!#)|href="(?!data:)/);
    await page.context().close();
  }, 60_000);

  it('has an image of the cells in it where there are more of them than a file of shapes can bear', async () => {
    const page = await openHeatmap('light', 'fit the whole matrix');
    const model = denseModel([400, 200, 3], 2);
    await page.evaluate((text) => (window as unknown as Harness).harness.run(text), model);
    await page.locator('canvas[aria-label*="400 rows by 200"]').waitFor();
    await expect.poll(() => page.evaluate(coloursOnScreen)).toBeGreaterThan(20);
    const { text, different, looked } = await compare(page, 'svg');
    expect(text).toMatch(/<image [^>]*href="data:image\/png;base64,/);
    expect(text.match(/<rect /g)!.length).toBeLessThan(2000);
    // Where several cells share a pixel, the edge between two may fall on either side.
    expect(different / looked).toBeLessThanOrEqual(0.05);
    await page.context().close();
  }, 60_000);

  it('escapes whatever the network is called', async () => {
    const page = await openHeatmap('dark', '14 px a cell');
    const name = '</text><script>alert(1)</script> & "]]> \u0001 \ud800 ok';
    await page.evaluate(async (name) => {
      const { harness } = window as unknown as Harness;
      const model = (await (await fetch(`model?file=digits.backprop.json`)).text()).replace(
        /"name":\s*"[^"]*"/,
        () => `"name": ${JSON.stringify(name)}`,
      );
      await harness.run(model);
    }, name);
    await page.locator('h1', { hasText: 'ok' }).waitFor();
    const { text } = await compare(page, 'svg');
    const shown = await page.evaluate((svg) => {
      const parsed = new DOMParser().parseFromString(svg, 'image/svg+xml');
      return { line: parsed.querySelectorAll('svg > text')[1]!.textContent, scripts: parsed.scripts.length };
    }, text);
    expect(shown).toEqual({ line: name.replace('\u0001', ' ').replace('\ud800', ' '), scripts: 0 });
    await page.context().close();
  }, 60_000);

  it('is there only of a matrix that a heatmap shows', async () => {
    const page = await openHeatmap('dark', '14 px a cell');
    const picture = await page.evaluate(async () => {
      const { harness } = window as unknown as Harness;
      return harness.view.picture({ quantity: 'delta', layer: 0 }, 'svg');
    });
    expect(picture).toBeUndefined();
    await page.context().close();
  }, 60_000);
});
