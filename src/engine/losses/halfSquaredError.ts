/** half_squared_error: ℓ = ½ Σ (a − y)², the notes' loss. */
import { power } from '../latex';
import { everywhere } from '../rule';
import type { LossRule } from './rule';

export const halfSquaredError: LossRule = {
  name: 'half_squared_error',
  title: 'half squared error',
  aliases: { half_mse: {}, halfSquaredError: {} },
  documentation: 'Half the sum of squared errors, the notes’ loss: its derivative is exactly a − y.',
  parameters: {},
  outputs: 'sum',
  targets: 'values',
  value: (a, y) => 0.5 * (a - y) * (a - y),
  derivative: (a, y) => a - y,
  targetDerivative: (a, y) => y - a,
  kinks: () => [],
  formula: everywhere(([a, y]) => `\\tfrac{1}{2} ${power(`(${a!} - ${y!})`, '2')}`),
  derivativeFormula: everywhere(([a, y]) => `${a!} - ${y!}`),
  targetDerivativeFormula: everywhere(([a, y]) => `${y!} - ${a!}`),
  fused: {},
};
