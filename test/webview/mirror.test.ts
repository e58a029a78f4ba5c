import { afterEach, describe, expect, it, vi } from 'vitest';
import { mirroredPlace } from '../../webview/heatmap/places';
import type { HeatMatrix } from '../../webview/heatmap/heatMatrix';
import { cell, example, type OpenPanel, openPanel } from './openPanel';

let open: OpenPanel | undefined;
afterEach(() => {
  open?.dispose();
  open = undefined;
});

const weight = { quantity: 'parameter', layer: 0, parameter: 'weights', row: 1, column: 2 } as const;
const NAME = 'gradient of weight 2,3 in layer 1';

async function notes(): Promise<OpenPanel> {
  open = await openPanel();
  await open.run(example('notes-2-3-1'));
  await cell(open.root, NAME);
  return open;
}

const mirrored = (root: ParentNode): readonly string[] =>
  [...root.querySelectorAll('.mirrored')].map((made) => made.getAttribute('aria-label') ?? '');

describe('the number that the editor’s cursor is on', () => {
  it('is marked with its gradient, and keeps the focus where it was', async () => {
    const { root, host } = await notes();
    const before = document.activeElement;
    await host.mark(weight);
    await vi.waitFor(() => {
      expect(mirrored(root).some((name) => name.startsWith(NAME))).toBe(true);
    });
    for (const name of mirrored(root)) expect(name).toMatch(/^(gradient of )?weight 2,3 in layer 1/);
    expect(document.activeElement).toBe(before);
    expect(root.querySelector('.pop:not([hidden])')).toBeNull();
  });

  it('stays marked while proofs come and go, until there is none', async () => {
    const { root, host } = await notes();
    await host.mark(weight);
    await vi.waitFor(() => {
      expect(mirrored(root)).not.toEqual([]);
    });
    const marked = mirrored(root);
    (await cell(root, 'delta 1 of layer 1')).click();
    await vi.waitFor(() => {
      expect(root.querySelector('.inspect')).not.toBeNull();
    });
    expect(mirrored(root)).toEqual(marked);
    await host.mark(undefined);
    await vi.waitFor(() => {
      expect(mirrored(root)).toEqual([]);
    });
  });
});

it('the panel tells which number the focus or a click came to', async () => {
  const { root, host } = await notes();
  (await cell(root, NAME)).click();
  expect(host.marked).toEqual([]);
  await vi.waitFor(() => {
    expect(host.marked.at(-1)).toEqual({ ...weight, quantity: 'parameterGradient' });
  });
});

describe('in a heatmap', () => {
  const heat = {
    matrix: { quantity: 'parameterGradient', layer: 0, parameter: 'weights', sample: 1 },
    firstRow: 0,
    rows: 4,
    columns: 5,
    strips: {},
  } as unknown as HeatMatrix;

  it('a number’s place is its gradient’s where that is shown', () => {
    expect(mirroredPlace(heat, weight)).toEqual({ row: 1, column: 2 });
  });

  it('another parameter’s numbers have none', () => {
    expect(mirroredPlace(heat, { ...weight, layer: 1 })).toBeUndefined();
    expect(mirroredPlace(heat, { ...weight, parameter: 'biases' })).toBeUndefined();
    expect(mirroredPlace(heat, { quantity: 'input', row: 1, column: 2 })).toBeUndefined();
    expect(mirroredPlace(heat, undefined)).toBeUndefined();
  });
});
