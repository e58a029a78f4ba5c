/** mean_squared_error: ℓ = mean of (a − y)² over outputs. */
import { power } from '../latex';
import { everywhere } from '../rule';
import type { LossRule } from './rule';

export const meanSquaredError: LossRule = {
  name: 'mean_squared_error',
  title: 'mean squared error',
  aliases: { meanSquaredError: {}, MeanSquaredError: {}, mse: {}, MSE: {}, MSELoss: {}, mse_loss: {} },
  documentation: 'The mean of squared errors over outputs; large errors count much more than small ones.',
  parameters: {},
  outputs: 'mean',
  targets: 'values',
  value: (a, y) => (a - y) * (a - y),
  derivative: (a, y) => 2 * (a - y),
  targetDerivative: (a, y) => 2 * (y - a),
  kinks: () => [],
  formula: everywhere(([a, y]) => power(`(${a!} - ${y!})`, '2')),
  derivativeFormula: everywhere(([a, y]) => `2 \\cdot (${a!} - ${y!})`),
  targetDerivativeFormula: everywhere(([a, y]) => `2 \\cdot (${y!} - ${a!})`),
  fused: {},
};
