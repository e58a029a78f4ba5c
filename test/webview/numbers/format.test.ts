import { describe, expect, it } from 'vitest';
import {
  cellDigits,
  commonDecimals,
  count,
  digitsText,
  factor,
  fullDigits,
  shortNumber,
  spoken,
  superscript,
} from '../../../webview/numbers/format';

const cell = (value: number): string => digitsText(cellDigits(value, 'decimal', true));

describe('digits in a cell', () => {
  it.each([
    [0.00213, '+0.00213'],
    [-0.00213, '−0.00213'],
    [3.392, '+3.39200'],
    [-123.456, '−123.456'],
    [999999, '+999999'],
    [1234567, '+1.23e+6'],
    [5e-5, '+0.00005'],
    [4.9e-5, '+4.90e−5'],
    [-2.13e-7, '−2.13e−7'],
    [0, '0'],
    [-0, '0'],
    [NaN, 'NaN'],
    [Infinity, '+∞'],
    [-Infinity, '−∞'],
  ])('writes %d as %s', (value, text) => {
    expect(cell(value)).toBe(text);
  });

  it('signs only negative numbers where the quantity has no sign of its own', () => {
    expect(digitsText(cellDigits(0.25, 'decimal', false))).toBe('0.25000');
    expect(digitsText(cellDigits(-0.25, 'decimal', false))).toBe('−0.25000');
  });

  it('splits off the zeros that carry nothing', () => {
    expect(cellDigits(-0.00213, 'decimal', true)).toEqual({ sign: '−', leading: '0.00', rest: '213' });
    expect(cellDigits(12.5, 'decimal', true).leading).toBe('');
  });

  it('writes every number with an exponent where that is chosen', () => {
    expect(digitsText(cellDigits(0.0123, 'exponent', true))).toBe('+1.23e−2');
    expect(digitsText(cellDigits(0, 'exponent', true))).toBe('0');
  });

  it('never uses a hyphen for a minus', () => {
    for (const value of [-1, -1e-9, -1e9, 1e-9, -Infinity]) {
      expect(cell(value) + fullDigits(value) + shortNumber(value) + spoken(value)).not.toContain('-');
    }
  });

  it('gives numbers of the file no digits that they do not have', () => {
    expect(commonDecimals([0.15, -0.4, 2])).toBe(2);
    expect(commonDecimals([1, -3])).toBe(0);
    expect(commonDecimals([1 / 3])).toBe(5);
    expect(digitsText(cellDigits(-0.4, 'decimal', true, 2))).toBe('−0.40');
  });
});

describe('other numbers', () => {
  it('keeps all digits of a value', () => {
    expect(fullDigits(-0.002125427696789475)).toBe('−0.002125427696789475');
    expect(fullDigits(1e-7)).toBe('1e−7');
  });

  it('shortens norms to three digits and small ones to an exponent', () => {
    expect(shortNumber(0.14546)).toBe('0.145');
    expect(shortNumber(0.0071)).toBe('7.1e−3');
    expect(shortNumber(0)).toBe('0');
  });

  it('writes factors as products are read', () => {
    expect([1.79, 0.0269, 0.5, 1e-5, NaN].map(factor)).toEqual(['1.79', '0.027', '0.50', '1.0e−5', 'NaN']);
  });

  it('says what is not a common number', () => {
    expect([0, NaN, Infinity, -Infinity, -0.0021254277].map(spoken)).toEqual([
      'exactly 0',
      'not a number',
      'plus infinity',
      'minus infinity',
      '−0.0021254',
    ]);
  });

  it('groups thousands and raises exponents', () => {
    expect(count(10912)).toBe('10\u202f912');
    expect(superscript(-12)).toBe('⁻¹²');
  });
});
