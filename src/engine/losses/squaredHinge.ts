/** squared_hinge: ℓ = mean of max(1 − y a, 0)² over outputs, for labels y = ±1. */
import { power } from '../latex';
import { everywhere } from '../rule';
import type { LossRule } from './rule';
import { signedLabels } from './signedLabels';

const margin = (a: number, y: number): number => Math.max(1 - y * a, 0);

export const squaredHinge: LossRule = {
  name: 'squared_hinge',
  title: 'squared hinge',
  aliases: { squaredHinge: {}, SquaredHinge: {} },
  documentation: 'The hinge squared: smooth where it reaches 0; labels ±1.',
  parameters: {},
  outputs: 'mean',
  targets: 'values',
  value: (a, y) => margin(a, y) * margin(a, y),
  derivative: (a, y) => -2 * y * margin(a, y),
  // 0 where there is no margin left, also of an infinite a.
  targetDerivative: (a, y) => (margin(a, y) === 0 ? 0 : -2 * a * margin(a, y)),
  kinks: () => [],
  bends: (y) => (y === 0 ? [] : [1 / y]),
  formula: everywhere(([a, y]) => power(`\\max(1 - ${y!} \\cdot ${a!}, 0)`, '2')),
  derivativeFormula: everywhere(([a, y]) => `-2 \\cdot ${y!} \\cdot \\max(1 - ${y!} \\cdot ${a!}, 0)`),
  targetDerivativeFormula: everywhere(([a, y]) => `-2 \\cdot ${a!} \\cdot \\max(1 - ${y!} \\cdot ${a!}, 0)`),
  readTargets: signedLabels,
  fused: {},
};
