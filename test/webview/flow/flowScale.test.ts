import { describe, expect, it } from 'vitest';
import { flowScale } from '../../../webview/flow/flowScale';

describe('the axis of the flow strip', () => {
  it('holds all norms between whole decades', () => {
    const scale = flowScale([0.145, 0.0071, 0.26], 4);
    expect([scale.high, scale.low]).toEqual([0, -3]);
    expect(scale.ticks).toEqual([0, -1, -2, -3]);
    expect(scale.place(1)).toBe(0);
    expect(scale.place(1e-3)).toBe(1);
    expect(scale.place(0.1)).toBeCloseTo(1 / 3);
  });

  it('thins its labels where a gradient vanishes over many decades', () => {
    const { ticks } = flowScale([0.1, 1e-12], 4);
    expect(ticks.length).toBeLessThanOrEqual(5);
    expect(ticks[0]).toBe(0);
  });

  it('has a place for zero and for what is not finite', () => {
    const scale = flowScale([0, NaN, Infinity], 4);
    expect([0, NaN, Infinity].map((value) => scale.place(value))).toEqual([1, 1, 0]);
  });
});
