/** Views of whole matrices of a run: derived ones, large ones, those of a run that is cancelled while they are looked at. */
import { describe, expect, it } from 'vitest';
import { Inspector } from '../../src/inspector/inspector';
import type { MatrixRef } from '../../src/inspector/views';
import { goldenText, inspectorOf } from './inspectorOf';

const all = (matrix: MatrixRef) => ({ matrix, rowStart: 0, rowEnd: 1e6, columnStart: 0, columnEnd: 1e6 });
const values = (inspector: Inspector, matrix: MatrixRef): number[] => [
  ...inspector.tiles([all(matrix)])[0]!.values,
];

/** One layer of n × n weights that are 0 or 1. */
function largeModel(n: number): string {
  const row = `[${Array.from({ length: n }, (_, j) => j % 2).join(',')}]`;
  const rows = Array.from({ length: n }, () => row).join(',');
  const inputs = Array.from({ length: n }, (_, i) => i / n).join(',');
  const targets = Array.from({ length: n }, () => 0).join(',');
  return `{"layers":[{"type":"dense","weights":[${rows}]}],"batch":{"inputs":[[${inputs}]],"targets":[[${targets}]]}}`;
}

describe('gradient ÷ weight', () => {
  it('is that, of the batch and of a sample', async () => {
    const inspector = await inspectorOf(goldenText('xor-2-2-1'));
    for (const sample of [{}, { sample: 2 }]) {
      const common = { layer: 0, parameter: 'weights', ...sample };
      const gradients = values(inspector, { quantity: 'parameterGradient', ...common });
      const weights = values(inspector, { quantity: 'parameter', layer: 0, parameter: 'weights' });
      const relative = values(inspector, { quantity: 'relativeGradient', ...common });
      expect(relative).toEqual(gradients.map((g, i) => g / weights[i]!));
      expect(relative.some((x) => x !== 0)).toBe(true);
    }
  });

  it('of a weight that is 0 is not finite, and says what was divided', async () => {
    const inspector = await inspectorOf({
      layers: [{ type: 'dense', weights: [[0, 0]] }],
      batch: { inputs: [[1]], targets: [[3, 0]] },
    });
    const matrix = { quantity: 'relativeGradient', layer: 0, parameter: 'weights' } as const;
    expect(values(inspector, matrix)).toEqual([-Infinity, NaN]);
    const { symbol, proof, name, goTo } = inspector.explain({ ...matrix, row: 0, column: 0 }, {}, false);
    expect(name).toBe('relative gradient of weight 1,1 in layer 1');
    expect(symbol).toBe('\\frac{\\partial L}{\\partial w_{11}^{1}} \\div w_{11}^{1}');
    expect(proof!.substituted).toContain('-3');
    expect(goTo?.label).toBe('weight');
  });

  it('is the same after many other matrices were asked for', async () => {
    const inspector = await inspectorOf(goldenText('case-1-08'));
    const matrix = { quantity: 'relativeGradient', layer: 0, parameter: 'weights' } as const;
    const before = values(inspector, matrix);
    const { samples, layers } = inspector.result().network;
    for (let round = 0; round < 20; round++) {
      for (const { index } of layers) {
        const sample = round % samples;
        values(inspector, { quantity: 'parameterGradient', layer: index, parameter: 'weights', sample });
        values(inspector, { quantity: 'relativeGradient', layer: index, parameter: 'weights', sample });
      }
    }
    expect(values(inspector, matrix)).toEqual(before);
  });
});

describe('one row', () => {
  it('has statistics of its own, none where there is no such row', async () => {
    const inspector = await inspectorOf(goldenText('case-1-08'));
    const deltas = { quantity: 'delta', layer: 0 } as const;
    const rows = inspector.tiles([all(deltas)])[0]!;
    const second = [...rows.values.subarray(rows.columns, 2 * rows.columns)].map(Math.abs);
    const statistics = inspector.statistics(deltas, 1);
    expect(statistics).toMatchObject({ rows: 1, columns: rows.columns, maxAbs: Math.max(...second) });
    expect([...statistics.columnNorms]).toEqual(second);
    expect(inspector.statistics(deltas, 1000)).toMatchObject({ rows: 0, maxAbs: 0 });
  });
});

describe('a large matrix', () => {
  it('has been looked at as a whole when its run is there', async () => {
    const inspector = await inspectorOf(largeModel(1100));
    const gradient = { quantity: 'parameterGradient', layer: 0, parameter: 'weights' } as const;
    const { maxAbs, zeros, histogram } = inspector.statistics(gradient);
    const [picture] = inspector.pictures([{ ...all(gradient), maxRows: 20, maxColumns: 20 }]);
    expect(picture!.codes).toHaveLength(400);
    // Even columns have weights of 0, so outputs, errors and gradients of 0; so has the row of the input 0.
    expect(zeros).toBe(1100 * 550 + 550);
    expect(maxAbs).toBeCloseTo(
      (1099 / 1100) * Array.from({ length: 1100 }, (_, i) => i / 1100).reduce((a, b) => a + b),
    );
    expect(histogram.counts.reduce((a, b) => a + b)).toBe(1100 * 1100 - zeros);
  });

  it('that is looked at while its run is cancelled leaves the last result', async () => {
    let cancelAt = Infinity;
    let pauses = 0;
    let time = 0;
    const inspector: Inspector = new Inspector({
      now: () => (time += 100),
      pause: () => {
        if (++pauses === cancelAt) inspector.cancel();
        return Promise.resolve();
      },
    });
    const text = largeModel(1100);
    await inspector.run(text, 'large', () => undefined);
    const whole = pauses;
    pauses = 0;
    // The last slices of a run are those that look at its matrices.
    cancelAt = whole - 2;
    await expect(inspector.run(text.replace('0,1', '1,1'), 'large', () => undefined)).rejects.toThrow(
      'cancelled',
    );
    expect(inspector.overview({}).run).toBe(1);
    cancelAt = Infinity;
    const reply = await inspector.run(text, 'large', () => undefined);
    expect(reply.run).toBe(2);
  });
});
