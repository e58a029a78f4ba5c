import { describe, expect, it } from 'vitest';
import { digestOf } from '../../../src/inspector/statistics';
import { complete } from '../../../src/engine/computation';
import type { MatrixRef, Statistics } from '../../../src/inspector/views';
import { deadUnitsText, matrixFindings } from '../../../webview/findings/findings';

const gradient: MatrixRef = { quantity: 'parameterGradient', layer: 0, parameter: 'weights' };

function statistics(rows: readonly (readonly number[])[]): Statistics {
  const shape = [rows.length, rows[0]!.length] as const;
  return { run: 1, ...complete(digestOf({ shape, data: Float64Array.from(rows.flat()) })).statistics };
}

describe('a gradient', () => {
  it('tells which inputs were never lit', () => {
    const seen = statistics([
      [0, 0],
      [1, 0],
      [0, 0],
    ]);
    expect(matrixFindings(gradient, '∂L/∂W', false, seen)).toEqual([
      { severity: 'notable', text: '2 inputs never lit' },
    ]);
  });

  it('of a vector has no inputs', () => {
    expect(matrixFindings(gradient, '∂L/∂b', true, statistics([[0, 1]]))).toEqual([]);
  });

  it('that is 0 everywhere is said to be that', () => {
    expect(matrixFindings(gradient, '∂L/∂W', false, statistics([[0, 0]]))).toEqual([
      { severity: 'notable', text: '∂L/∂W is exactly 0' },
    ]);
  });

  it('that is not finite is wrong', () => {
    expect(matrixFindings(gradient, '∂L/∂W', false, statistics([[NaN, Infinity, -Infinity, 1]]))).toEqual([
      { severity: 'wrong', text: '∂L/∂W: 1 NaN, 2 infinite' },
    ]);
  });
});

it('weights may be 0, but not NaN', () => {
  const weights: MatrixRef = { quantity: 'parameter', layer: 0, parameter: 'weights' };
  expect(matrixFindings(weights, 'W', false, statistics([[0, 0]]))).toEqual([]);
  expect(matrixFindings(weights, 'W', false, statistics([[NaN, 0]]))).toHaveLength(1);
});

it('a gradient by a weight of 0 is no finding', () => {
  const relative: MatrixRef = { ...gradient, quantity: 'relativeGradient' };
  expect(matrixFindings(relative, 'g/W', false, statistics([[NaN, Infinity]]))).toEqual([]);
});

it('dead units are counted', () => {
  expect([1, 7].map(deadUnitsText)).toEqual(['1 dead unit', '7 dead units']);
});
