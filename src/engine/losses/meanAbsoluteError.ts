/** mean_absolute_error: ℓ = mean of |a − y| over outputs. */
import { absolute } from '../latex';
import { everywhere, type PiecewiseFormula } from '../rule';
import type { Latex } from '../term';
import type { LossRule } from './rule';

/** A slope above the target, below it and at the kink. */
function slopes(above: Latex, below: Latex): PiecewiseFormula {
  return {
    pieces: [
      {
        latex: () => above,
        when: { latex: ([a, y]) => `${a!} > ${y!}`, holds: ([a, y]) => a! > y! },
      },
      {
        latex: () => below,
        when: { latex: ([a, y]) => `${a!} < ${y!}`, holds: ([a, y]) => a! < y! },
      },
      {
        latex: () => '0',
        when: { latex: ([a, y]) => `${a!} = ${y!}`, holds: ([a, y]) => a! === y! },
      },
    ],
  };
}

export const meanAbsoluteError: LossRule = {
  name: 'mean_absolute_error',
  title: 'mean absolute error',
  aliases: {
    meanAbsoluteError: {},
    MeanAbsoluteError: {},
    mae: {},
    MAE: {},
    L1Loss: {},
    l1_loss: {},
    l1: {},
  },
  documentation: 'The mean of absolute errors over outputs; its slope is ±1 however large the error is.',
  parameters: {},
  outputs: 'mean',
  targets: 'values',
  value: (a, y) => Math.abs(a - y),
  derivative: (a, y) => Math.sign(a - y),
  targetDerivative: (a, y) => Math.sign(y - a),
  kinks: (y) => [y],
  formula: everywhere(([a, y]) => absolute(`${a!} - ${y!}`)),
  derivativeFormula: slopes('1', '-1'),
  targetDerivativeFormula: slopes('-1', '1'),
  fused: {},
};
