/** hinge: ℓ = mean of max(1 − y a, 0) over outputs, for labels y = ±1. */
import { everywhere, type PiecewiseFormula } from '../rule';
import type { Latex } from '../term';
import { signedLabels } from './signedLabels';
import type { LossRule } from './rule';

/** Minus a factor of y a where that is less than 1, then 0. */
function slopes(factor: (variables: readonly Latex[]) => Latex): PiecewiseFormula {
  return {
    pieces: [
      {
        latex: (v) => `-${factor(v)}`,
        when: { latex: ([a, y]) => `${y!} \\cdot ${a!} < 1`, holds: ([a, y]) => y! * a! < 1 },
      },
      {
        latex: () => '0',
        when: { latex: ([a, y]) => `${y!} \\cdot ${a!} \\ge 1`, holds: ([a, y]) => y! * a! >= 1 },
      },
    ],
  };
}

export const hinge: LossRule = {
  name: 'hinge',
  title: 'hinge',
  aliases: { Hinge: {}, hinge_loss: {} },
  documentation:
    'Zero once an output is on the right side with margin 1, else how much it misses; labels ±1.',
  parameters: {},
  outputs: 'mean',
  targets: 'values',
  value: (a, y) => Math.max(1 - y * a, 0),
  // At the kink ya = 1 the slopes are 0, as relu′(0) is and as PyTorch's MultiMarginLoss has it.
  derivative: (a, y) => (y * a < 1 ? -y : y * a >= 1 ? 0 : NaN),
  targetDerivative: (a, y) => (y * a < 1 ? -a : y * a >= 1 ? 0 : NaN),
  kinks: (y) => (y === 0 ? [] : [1 / y]),
  formula: everywhere(([a, y]) => `\\max(1 - ${y!} \\cdot ${a!}, 0)`),
  derivativeFormula: slopes(([, y]) => y!),
  targetDerivativeFormula: slopes(([a]) => a!),
  readTargets: signedLabels,
  fused: {},
};
