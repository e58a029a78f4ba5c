/** mean_absolute_error: ℓ = mean of |a − y| over outputs. */
import { absolute } from '../latex';
import { everywhere } from '../rule';
import type { LossRule } from './rule';

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
  kinks: (y) => [y],
  formula: everywhere(([a, y]) => absolute(`${a!} - ${y!}`)),
  derivativeFormula: {
    pieces: [
      {
        latex: () => '1',
        when: { latex: ([a, y]) => `${a!} > ${y!}`, holds: ([a, y]) => a! > y! },
      },
      {
        latex: () => '-1',
        when: { latex: ([a, y]) => `${a!} < ${y!}`, holds: ([a, y]) => a! < y! },
      },
      {
        latex: () => '0',
        when: { latex: ([a, y]) => `${a!} = ${y!}`, holds: ([a, y]) => a! === y! },
      },
    ],
  },
  fused: {},
};
