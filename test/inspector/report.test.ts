/** The report of a run, as the command line prints it. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { reportJsonText, reportTable } from '../../src/inspector/report';
import { WorstError } from '../engine/support/closeness';
import { goldenNames, goldenPath, goldenText, inspectorOf } from './inspectorOf';

interface Report {
  readonly loss: number | string;
  readonly sampleLosses: (number | string)[];
  readonly layers: readonly {
    readonly name: string;
    readonly type: string;
    readonly z: number[][];
    readonly a: number[][];
    readonly delta: number[][];
    readonly dW?: number[][];
    readonly db?: number[];
  }[];
}

async function reportOf(model: string | object, sample?: number): Promise<Report> {
  const inspector = await inspectorOf(model);
  return JSON.parse([...reportJsonText(inspector.result(), sample)].join('')) as Report;
}

async function tableOf(model: string | object, sample?: number): Promise<string> {
  return reportTable((await inspectorOf(model)).result(), sample);
}

const tolerance = { relative: 1e-10, absolute: 1e-14 };

describe('the JSON report', () => {
  it.each(goldenNames)('of %s has the expected numbers in the expected shape', async (name) => {
    const report = await reportOf(goldenText(name));
    const expected = JSON.parse(readFileSync(goldenPath(`${name}.expected`), 'utf8')) as Report;
    const model = JSON.parse(goldenText(name)) as {
      layers: { type: string; name: string; weights?: unknown; biases?: unknown }[];
    };
    expect(Object.keys(report)).toStrictEqual(['loss', 'sampleLosses', 'layers']);
    expect(report.layers.map((layer) => layer.name)).toStrictEqual(model.layers.map((layer) => layer.name));
    const worst = new WorstError();
    worst.compare('loss', [report.loss as number], [expected.loss as number], tolerance);
    worst.compare(
      'sampleLosses',
      report.sampleLosses as number[],
      expected.sampleLosses as number[],
      tolerance,
    );
    expected.layers.forEach((layer, l) => {
      const found = report.layers[l]!;
      const { type, weights, biases } = model.layers[l]!;
      expect(Object.keys(found)).toStrictEqual([
        'name',
        'type',
        'z',
        'a',
        'delta',
        ...(weights === undefined ? [] : ['dW']),
        ...(biases === undefined ? [] : ['db']),
      ]);
      expect(found.type).toBe(type);
      for (const key of ['z', 'a', 'delta', 'dW'] as const) {
        const [own, wanted] = [found[key] ?? [], layer[key] ?? []];
        expect(own.map((row) => row.length)).toStrictEqual(wanted.map((row) => row.length));
        worst.compare(`layer ${l} ${key}`, own.flat(), wanted.flat(), tolerance);
      }
      if (biases !== undefined) worst.compare(`layer ${l} db`, found.db!, layer.db!, tolerance);
    });
    expect(worst.count).toBeGreaterThan(10);
  });

  it.each(goldenNames)('of single samples of %s adds up to the batch’s', async (name) => {
    const whole = await reportOf(goldenText(name));
    const samples = whole.sampleLosses.length;
    const parts = await Promise.all(Array.from({ length: samples }, (_, k) => reportOf(goldenText(name), k)));
    const worst = new WorstError();
    parts.forEach((part, k) => {
      expect(part.loss).toBe(whole.sampleLosses[k]);
      expect(part.sampleLosses).toStrictEqual([whole.sampleLosses[k]]);
      part.layers.forEach((layer, l) => {
        expect([layer.z, layer.a, layer.delta]).toStrictEqual(
          (['z', 'a', 'delta'] as const).map((key) => [whole.layers[l]![key][k]]),
        );
      });
    });
    whole.layers.forEach((layer, l) => {
      const sum = (pick: (part: Report) => readonly number[]): number[] =>
        parts.map(pick).reduce<number[]>((total, part) => part.map((x, i) => x + (total[i] ?? 0)), []);
      if (layer.dW === undefined) return;
      const largest = Math.max(...parts.flatMap((part) => part.layers[l]!.dW!.flat().map(Math.abs)), 1e-300);
      // Large parts of both signs can leave a small sum.
      const allowed = { relative: 0, absolute: 1e-12 * samples * largest };
      worst.compare(
        `layer ${l} dW`,
        layer.dW.flat(),
        sum((part) => part.layers[l]!.dW!.flat()),
        allowed,
      );
      if (layer.db === undefined) return;
      const biases = Math.max(...parts.flatMap((part) => part.layers[l]!.db!.map(Math.abs)), 1e-300);
      worst.compare(
        `layer ${l} db`,
        layer.db,
        sum((part) => part.layers[l]!.db!),
        {
          relative: 0,
          absolute: 1e-12 * samples * biases,
        },
      );
    });
    expect(worst.count).toBeGreaterThan(0);
  });

  it('writes what JSON has no numbers for as words', async () => {
    const report = await reportOf({
      layers: [{ type: 'dense', weights: [[1, 2, 3]], activation: 'linear' }],
      batch: {
        inputs: [['Infinity'], ['NaN'], [-1e308]],
        targets: [
          [0, 0, 0],
          [0, 0, 0],
          [0, 0, 0],
        ],
      },
    });
    expect(report.layers[0]!.z).toStrictEqual([
      ['Infinity', 'Infinity', 'Infinity'],
      ['NaN', 'NaN', 'NaN'],
      [-1e308, '-Infinity', '-Infinity'],
    ]);
    expect(report.loss).toBe('NaN');
    expect(report.sampleLosses).toStrictEqual(['Infinity', 'NaN', 'Infinity']);
  });

  it('writes names with quotes and line breaks as JSON does', async () => {
    const name = 'a "b"\n\\ c';
    const report = await reportOf({
      layers: [{ type: 'dense', name, weights: [[1]] }],
      batch: { inputs: [[1]], targets: [[1]] },
    });
    expect(report.layers[0]!.name).toBe(name);
  });
});

describe('the table', () => {
  it('shows the network, the loss, and each layer from the output back', async () => {
    const table = await tableOf(goldenText('notes-2-3-1'));
    const report = await reportOf(goldenText('notes-2-3-1'));
    const lines = table.split('\n');
    expect(lines[0]).toBe('notes-2-3-1: 2 → 3 → 1, float64, one sample');
    expect(lines[1]).toBe(`loss (half squared error) = ${report.loss}`);
    expect(lines.filter((line) => line.startsWith('layer '))).toStrictEqual([
      `layer 2 ${report.layers[1]!.name}: dense 3 → 1, sigmoid`,
      `layer 1 ${report.layers[0]!.name}: dense 2 → 3, sigmoid`,
    ]);
    for (const layer of report.layers) {
      for (const value of [...layer.delta.flat(), ...layer.dW!.flat(), ...layer.db!]) {
        const digits = Math.abs(value) < 1e-4 ? value.toExponential(8) : value.toPrecision(9);
        expect(table).toContain(` ${digits}`);
      }
    }
    expect(table.endsWith('\n')).toBe(true);
  });

  it('aligns its columns', async () => {
    const lines = (await tableOf(goldenText('notes-2-3-1'))).split('\n');
    const start = lines.findIndex((line) => line.includes('∂L/∂W¹'));
    const ends = lines
      .slice(start, start + 2)
      .map((line) => [...line.matchAll(/\d(?= |$)/g)].map(({ index }) => index));
    expect(ends[0]!.slice(-3)).toStrictEqual(ends[1]!.slice(-3));
  });

  it('of one sample says so and shows that row only', async () => {
    const report = await reportOf(goldenText('xor-2-2-1'), 2);
    const table = await tableOf(goldenText('xor-2-2-1'), 2);
    expect(table).toContain(', sample 3\n');
    expect(table).toContain(` = ${report.loss}\n`);
    const deltas = table.split('\n').filter((line) => line.includes('δ²'));
    expect(deltas).toHaveLength(1);
    expect(deltas[0]).toContain(report.layers[1]!.delta[0]![0]!.toPrecision(9));
  });

  it('counts what it does not print', async () => {
    const row = (n: number): number[] => Array.from({ length: n }, (_, i) => i + 1);
    const table = await tableOf({
      layers: [{ type: 'dense', name: 'wide', weights: Array.from({ length: 15 }, () => row(11)) }],
      batch: { inputs: [row(15)], targets: [row(11)] },
    });
    expect(table).toContain('  … 3 more\n');
    expect(table).toContain(' … 3 more rows\n');
    expect(table.split('\n').every((line) => line.length < 160)).toBe(true);
  });

  it('does not let a name steer the terminal', async () => {
    const table = await tableOf({
      name: 'red\u001b[31m',
      layers: [{ type: 'dense', name: 'two\nlines', weights: [[1]] }],
      batch: { inputs: [[1]], targets: [[1]] },
    });
    expect(table).toContain('red\\u001b[31m: 1 → 1');
    expect(table).toContain('layer 1 two\\u000alines: dense');
  });
});
