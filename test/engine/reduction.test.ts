/** The batch's 1/m in front of the parameters' gradients instead of inside δ: δ is m times PyTorch's, the gradients are PyTorch's. */
import { describe, expect, it } from 'vitest';
import type { CellRef, Quantity } from '../../src/engine/cell';
import { matrixOf, readCell } from '../../src/engine/cells';
import { centralDifference } from '../../src/engine/centralDifference';
import { complete } from '../../src/engine/computation';
import { makingOf } from '../../src/engine/making';
import { memoryOf } from '../../src/engine/memory';
import { buildNetwork, type NetworkSpec } from '../../src/engine/network';
import { notations } from '../../src/engine/notation';
import { planRun, run, type Run } from '../../src/engine/run';
import { columnsOf, rowsOf } from '../../src/engine/tensor';
import { evaluate } from '../../src/engine/term';
import { WorstError } from './support/closeness';
import { goldenCases } from './support/goldenCase';
import { toFloat32 } from './support/randomNetwork';

const notation = { ...notations.notes, reduction: 'gradients' } as const;
const tolerance = { relative: 1e-10, absolute: 1e-14 };
const worst = new WorstError();

const runOf = (spec: NetworkSpec): Run => complete(run(buildNetwork(spec, notation)));

/** Every number of a quantity in a layer. */
function cellsOf(
  result: Run,
  quantity: Quantity,
  layer: number,
  more: Partial<CellRef> = {},
): readonly CellRef[] {
  const ref = { quantity, layer, ...more };
  const matrix = matrixOf(result, ref);
  if (matrix === undefined) return [];
  const n = columnsOf(matrix);
  return Array.from({ length: rowsOf(matrix) * n }, (_, i) => ({
    ...ref,
    row: Math.floor(i / n),
    column: i % n,
  }));
}

function gradientsOf(result: Run): readonly CellRef[] {
  const { layers, samples } = result.network;
  return layers.flatMap(({ index, parameters }) => [
    ...cellsOf(result, 'upstreamGradient', index),
    ...cellsOf(result, 'delta', index),
    ...Object.keys(parameters).flatMap((parameter) => [
      ...cellsOf(result, 'parameterGradient', index, { parameter }),
      ...cellsOf(result, 'parameterGradient', index, { parameter, sample: samples - 1 }),
      ...cellsOf(result, 'relativeGradient', index, { parameter }),
    ]),
  ]);
}

describe.each(goldenCases())('$name', ({ name, spec, expected }) => {
  const scale = spec.reduction === 'mean' ? rowsOf(spec.inputs) : 1;

  it('has PyTorch’s gradients, and its δ times m', () => {
    const { forward, backward } = runOf(spec);
    expect(forward.loss).toBe(complete(run(buildNetwork(spec))).forward.loss);
    expected.layers.forEach((layer, l) => {
      const at = `${name} layer ${l}`;
      const delta = layer.delta.flat().map((x) => scale * x);
      worst.compare(`${at} delta`, backward.deltas[l]!.data, delta, tolerance);
      const { weights, biases } = backward.parameterGradients[l]!;
      if (layer.dW !== undefined) worst.compare(`${at} dW`, weights!.data, layer.dW.flat(), tolerance);
      if (layer.db !== undefined) worst.compare(`${at} db`, biases!.data, layer.db, tolerance);
    });
  });

  it('has proofs that make their numbers', () => {
    const result = runOf(spec);
    for (const cell of gradientsOf(result)) {
      const value = readCell(result, cell);
      const made = evaluate(makingOf(result, cell, { sampleIndex: true })!, (operand) =>
        readCell(result, operand),
      );
      if (!(Math.abs(made - value) <= 1e-12 * Math.max(Math.abs(value), 1e-3)))
        throw new Error(`${JSON.stringify(cell)}: the proof makes ${made}, the run ${value}`);
    }
  });

  it('agrees with central differences', () => {
    const result = runOf(spec);
    for (const [i, cell] of gradientsOf(result).entries()) {
      if (cell.quantity === 'relativeGradient' || i % 7 !== 0) continue;
      const numeric = centralDifference(result.network, cell, { trace: result.forward });
      if (numeric.crossesKink) continue;
      const value = readCell(result, cell);
      expect(Math.abs(numeric.value - value), JSON.stringify(cell)).toBeLessThanOrEqual(
        1e-6 * Math.max(1e-3, Math.abs(value)),
      );
    }
  });

  it('holds the memory that it says', () => {
    for (const typed of [spec, toFloat32(spec)]) {
      const sizeOf = (bytes: number, { data }: { data: { byteLength: number } }): number =>
        bytes + data.byteLength;
      const planned = (way: typeof notation | typeof notations.notes): number => {
        const { given, steps } = planRun(buildNetwork(typed, way)).plan;
        return [...given, ...steps.map(({ output }) => output)].reduce(sizeOf, 0);
      };
      expect(memoryOf(typed, notation) - memoryOf(typed)).toBe(planned(notation) - planned(notations.notes));
    }
  });
});

it('one sample, or a sum over the batch, has the same bits either way', () => {
  for (const { spec } of goldenCases()) {
    if (spec.reduction === 'mean' && rowsOf(spec.inputs) > 1) continue;
    const usual = complete(run(buildNetwork(spec))).backward;
    expect(runOf(spec).backward.deltas.map(({ data }) => data)).toStrictEqual(
      usual.deltas.map(({ data }) => data),
    );
  }
});
