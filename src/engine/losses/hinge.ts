/** hinge: ℓ = mean of max(1 − y a, 0) over outputs, for labels y = ±1. */
import { everywhere } from '../rule';
import { signedLabels } from './signedLabels';
import type { LossRule } from './rule';

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
  // At the kink ya = 1 the slope is 0, as relu′(0) is and as PyTorch's MultiMarginLoss has it.
  derivative: (a, y) => (y * a < 1 ? -y : y * a >= 1 ? 0 : NaN),
  kinks: (y) => (y === 0 ? [] : [1 / y]),
  formula: everywhere(([a, y]) => `\\max(1 - ${y!} \\cdot ${a!}, 0)`),
  derivativeFormula: {
    pieces: [
      {
        latex: ([, y]) => `-${y!}`,
        when: { latex: ([a, y]) => `${y!} \\cdot ${a!} < 1`, holds: ([a, y]) => y! * a! < 1 },
      },
      {
        latex: () => '0',
        when: { latex: ([a, y]) => `${y!} \\cdot ${a!} \\ge 1`, holds: ([a, y]) => y! * a! >= 1 },
      },
    ],
  },
  readTargets: signedLabels,
  fused: {},
};
