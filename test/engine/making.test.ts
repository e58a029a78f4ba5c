/** What a proof says is what was computed: every number of every golden network, made again from its proof. */
import { describe, expect, it } from 'vitest';
import type { CellRef, MatrixRef } from '../../src/engine/cell';
import { matrixOf, readCell } from '../../src/engine/cells';
import { complete } from '../../src/engine/computation';
import { makingOf } from '../../src/engine/making';
import { buildNetwork } from '../../src/engine/network';
import { run, type Run } from '../../src/engine/run';
import { columnsOf, rowsOf } from '../../src/engine/tensor';
import { evaluate } from '../../src/engine/term';
import { goldenCases } from './support/goldenCase';

function matricesOf({ network }: Run): readonly MatrixRef[] {
  const computed = network.layers.flatMap(({ index, parameters }): MatrixRef[] => [
    { quantity: 'preActivation', layer: index },
    { quantity: 'activation', layer: index },
    { quantity: 'activationDerivative', layer: index },
    { quantity: 'upstreamGradient', layer: index },
    { quantity: 'delta', layer: index },
    ...Object.keys(parameters).flatMap((parameter): MatrixRef[] => [
      { quantity: 'parameterGradient', layer: index, parameter },
      { quantity: 'parameterGradient', layer: index, parameter, sample: network.samples - 1 },
      { quantity: 'relativeGradient', layer: index, parameter },
    ]),
  ]);
  return [...computed, { quantity: 'sampleLoss' }, { quantity: 'loss' }];
}

function cellsOf(result: Run): readonly CellRef[] {
  return matricesOf(result).flatMap((ref) => {
    const matrix = matrixOf(result, ref);
    if (matrix === undefined) return [];
    const n = columnsOf(matrix);
    return Array.from({ length: rowsOf(matrix) * n }, (_, i) => ({
      ...ref,
      row: Math.floor(i / n),
      column: i % n,
    }));
  });
}

describe('the making of every number', () => {
  it.each(goldenCases())('$name', ({ spec }) => {
    const result = complete(run(buildNetwork(spec)));
    const cells = cellsOf(result);
    expect(cells.length).toBeGreaterThan(10);
    for (const cell of cells) {
      const making = makingOf(result, cell, { sampleIndex: true });
      if (making === undefined) throw new Error(`no making of ${JSON.stringify(cell)}`);
      const made = evaluate(making, (operand) => readCell(result, operand));
      const value = readCell(result, cell);
      const scale = Math.max(Math.abs(value), 1e-3);
      if (!(Math.abs(made - value) <= 1e-12 * scale)) {
        throw new Error(`${JSON.stringify(cell)}: the proof makes ${made}, the run ${value}`);
      }
    }
  });
});
