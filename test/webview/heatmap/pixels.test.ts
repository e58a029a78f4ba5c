// @vitest-environment node
// Heatmaps as a browser draws them: signs without colour, what is not finite, the cell that a pixel shows.
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import type { Browser, BrowserContextOptions, Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { MARGIN } from '../../../webview/heatmap/frame';
import { launchBrowser } from '../../vscode/browser';
import { serveHarness } from '../harness/serve';

const [INPUTS, UNITS] = [1500, 1300];
/** Where the gradient, 0.01 everywhere else, is 1 or more: in no matrix of pixels does it stand alone. */
const SPIKE = { row: 1234, column: 777 };

let browser: Browser;
let server: Awaited<ReturnType<typeof serveHarness>>;
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'backprop-pixels-'));
  await writeFile(path.join(folder, 'spike.json'), spike());
  await writeFile(path.join(folder, 'signs.json'), signs());
  [browser, server] = await Promise.all([launchBrowser(), serveHarness()]);
}, 120_000);

afterAll(async () => {
  await browser.close();
  server.close();
  await rm(folder, { recursive: true });
});

/** z is 0, so that δ = −target and ∂L/∂W = −input × target. */
function spike(): string {
  const numbers = (length: number, at: number): readonly number[] =>
    Array.from({ length }, (_, i) => (i === at ? 1 : 0.1));
  return model(
    Array.from({ length: INPUTS }, () => new Array<number>(UNITS).fill(0)),
    numbers(INPUTS, SPIKE.row),
    numbers(UNITS, SPIKE.column),
  );
}

/** Weights of 30 × 30: the first row positive, the second negative, the third 0, the fourth NaN. */
function signs(): string {
  const rows = [0.5, -0.5, 0, 'NaN', ...new Array<number>(26).fill(0.1)];
  const weights = rows.map((value) => new Array<number | string>(30).fill(value));
  return model(weights, new Array<number>(30).fill(0), new Array<number>(30).fill(1));
}

function model(
  weights: readonly (readonly (number | string)[])[],
  inputs: readonly number[],
  targets: readonly number[],
): string {
  const layer = { type: 'dense', activation: 'linear', weights, biases: targets.map(() => 0) };
  return JSON.stringify({
    layers: [layer],
    loss: 'half_squared_error',
    batch: { inputs: [inputs], targets: [targets] },
  });
}

async function open(
  file: string,
  theme: string,
  media: Pick<BrowserContextOptions, 'forcedColors'> = {},
): Promise<{ page: Page; plot: Locator }> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, ...media });
  const page = await context.newPage();
  const query = new URLSearchParams({ theme, file: path.join(folder, file) });
  await page.goto(`${server.url}?${query.toString()}`);
  const plot = page.locator('canvas.plot');
  await plot.waitFor({ timeout: 60_000 });
  return { page, plot };
}

/** Left and top of the plot in its canvas. */
const { left: LEFT, top: TOP } = MARGIN;

/** Colours of a pixel of the plot. */
function pixelAt(plot: Locator, x: number, y: number): Promise<readonly number[]> {
  return plot.evaluate(
    (canvas: HTMLCanvasElement, at) => [
      ...canvas.getContext('2d')!.getImageData(at[0]!, at[1]!, 1, 1).data.slice(0, 3),
    ],
    [LEFT + x, TOP + y],
  );
}

describe('a heatmap in a browser', () => {
  it.each([
    ['dark', {}, false],
    ['light', {}, false],
    ['hc', {}, true],
    ['hc-light', {}, true],
    ['dark', { forcedColors: 'active' }, true],
  ] as const)(
    'shows signs without colours where colours are few: %s %o',
    async (theme, media, patterned) => {
      const { page, plot } = await open('signs.json', theme, media);
      await page.locator('.matrices [role=radio]').nth(1).click();
      await page.getByRole('radiogroup', { name: 'zoom' }).getByText('14 px', { exact: true }).click();
      const [zero, empty] = [2 * 14, 3 * 14];
      // What is not finite keeps its glyph: an outline around the ground.
      await expect.poll(() => pixelAt(plot, 1, empty + 6)).not.toEqual(await pixelAt(plot, 3, empty + 3));
      const middle = async (row: number): Promise<boolean> =>
        String(await pixelAt(plot, 6, row * 14 + 6)) !== String(await pixelAt(plot, 1, row * 14 + 1));
      const upright = async (row: number): Promise<boolean> =>
        String(await pixelAt(plot, 6, row * 14 + 4)) !== String(await pixelAt(plot, 1, row * 14 + 1));
      expect([await middle(0), await upright(0)]).toEqual([patterned, patterned]);
      expect([await middle(1), await upright(1)]).toEqual([patterned, false]);
      const hatching = await Promise.all(
        Array.from({ length: 12 }, (_, x) => pixelAt(plot, x, zero + 5).then(String)),
      );
      expect(new Set(hatching).size).toBeGreaterThan(1);
      await page.context().close();
    },
    120_000,
  );

  it('proves the cell that a pixel shows, of the many that share it', async () => {
    const { page, plot } = await open('spike.json', 'dark');
    const find = (): Promise<{ x: number; y: number } | undefined> =>
      plot.evaluate(
        (canvas: HTMLCanvasElement, [left, top]) => {
          const width = canvas.width - left! - 54;
          const height = canvas.height - top! - 24;
          const { data } = canvas.getContext('2d')!.getImageData(left!, top!, width, height);
          const lightness = (i: number): number => data[i]! + data[i + 1]! + data[i + 2]!;
          let best = 0;
          for (let i = 0; i < data.length; i += 4) if (lightness(i) > lightness(best)) best = i;
          if (lightness(best) === lightness(0)) return undefined;
          return { x: (best / 4) % width, y: Math.floor(best / 4 / width) };
        },
        [LEFT, TOP],
      );
    await page.getByRole('radiogroup', { name: 'clip' }).getByText('max', { exact: true }).click();
    await expect.poll(find, { timeout: 20_000 }).toBeDefined();
    const { x, y } = (await find())!;
    await plot.click({ position: { x: LEFT + x + 0.5, y: TOP + y + 0.5 } });
    const proof = page.locator('.pop[role=dialog]');
    await proof.waitFor();
    expect(await proof.getAttribute('aria-label')).toContain(
      `gradient of weight ${SPIKE.row + 1},${SPIKE.column + 1} in layer 1`,
    );
    await page.context().close();
  }, 120_000);
});
