// The fit of growth and its judgement, on times whose law is known.
import { describe, expect, it } from 'vitest';
import { exponentOf, judgeGrowth, series, type Series } from './growth';

const sizes = [128, 192, 256, 512, 1024];
const power = (exponent: number): { size: number; milliseconds: number }[] =>
  sizes.map((size) => ({ size, milliseconds: 0.003 * size ** exponent }));

const quadratic: Series = {
  variable: 'width',
  exponent: 2,
  sizes,
  shapeOf: (width) => ({ widths: [width, width], samples: 1 }),
};

describe('exponentOf', () => {
  it.each([0, 1, 1.5, 2, -1])('finds the exponent %d of an exact power', (exponent) => {
    expect(exponentOf(power(exponent))).toBeCloseTo(exponent, 12);
  });

  it('fits by least squares on logarithms', () => {
    // ln t = 0, 1, 1 at ln n = 0, 1, 2: mean 2/3, covariance 1/3, variance 2/3.
    const times = [0, 1, 1].map((y, x) => ({ size: Math.exp(x), milliseconds: Math.exp(y) }));
    expect(exponentOf(times)).toBeCloseTo(0.5, 12);
  });
});

describe('judgeGrowth', () => {
  it.each([
    [1.85, 'missed'],
    [1.91, 'met'],
    [2, 'met'],
    [2.09, 'met'],
    [2.15, 'missed'],
  ])('of an exponent of %d for the law 2 says: %s', (exponent, judgement) => {
    expect(judgeGrowth(quadratic, power(exponent)).judgement).toBe(judgement);
  });
});

/** Of a forward and a backward pass; the first layer has no gradient for its input. */
function multiplyAdds({ widths, samples }: ReturnType<Series['shapeOf']>): number {
  return widths
    .slice(1)
    .map((units, l) => (l === 0 ? 2 : 3) * samples * units * widths[l]!)
    .reduce((total, work) => total + work, 0);
}

describe.each(series)('the series of $variable', (one) => {
  it('does work that follows its law', () => {
    const work = one.sizes.map((size) => ({ size, milliseconds: multiplyAdds(one.shapeOf(size)) }));
    expect(Math.abs(exponentOf(work) - one.exponent)).toBeLessThan(0.035);
  });
});
