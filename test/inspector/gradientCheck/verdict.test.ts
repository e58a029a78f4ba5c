/** The verdict on one gradient, from what a numeric derivative found. */
import { expect, it } from 'vitest';
import type { CentralDifference } from '../../../src/engine/centralDifference';
import { type Evidence, verdictOn } from '../../../src/inspector/gradientCheck/verdict';

const numeric = (part: Partial<CentralDifference> = {}): CentralDifference => ({
  value: 2,
  error: 1e-12,
  step: 1e-3,
  crossesKink: false,
  ...part,
});
const on = (part: Partial<Evidence>): ReturnType<typeof verdictOn> =>
  verdictOn({
    analytic: 2,
    numeric: numeric(),
    isFloat32: false,
    scale: () => 2,
    isSaturated: () => false,
    ...part,
  });

it.each<[string, Partial<Evidence>, ReturnType<typeof verdictOn>]>([
  ['equal', {}, { relativeError: 0, verdict: 'pass' }],
  [
    'nearly equal',
    { analytic: 2 + 1e-6 },
    { relativeError: expect.closeTo(5e-7, 9) as number, verdict: 'pass' },
  ],
  [
    'off by a thousandth',
    { analytic: 2.002 },
    { relativeError: expect.closeTo(0.001, 5) as number, verdict: 'fail' },
  ],
  ['of the wrong sign', { analytic: -2 }, { relativeError: 2, verdict: 'fail' }],
  ['0 where it is not', { analytic: 0 }, { relativeError: 1, verdict: 'fail' }],
  ['not a number', { analytic: NaN }, { relativeError: NaN, verdict: 'fail' }],
  [
    'beyond float32',
    { analytic: NaN, isFloat32: true },
    { relativeError: NaN, verdict: 'precisionLimited', limit: 'float32' },
  ],
  [
    'beside a loss that is not finite',
    { numeric: numeric({ value: NaN, error: Infinity }) },
    { relativeError: NaN, verdict: 'precisionLimited', limit: 'notFinite' },
  ],
  [
    'at a kink',
    { analytic: 0, numeric: numeric({ crossesKink: true }) },
    { relativeError: 1, verdict: 'kink' },
  ],
  [
    'at a kink, and right',
    { numeric: numeric({ crossesKink: true }) },
    { relativeError: 0, verdict: 'pass' },
  ],
  [
    'smaller than the losses’ last digits',
    { analytic: 0, numeric: numeric({ value: 1e-9, error: 1e-9 }) },
    { relativeError: 1, verdict: 'precisionLimited', limit: 'cancellation' },
  ],
  [
    'behind a saturated unit',
    { analytic: 0, numeric: numeric({ value: 1e-9, error: 1e-9 }), isSaturated: () => true },
    { relativeError: 1, verdict: 'precisionLimited', limit: 'saturation' },
  ],
  [
    'nothing beside the others',
    { analytic: 0, numeric: numeric({ value: 1e-16, error: 1e-15 }) },
    { relativeError: 1, verdict: 'pass' },
  ],
  [
    'rounded away by float32',
    { analytic: 1e-6, numeric: numeric({ value: 1.01e-6 }), isFloat32: true },
    { relativeError: expect.closeTo(0.0099, 4) as number, verdict: 'precisionLimited', limit: 'float32' },
  ],
  [
    'wrong in float32',
    { analytic: 1.9, isFloat32: true },
    { relativeError: expect.closeTo(0.05, 5) as number, verdict: 'fail' },
  ],
])('of a gradient that is %s', (_name, evidence, verdict) => {
  expect(on(evidence)).toEqual(verdict);
});
