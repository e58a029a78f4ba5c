// @vitest-environment node
// What only a browser shows: the policy, the font of formulas, layout, time.
import type { Browser, BrowserContextOptions } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launchBrowser } from '../vscode/browser';
import { type BrowserPage, openPage } from './harness/browserPage';
import { serveHarness } from './harness/serve';
import { type ThemeName, themes } from './harness/themes';

let browser: Browser;
let server: Awaited<ReturnType<typeof serveHarness>>;

beforeAll(async () => {
  [browser, server] = await Promise.all([launchBrowser(), serveHarness()]);
}, 120_000);

afterAll(async () => {
  await browser.close();
  server.close();
});

async function open(
  query: Record<string, string>,
  width = 1100,
  media: Pick<BrowserContextOptions, 'forcedColors'> = {},
): Promise<BrowserPage> {
  const opened = await openPage(browser, server.url, query, { viewport: { width, height: 900 }, ...media });
  await opened.page.locator('.layer [role=gridcell], .layer canvas').first().waitFor({ state: 'attached' });
  return opened;
}

const gradient = '[role=gridcell][aria-label^="gradient of weight 1,2 in layer 1"]';

describe('in a browser', () => {
  it.each(Object.keys(themes) as ThemeName[])(
    'keeps to the policy in the theme %s',
    async (theme) => {
      const { page, complaints } = await open({ theme, file: 'dead-relu.backprop.json' });
      await page.locator('.layer-toggle').first().click();
      await page.locator('.layer-toggle').first().click();
      await page.locator(gradient).click();
      await page.locator('.pop[role=dialog] .fd .ok').waitFor();
      expect(complaints).toEqual([]);
      await page.context().close();
    },
    60_000,
  );

  it('sets formulas in the font that it brings', async () => {
    const { page } = await open({});
    const loaded = await page.evaluate(async () => {
      const faces = await document.fonts.load('16px "STIX Two Math"');
      return faces.map(({ status }) => status);
    });
    expect(loaded).toEqual(['loaded']);
    await page.context().close();
  }, 60_000);

  it.each([1100, 520])(
    'lets nothing stand out of a window of %i px',
    async (width) => {
      for (const file of ['notes-2-3-1', 'digits', 'xor', 'vanishing-10-layers']) {
        const { page } = await open({ file: `${file}.backprop.json` }, width);
        await page.waitForTimeout(300);
        expect(await page.evaluate(() => document.documentElement.scrollWidth), file).toBeLessThanOrEqual(
          width,
        );
        await page.context().close();
      }
    },
    120_000,
  );

  it.each([1100, 520])(
    'shows the whole list of findings in a window of %i px',
    async (width) => {
      const { page, complaints } = await open({ file: 'dead-relu.backprop.json' }, width);
      await page.getByRole('button', { name: '3 findings' }).click();
      const list = (await page.locator('.chip-list:visible').boundingBox())!;
      expect(list.x).toBeGreaterThanOrEqual(0);
      expect(list.x + list.width).toBeLessThanOrEqual(width);
      expect(complaints).toEqual([]);
      await page.context().close();
    },
    60_000,
  );

  it('never covers the operands of a proof', async () => {
    const { page } = await open({ file: 'notes-2-3-1.backprop.json' }, 520);
    for (const name of [
      'gradient of weight 2,3 in layer 1',
      'gradient of bias 1 in layer 2',
      'delta 2 of layer 1',
    ]) {
      await page.locator(`[role=gridcell][aria-label^="${name}"]`).click();
      await page.locator('.pop[role=dialog]').waitFor();
      const covered = await page.evaluate(() => {
        const card = document.querySelector('.pop')!.getBoundingClientRect();
        const overlaps = ({ left, right, top, bottom }: DOMRect): boolean =>
          left < card.right && right > card.left && top < card.bottom && bottom > card.top;
        return [...document.querySelectorAll('.op .mark-a, .op .mark-b, .op .inspect')].filter((operand) =>
          overlaps(operand.getBoundingClientRect()),
        ).length;
      });
      expect(covered, name).toBe(0);
      await page.keyboard.press('Escape');
    }
    await page.context().close();
  }, 60_000);

  it('keeps a proof beside its number when a message pushes the numbers down', async () => {
    const { page } = await open({ file: 'notes-2-3-1.backprop.json' });
    // High enough that the window's edge moves no proof.
    await page.setViewportSize({ width: 1100, height: 1600 });
    const cell = page.locator(gradient);
    await cell.hover();
    await page.locator('.pop[role=tooltip] .fd .ok').waitFor();
    const offset = (): Promise<number> =>
      page.evaluate(
        (selector) =>
          document.querySelector('.pop')!.getBoundingClientRect().bottom -
          document.querySelector(selector)!.getBoundingClientRect().top,
        gradient,
      );
    const before = await offset();
    await page.evaluate(async () => {
      await (window as unknown as { harness: { run(text: string): Promise<void> } }).harness.run('{ broken');
    });
    await page.locator('.banner:visible').waitFor();
    await expect.poll(async () => Math.abs((await offset()) - before)).toBeLessThan(2);
    await page.context().close();
  }, 60_000);

  it.each([520, 600, 1100])(
    'wraps all terms of a long sum behind its = in a window of %i px',
    async (width) => {
      const { page } = await open({ file: 'digits.backprop.json' }, width);
      await page.getByRole('radio', { name: /^z, / }).first().click();
      await page.locator('canvas.plot[aria-label*="of z"]').press('Enter');
      await page.getByText('Show all terms').click();
      await page.locator('.proof.whole').waitFor();
      const lines = await page.evaluate(() =>
        [...document.querySelectorAll('.pop .formula-line')].map((line) => {
          const [equals, right] = line.children;
          const [equalsBox, first] = [equals!, right!.children[0]!].map((part) =>
            part.getBoundingClientRect(),
          );
          return {
            overhang: line.scrollWidth - line.clientWidth,
            above: first!.top - equalsBox!.top,
            below: equalsBox!.bottom - first!.bottom,
            height: right!.getBoundingClientRect().height,
          };
        }),
      );
      expect(Math.max(...lines.map(({ height }) => height))).toBeGreaterThan(120);
      for (const { overhang, above, below } of lines) {
        expect(overhang).toBeLessThanOrEqual(0);
        expect(Math.max(above, below)).toBeLessThan(8);
      }
      await page.context().close();
    },
    60_000,
  );

  it('shows every formula of the sheet whole', async () => {
    const { page } = await open({ file: 'digits.backprop.json' }, 1100);
    await page.locator('.sheet .step').first().waitFor();
    const cut = await page.evaluate(() => {
      const sheet = document.querySelector('.sheet')!.getBoundingClientRect();
      return [...document.querySelectorAll('.sheet .step-formula math > *')]
        .filter((piece) => piece.getBoundingClientRect().right > sheet.right)
        .map((piece) => piece.textContent);
    });
    expect(cut).toEqual([]);
    await page.context().close();
  }, 60_000);

  it('scrolls a fraction that is wider than the card, by keyboard too', async () => {
    const { page } = await open({ file: 'digits.backprop.json' }, 320);
    await page
      .getByRole('radio', { name: /^activations, / })
      .first()
      .click();
    await page.locator('canvas.plot[aria-label*="activations"]').press('Enter');
    await page.getByText('Show all terms').click();
    const line = page.locator('.proof.whole .formula-line').last();
    const geometry = (): Promise<{ hidden: number; scrolled: number; shadow: string }> =>
      line.evaluate((own) => ({
        hidden: own.scrollWidth - own.clientWidth,
        scrolled: own.scrollLeft,
        shadow: getComputedStyle(own).backgroundImage,
      }));
    const before = await geometry();
    expect(before.hidden).toBeGreaterThan(0);
    expect(before.shadow.match(/linear-gradient/g)).toHaveLength(4);
    // Where nothing is hidden there is no shadow, not even a hair of one on a screen of many pixels.
    const others = await page
      .locator('.pop .formula-line')
      .evaluateAll((lines) =>
        lines
          .filter(({ scrollWidth, clientWidth }) => scrollWidth <= clientWidth)
          .map((own) => getComputedStyle(own).backgroundImage),
      );
    expect(new Set(others)).toEqual(new Set(['none']));
    // The last term of the denominator's first line.
    await line.locator('.operand').nth(3).focus();
    expect((await geometry()).scrolled).toBeGreaterThan(0);
    await page.context().close();
  }, 60_000);

  it.each([520, 600])(
    'writes the sample list’s label out in a window of %i px',
    async (width) => {
      const { page } = await open({ file: 'digits.backprop.json' }, width);
      const list = page.getByRole('combobox', { name: 'one sample' });
      const room = await list.evaluate((own) => {
        const label = own.shadowRoot!.querySelector('.selected-value')!;
        return { label: label.textContent, cut: label.scrollWidth - label.clientWidth };
      });
      expect(room.cut).toBeLessThanOrEqual(0);
      expect(await list.innerText()).not.toMatch(/…|\.\.\./);
      await page.context().close();
    },
    60_000,
  );

  it.each(['dark', 'light', 'hc', 'hc-light'])(
    'can be read in the system’s forced colours, theme %s',
    async (theme) => {
      const { page, complaints } = await open({ theme, file: 'digits.backprop.json' }, 600, {
        forcedColors: 'active',
      });
      await page.waitForTimeout(300);
      const seen = await page.evaluate(() => {
        const canvas = document.querySelector<HTMLCanvasElement>('canvas.plot')!;
        const { data } = canvas.getContext('2d')!.getImageData(0, 0, canvas.width, canvas.height);
        const system = (name: string): string => {
          document.body.style.color = name;
          return getComputedStyle(document.body).color;
        };
        return {
          colours: new Set(new Uint32Array(data.buffer)).size,
          texts: [...document.querySelectorAll('.flow svg text')].map((text) => getComputedStyle(text).fill),
          ink: system('CanvasText'),
        };
      });
      expect(seen.colours).toBeGreaterThan(50);
      expect(seen.texts.length).toBeGreaterThan(0);
      for (const fill of seen.texts) expect(fill).toBe(seen.ink);
      expect(complaints).toEqual([]);
      await page.context().close();
    },
    60_000,
  );

  it('looks the same after a reload', async () => {
    const { page } = await open({ file: 'xor.backprop.json' });
    await page.setViewportSize({ width: 1100, height: 500 });
    await page.getByRole('radio', { name: 'sample 3' }).click();
    await page.locator('[data-id=values]').last().click();
    await page.locator('[aria-label^="z 1 of layer 1"]').waitFor();
    await page.evaluate(() => {
      scrollTo(0, 60);
    });
    await page.waitForTimeout(200);
    await page.reload();
    await page.locator('[aria-label^="z 1 of layer 1"]').waitFor();
    expect(await page.getByRole('radio', { name: 'sample 3' }).getAttribute('aria-checked')).toBe('true');
    await expect.poll(() => page.evaluate(() => scrollY)).toBe(60);
    await page.context().close();
  }, 60_000);

  it('shows a proof’s operands with the same line in formula and grid', async () => {
    const { page } = await open({});
    await page.locator(gradient).click();
    await page.locator('.pop[role=dialog]').waitFor();
    const lines = await page.evaluate(() => {
      const border = (selector: string): string => {
        const style = getComputedStyle(document.querySelector(selector)!);
        return `${style.borderBottomStyle} ${style.borderBottomColor}`;
      };
      const outline = getComputedStyle(document.querySelector('.op .mark-b')!);
      return {
        a: border('.pop .mark-a'),
        b: border('.pop .mark-b'),
        cell: `${outline.outlineStyle} ${outline.outlineColor}`,
      };
    });
    expect(lines.a).toMatch(/^solid/);
    expect(lines.b).toMatch(/^dashed/);
    expect(lines.cell).toBe(lines.b);
    await page.context().close();
  }, 60_000);
});
