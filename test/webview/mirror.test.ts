import { afterEach, describe, expect, it, vi } from 'vitest';
import { NO_MARKS } from '../../webview/cells/surface';
import { MatrixSource } from '../../webview/data/matrixSource';
import { Heatmap } from '../../webview/heatmap/heatmap';
import { mirroredPlace } from '../../webview/heatmap/places';
import type { HeatMatrix } from '../../webview/heatmap/heatMatrix';
import { choicesOf, loadMatrix } from '../../webview/layers/layerMatrices';
import { oneLayer } from './heatmap/largeModel';
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
    expect(root.querySelectorAll('[aria-current=true]')).toHaveLength(mirrored(root).length);
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
  it('a number out of view comes into view, and one in view moves nothing', async () => {
    open = await openPanel();
    await open.run(oneLayer(400, 20));
    const { host, theme } = open.panel;
    const matrices = new MatrixSource(host);
    const overview = await host.overview({});
    const layer = overview.layers[0]!;
    const large = await loadMatrix(matrices, overview, layer, choicesOf(overview, layer, false)[0]!);
    const nothing = (): void => undefined;
    const cells = {
      ...{ enter: nothing, leave: nothing, focus: nothing, pin: nothing },
      ...{ copyLatex: nothing, goTo: nothing },
    };
    const heatmap = new Heatmap({ matrices, theme, cells, leave: nothing, fail: nothing });
    heatmap.show({ heat: large, format: 'decimal', width: 600, edited: [] });
    const isInView = (row: number): boolean =>
      heatmap.find({ ...weight, quantity: 'parameterGradient', row }) !== undefined;
    heatmap.mark({ ...NO_MARKS, mirrored: { ...weight, row: 0 } });
    expect([isInView(0), isInView(1), isInView(390)]).toEqual([true, true, false]);
    heatmap.mark({ ...NO_MARKS, mirrored: { ...weight, row: 1 } });
    expect(isInView(0)).toBe(true);
    heatmap.mark({ ...NO_MARKS, mirrored: { ...weight, row: 390 } });
    expect([isInView(0), isInView(390)]).toEqual([false, true]);
    heatmap.mark(NO_MARKS);
    expect(isInView(390)).toBe(true);
    heatmap.dispose();
  });

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
