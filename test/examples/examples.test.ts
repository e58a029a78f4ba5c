/** The shipped examples are what their comments say. */
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { accuracyOf, classify } from '../../examples/training/classifier';
import { loadDigits } from '../../examples/training/digits';
import { accuracySentence } from '../../examples/training/modelText';
import { complete } from '../../src/engine/computation';
import { buildNetwork, type NetworkSpec } from '../../src/engine/network';
import { type Run, run } from '../../src/engine/run';
import { columnsOf, type Tensor } from '../../src/engine/tensor';
import { readModel } from '../../src/model/readModel';

const folder = new URL('../../examples/', import.meta.url);

function textOf(name: string): string {
  return readFileSync(new URL(`${name}.backprop.json`, folder), 'utf8');
}

function specOf(name: string): NetworkSpec {
  const { spec, issues } = readModel(textOf(name), name);
  expect(issues).toEqual([]);
  return spec!;
}

function runOf(name: string): Run {
  return complete(run(buildNetwork(specOf(name))));
}

const columnOf = ({ data, ...tensor }: Tensor, column: number): readonly number[] =>
  Array.from(data).filter((_, i) => i % columnsOf({ data, ...tensor }) === column);

const norm = ({ data }: Tensor): number => Math.hypot(...data);

describe('every example', () => {
  const names = readdirSync(folder).filter((file) => file.endsWith('.backprop.json'));
  it.each(names)('%s is a model without an issue, opens with a comment and is small', (file) => {
    const text = textOf(file.replace('.backprop.json', ''));
    expect(text).toMatch(/^\/\/ /);
    expect(text.length).toBeLessThan(300_000);
    const { spec, issues } = readModel(text, file);
    expect(issues).toEqual([]);
    expect(Number.isFinite(complete(run(buildNetwork(spec!))).forward.loss)).toBe(true);
  });
});

describe('mazur-2-2-2', () => {
  it('gives the digits that the article prints', () => {
    const { forward, backward } = runOf('mazur-2-2-2');
    const [hidden, output] = backward.parameterGradients;
    expect(forward.loss.toFixed(9)).toBe('0.298371109');
    // w5 leads from h1 to o1, w1 from i1 to h1: row 1, column 1 of their matrices.
    expect(output!['weights']!.data[0]!.toFixed(9)).toBe('0.082167041');
    expect(hidden!['weights']!.data[0]!.toFixed(9)).toBe('0.000438568');
  });
});

describe('notes-2-3-1', () => {
  it('is the network of the goldens', () => {
    const golden = readFileSync(new URL('../golden/mlp/notes-2-3-1.json', import.meta.url), 'utf8');
    const { spec } = readModel(golden, 'golden');
    expect({ ...specOf('notes-2-3-1'), name: '' }).toEqual({ ...spec!, name: '' });
  });
});

describe('xor', () => {
  it('holds all four samples and learns with (a − y) / 4 at the output', () => {
    const { forward, backward, network } = runOf('xor');
    expect(Array.from(network.spec.inputs.data)).toEqual([0, 0, 0, 1, 1, 0, 1, 1]);
    const targets = [0, 1, 1, 0];
    expect(Array.from(network.targets.data)).toEqual(targets);
    forward.activations.at(-1)!.data.forEach((a, k) => {
      expect(backward.deltas.at(-1)!.data[k]).toBeCloseTo((a - targets[k]!) / 4, 15);
    });
  });
});

describe('vanishing-10-layers', () => {
  it('loses δ by orders of magnitude on the way back', () => {
    const { backward } = runOf('vanishing-10-layers');
    expect(backward.deltas).toHaveLength(10);
    const norms = backward.deltas.map(norm);
    norms.slice(1).forEach((later, l) => {
      expect(norms[l]!).toBeLessThan(later);
    });
    expect(norms[0]! / norms[9]!).toBeLessThan(1e-4);
  });
});

describe('dead-relu', () => {
  const { forward, backward } = runOf('dead-relu');
  const isDead = (layer: number, unit: number): boolean =>
    columnOf(forward.activations[layer]!, unit).every((a) => a === 0);

  it('has the dead units that its comment names, and no others', () => {
    const dead = [0, 1].map((l) =>
      Array.from({ length: columnsOf(forward.activations[l]!) }, (_, unit) => unit + 1).filter((unit) =>
        isDead(l, unit - 1),
      ),
    );
    expect(dead).toEqual([[2, 5], [3]]);
  });

  it('gives them gradients of exactly 0', () => {
    for (const [layer, unit] of [
      [0, 1],
      [0, 4],
      [1, 2],
    ] as const) {
      const { weights, biases } = backward.parameterGradients[layer]!;
      expect([...columnOf(weights!, unit), biases!.data[unit]].every((g) => g === 0)).toBe(true);
    }
  });

  it('has a unit 4 in hidden1 that is off for some samples only', () => {
    const column = columnOf(forward.activations[0]!, 3);
    expect(column.some((a) => a === 0) && column.some((a) => a > 0)).toBe(true);
  });
});

describe('digits', () => {
  const { training, heldOut } = loadDigits();
  const { layers, inputs, targets } = specOf('digits');
  const batch = Array.from(targets.data, (label, k) => ({
    label,
    pixels: Array.from(inputs.data.subarray(k * 196, (k + 1) * 196)),
  }));

  it('states the accuracy that its weights really have', () => {
    const accuracy = { training: accuracyOf(layers, training), heldOut: accuracyOf(layers, heldOut) };
    const count = { training: training.length, heldOut: heldOut.length };
    expect(textOf('digits')).toContain(`// ${accuracySentence(accuracy, count)}\n`);
    expect(accuracy.heldOut).toBeGreaterThan(0.93);
  });

  it('holds real digits that training never saw: one of each class, and two that it gets wrong', () => {
    const key = (digit: { pixels: readonly number[]; label: number }): string =>
      `${digit.label}: ${digit.pixels.join()}`;
    const known = new Set(heldOut.map(key));
    expect(batch.every((digit) => known.has(key(digit)))).toBe(true);
    expect(batch.slice(0, 10).map((digit) => digit.label)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
    const wrong = classify(layers, batch).map((found, k) => found !== batch[k]!.label);
    expect(batch).toHaveLength(12);
    expect(wrong.slice(0, 10).filter(Boolean).length).toBeLessThanOrEqual(1);
    expect(wrong.slice(10)).toEqual([true, true]);
  });
});
