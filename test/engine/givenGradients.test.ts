/** ∂L/∂ inputs and targets: the proof makes the number, and it is what the loss does. */
import { describe, expect, it } from 'vitest';
import type { CellRef } from '../../src/engine/cell';
import { readCell } from '../../src/engine/cells';
import { complete } from '../../src/engine/computation';
import {
  inputGradientMaking,
  inputGradients,
  targetGradientMaking,
  targetGradients,
} from '../../src/engine/givenGradients';
import { buildNetwork, type NetworkSpec } from '../../src/engine/network';
import { type Notation, notations } from '../../src/engine/notation';
import { run, type Run } from '../../src/engine/run';
import type { SymbolView } from '../../src/engine/symbols';
import { columnsOf, rowsOf, type Tensor } from '../../src/engine/tensor';
import { evaluate, type Term } from '../../src/engine/term';
import { goldenCases } from './support/goldenCase';
import { activationNames, lossNames, Random, randomNetwork } from './support/randomNetwork';

const random = new Random(7);
const networks: readonly (readonly [string, NetworkSpec])[] = [
  ...goldenCases().map(({ name, spec }) => [name, spec] as const),
  ...lossNames.flatMap((loss) =>
    (['mean', 'sum'] as const).map((reduction): [string, NetworkSpec] => [
      `random, ${reduction} of ${loss}`,
      { ...randomNetwork(random, loss, random.pick(activationNames)), reduction },
    ]),
  ),
];
const ways: readonly Notation[] = (['delta', 'gradients'] as const).map((reduction) => ({
  ...notations.notes,
  reduction,
}));

function expectMade(
  result: Run,
  gradients: Tensor,
  making: (run: Run, place: Omit<CellRef, 'quantity'>, view: SymbolView) => Term,
  factor: number,
): void {
  const n = columnsOf(gradients);
  for (let i = 0; i < rowsOf(gradients) * n; i++) {
    const term = making(result, { row: Math.floor(i / n), column: i % n }, { sampleIndex: true });
    const made = factor * evaluate(term, (operand) => readCell(result, operand));
    const value = gradients.data[i]!;
    if (Object.is(made, value)) continue;
    expect(Math.abs(made - value), String(i)).toBeLessThanOrEqual(1e-12 * Math.max(Math.abs(value), 1e-3));
  }
}

describe.each(networks)('%s', (_, spec) => {
  it.each(ways)('proofs make what is computed, with 1/m in the $reduction', (notation) => {
    const result = complete(run(buildNetwork(spec, notation)));
    expectMade(result, targetGradients(result), targetGradientMaking, 1);
    expectMade(result, inputGradients(result), inputGradientMaking, result.network.loss.gradientScale);
  });

  it('are the same wherever 1/m stands', () => {
    const [usual, other] = ways.map((notation) => complete(run(buildNetwork(spec, notation))));
    expect(targetGradients(other!).data).toEqual(targetGradients(usual!).data);
    const [before, after] = [inputGradients(usual!).data, inputGradients(other!).data];
    before.forEach((g, i) => {
      if (Object.is(g, after[i])) return;
      expect(Math.abs(g - after[i]!)).toBeLessThanOrEqual(1e-12 * Math.max(Math.abs(g), 1e-3));
    });
  });
});
