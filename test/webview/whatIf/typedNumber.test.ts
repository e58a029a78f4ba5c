import { describe, expect, it } from 'vitest';
import {
  byOnePercent,
  dragged,
  inLastDigit,
  typedNumber,
  whyNoNumber,
} from '../../../webview/whatIf/typedNumber';

describe('a typed number', () => {
  it.each([
    ['0.25', 0.25],
    [' -3 ', -3],
    ['−1e-3', -0.001],
    ['.5', 0.5],
    ['2.', 2],
    ['+7E2', 700],
    ['1e-320', 1e-320],
  ])('%s', (text, value) => {
    expect(typedNumber(text)).toBe(value);
  });

  it.each(['', '-', '.', '1e', '0x10', '1,5', 'NaN', 'Infinity', '1e999', '1 2'])('is not %j', (text) => {
    expect(typedNumber(text)).toBeUndefined();
  });

  it('that is not finite is told apart from what is no number', () => {
    expect(whyNoNumber('Infinity')).toContain('finite');
    expect(whyNoNumber('-inf')).toContain('finite');
    expect(whyNoNumber('NaN')).toContain('finite');
    expect(whyNoNumber('1e999')).toContain('finite');
    expect(whyNoNumber('-')).toContain('Type a number');
  });
});

describe('a nudge', () => {
  it('is of the last digit', () => {
    expect(inLastDigit('0.29', 1)).toBe(0.3);
    expect(inLastDigit('0.10', -1)).toBe(0.09);
    expect(inLastDigit('5', 1)).toBe(6);
    expect(inLastDigit('-1.2e-3', 1)).toBe(-0.0011);
    expect(inLastDigit('2e3', 1)).toBe(3000);
    expect(inLastDigit('x', 1)).toBeUndefined();
  });

  it('or of one hundredth of the number', () => {
    expect(byOnePercent('0.5', 1)).toBe(0.505);
    expect(byOnePercent('-200', 1)).toBe(-198);
    expect(byOnePercent('0', 1)).toBe(1);
  });
});

describe('a drag', () => {
  it('moves the third digit, and keeps those behind it', () => {
    expect(dragged(0.15, 10, 'usual')).toBe(0.16);
    expect(dragged(0.15, -1, 'usual')).toBe(0.149);
    expect(dragged(0.123456, 1, 'usual')).toBe(0.124456);
    expect(dragged(20, 7, 'usual')).toBe(20.7);
    expect(dragged(1234, 1, 'usual')).toBe(1244);
    expect(dragged(0, 5, 'usual')).toBe(0.05);
    expect(dragged(-1e-7, 1, 'usual')).toBeCloseTo(-9.9e-8, 12);
  });

  it('is finer or coarser by a digit', () => {
    expect(dragged(0.15, 1, 'fine')).toBe(0.1501);
    expect(dragged(0.15, 1, 'coarse')).toBe(0.16);
  });
});
