// Targets name what is timed, and are judged by the times of one network, dtype and run.
import { describe, expect, it } from 'vitest';
import { competitorsOf } from './competitors';
import { OPENBLAS } from './names';
import type { NetworkTime } from './networks';
import type { DType } from './problem';
import { shapes } from './shapes';
import { judge, targets, type Target } from './targets';

const time = (
  name: string,
  milliseconds: number | undefined,
  shape = 'medium',
  dtype: DType = 'float64',
): NetworkTime => ({
  shape,
  dtype,
  name,
  milliseconds,
  why: milliseconds === undefined ? 'wrong' : undefined,
});

const noLonger: Target = {
  name: 'ours',
  against: 'theirs',
  shapes: ['medium', 'large'],
  dtypes: ['float64'],
  wanted: { timesAsLong: 2 },
};
const faster: Target = { ...noLonger, wanted: { timesAsFast: 4 } };

describe('judge', () => {
  it.each([
    [noLonger, 10, 10, 1, 'met'],
    [noLonger, 20, 10, 2, 'met'],
    [noLonger, 21, 10, 2.1, 'missed'],
    [faster, 10, 50, 5, 'met'],
    [faster, 10, 40, 4, 'met'],
    [faster, 10, 30, 3, 'missed'],
  ] as const)('%#: of $wanted, %d ms and %d ms finds %d: %s', (target, own, other, found, judgement) => {
    const [verdict, ...more] = judge([target], [time('ours', own), time('theirs', other)]);
    expect(verdict).toMatchObject({ found, judgement });
    expect(more).toEqual([]);
  });

  it('says what was compared and what was wanted', () => {
    const [slow, fast] = judge([noLonger, faster], [time('ours', 1), time('theirs', 1)]);
    expect(slow).toMatchObject({
      target: 'medium, float64: ours against theirs',
      wanted: '≤ 2 × as long',
    });
    expect(fast!.wanted).toBe('≥ 4 × as fast');
  });

  it.each([
    ['ours has no time', [time('ours', undefined), time('theirs', 10)]],
    ['the other has no time', [time('ours', 10), time('theirs', undefined)]],
    ['the other is not here', [time('ours', 10)]],
    ['the other was timed on another network', [time('ours', 10), time('theirs', 10, 'deep')]],
    ['the other was timed in another dtype', [time('ours', 10), time('theirs', 10, 'medium', 'float32')]],
  ])('neither meets nor misses where %s', (_, times) => {
    expect(judge([noLonger], times)).toMatchObject([{ found: undefined, judgement: 'not timed' }]);
  });

  it('passes over networks that were not timed', () => {
    expect(judge([noLonger], [time('ours', 1, 'tiny'), time('theirs', 1, 'tiny')])).toEqual([]);
  });
});

describe('the targets', () => {
  const python = { python: 'python3', blas: OPENBLAS };
  const competitors = competitorsOf({ node: 'node', folder: '.', numpy: python, torch: python });

  it.each(targets)('$name against $against: both compute these networks', ({ name, against, ...target }) => {
    for (const competitor of [name, against]) {
      const found = competitors.find((one) => one.name === competitor);
      expect(found?.dtypes, competitor).toEqual(expect.arrayContaining([...target.dtypes]));
    }
    expect(shapes.map((shape) => shape.name)).toEqual(expect.arrayContaining([...target.shapes]));
  });
});
