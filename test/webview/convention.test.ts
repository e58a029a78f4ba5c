/** The panel in another convention: labels, spoken names, the flow, the sheet; and the button that asks for one. */
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { notationOf } from '../../src/inspector/convention';
import { cell, example, find, type OpenPanel, openPanel } from './openPanel';

let open: OpenPanel | undefined;
afterEach(() => {
  open?.dispose();
  open = undefined;
});

async function panelIn(convention: unknown): Promise<OpenPanel> {
  open = await openPanel({ sheet: true });
  open.host.notation = notationOf(convention);
  await open.run(example('xor'));
  await find(open.root, '.sheet .step');
  return open;
}

const golden = (name: string): string =>
  readFileSync(resolve('test/golden/mistakes', `${name}.json`), 'utf8');

const textOf = (root: ParentNode, selector: string): string =>
  [...root.querySelectorAll(selector)].map(({ textContent }) => textContent).join(' ');

describe('the panel', () => {
  it('says weights’ numbers as the convention orders them', async () => {
    const { root } = await panelIn('pytorch');
    await cell(root, 'gradient of weight 3,2 in layer 1');
    expect(root.querySelector('[aria-label^="gradient of weight 2,3 in layer 1"]')).toBeNull();
  });

  it('has its letters in the head, the flow, the layers and the sheet', async () => {
    const { root } = await panelIn('deeplearning.ai');
    await cell(root, 'gradient of weight 1,1 in layer 1');
    await vi.waitFor(() => {
      expect(textOf(root, '.flow')).toContain('‖dZ[2]‖');
    });
    expect(textOf(root, '.layer-h')).toMatch(/‖dZ‖.*max \|dW\|/);
    const all = textOf(root, '.flow, .layer-h, .lab, .note, .sheet .step-formula');
    expect(all).not.toMatch(/[δΔ]/);
  });

  it('follows a change of it', async () => {
    const { root, host, run } = await panelIn('notes');
    await cell(root, 'gradient of weight 1,1 in layer 1');
    const shown = await find(root, '[aria-label^="convention "]');
    expect(shown.textContent).toBe('notes');
    expect(textOf(root, '.sheet .step-formula')).toContain('δ');
    host.notation = notationOf({ symbols: 'd' });
    await run(example('xor'));
    await vi.waitFor(() => {
      expect(shown.textContent).toBe('own');
      expect(textOf(root, '.flow, .lab, .sheet .step-formula')).not.toMatch(/[δΔ]/);
    });
    shown.click();
    await vi.waitFor(() => {
      expect(host.asked).toContainEqual({ message: 'chooseConvention' });
    });
  });
});

describe('a comparison', () => {
  const OFFER = 'Show everything in this convention';
  const offerIn = (root: ParentNode): HTMLButtonElement | undefined =>
    [...root.querySelectorAll('button')].find(({ textContent }) => textContent === OFFER);

  it('of numbers in another convention offers to speak it', async () => {
    open = await openPanel();
    const { root, host, run } = open;
    await run(golden('convention-samples-in-columns-00.model'));
    await find(root, '.layer');
    const mine = new TextEncoder().encode(golden('convention-samples-in-columns-00.mine'));
    await host.compare('mine.json', mine);
    await vi.waitFor(() => {
      expect(offerIn(root)).toBeDefined();
    });
    offerIn(root)!.click();
    await vi.waitFor(() => {
      expect(host.notation.samples).toBe('columns');
      expect(textOf(root, '.conventions')).toContain('Convention, no mistake');
      expect(offerIn(root)).toBeUndefined();
    });
  });
});
