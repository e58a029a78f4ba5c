import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Histogram } from '../../../src/inspector/views';
import { exponentsOf, histogramShape, SIZE } from '../../../webview/side/histogram';

const histograms: fc.Arbitrary<Histogram> = fc
  .record({
    firstExponent: fc.integer({ min: -1074, max: 960 }),
    counts: fc.array(fc.nat(1000), { minLength: 1, maxLength: 64 }),
  })
  // As the inspector gives it, it begins and ends with a number.
  .map(({ firstExponent, counts }) => ({
    firstExponent,
    counts: Uint32Array.from([1 + counts[0]!, ...counts, 1]),
  }));

const none: Histogram = { firstExponent: 0, counts: new Uint32Array() };

describe('the axis', () => {
  it('holds every number of every histogram, and three powers of ten at least', () => {
    fc.assert(
      fc.property(fc.array(histograms, { maxLength: 5 }), (all) => {
        const { from, to } = exponentsOf([...all, none]);
        expect(2 ** (to - from)).toBeGreaterThanOrEqual(1000);
        for (const { firstExponent, counts } of all) {
          expect(from).toBeLessThanOrEqual(firstExponent);
          expect(to).toBeGreaterThanOrEqual(firstExponent + counts.length);
        }
      }),
    );
  });
});

describe('the bars', () => {
  it('stand where their numbers are, beside each other and within the drawing', () => {
    fc.assert(
      fc.property(histograms, fc.nat(5000), (histogram, zeros) => {
        const axis = exponentsOf([histogram]);
        const { bars } = histogramShape({ histogram, zeros }, axis);
        const left = SIZE.zeros + SIZE.gap;
        const perPower = (SIZE.width - left) / (axis.to - axis.from);
        let end = left;
        for (const { x, width, height } of bars) {
          expect(x).toBeGreaterThanOrEqual(end - 1e-6);
          expect(height).toBeGreaterThanOrEqual(1);
          expect(height).toBeLessThanOrEqual(SIZE.height);
          end = x + width;
        }
        expect(end).toBeLessThanOrEqual(SIZE.width + 1e-6);
        // Every power of two with numbers begins in some bar or in the gap behind it.
        histogram.counts.forEach((amount, i) => {
          if (amount === 0) return;
          const at = left + (histogram.firstExponent + i - axis.from) * perPower;
          expect(bars.some(({ x, width }) => at >= x - 1e-6 && at <= x + width + 1 + 1e-6)).toBe(true);
        });
      }),
    );
  });

  it('are as high as their numbers are many, among themselves; zeros as their share of all', () => {
    const histogram = { firstExponent: -10, counts: Uint32Array.of(10, 0, 0, 0, 0, 0, 0, 0, 0, 5) };
    const axis = { from: -10, to: 0 };
    const { bars, zeros } = histogramShape({ histogram, zeros: 15 }, axis);
    const highest = SIZE.height - 1;
    expect(bars.map(({ height }) => height)).toEqual([highest, highest / 2]);
    expect(zeros).toBeCloseTo(highest / 2, 10);
    expect(bars[0]!.x).toBe(SIZE.zeros + SIZE.gap);
  });

  it('are none where all is exactly 0, which is said by the bar of zeros', () => {
    expect(histogramShape({ histogram: none, zeros: 4 }, exponentsOf([none]))).toMatchObject({
      bars: [],
      zeros: SIZE.height - 1,
    });
  });

  it('group more powers of two the longer the axis is', () => {
    const histogram = { firstExponent: -64, counts: new Uint32Array(64).fill(1) };
    const own = histogramShape({ histogram, zeros: 0 }, { from: -64, to: 0 });
    const long = histogramShape({ histogram, zeros: 0 }, { from: -1074, to: 1024 });
    expect(own.bars.length).toBeGreaterThan(15);
    expect(long.bars.length).toBeLessThan(3);
  });
});

describe('the ticks', () => {
  it('are at powers of ten', () => {
    const left = SIZE.zeros + SIZE.gap;
    const axis = { from: -10, to: 4 };
    const { ticks } = histogramShape({ histogram: none, zeros: 0 }, axis);
    const values = ticks.map(
      (x) => 2 ** (axis.from + ((x - left) / (SIZE.width - left)) * (axis.to - axis.from)),
    );
    expect(values.map((value) => Math.round(Math.log10(value) * 1e6) / 1e6)).toEqual([-3, -2, -1, 0, 1]);
  });

  it('are few on the longest axis there can be', () => {
    const { ticks } = histogramShape({ histogram: none, zeros: 0 }, { from: -1074, to: 1024 });
    expect(ticks.length).toBeGreaterThan(1);
    expect(ticks.length).toBeLessThan(16);
    for (const x of ticks) expect(Number.isFinite(x)).toBe(true);
  });
});
