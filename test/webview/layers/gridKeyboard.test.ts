import { describe, expect, it } from 'vitest';
import { nextPlace } from '../../../webview/layers/gridKeyboard';

// σ′, δ without row headers; two rows of weights with a row header and weights beside; the bias's row.
const lines = [
  [0, 1, 2],
  [0, 1, 2],
  [-1, 0, 1, 2, 3, 4, 5],
  [-1, 0, 1, 2, 3, 4, 5],
  [0, 1, 2],
];

describe('moving in a grid', () => {
  it.each([
    ['ArrowRight', false, { row: 2, column: 2 }],
    ['ArrowLeft', false, { row: 2, column: 0 }],
    ['ArrowUp', false, { row: 1, column: 1 }],
    ['ArrowDown', false, { row: 3, column: 1 }],
    ['Home', false, { row: 2, column: -1 }],
    ['End', false, { row: 2, column: 5 }],
    ['Home', true, { row: 0, column: 0 }],
    ['End', true, { row: 4, column: 2 }],
  ])('%s (control: %s)', (key, control, to) => {
    expect(nextPlace(lines, { row: 2, column: 1 }, key, control)).toEqual(to);
  });

  it('stops at the edges', () => {
    expect(nextPlace(lines, { row: 0, column: 0 }, 'ArrowUp', false)).toEqual({ row: 0, column: 0 });
    expect(nextPlace(lines, { row: 0, column: 2 }, 'ArrowRight', false)).toEqual({ row: 0, column: 2 });
  });

  it('keeps to the nearest column where a row is shorter', () => {
    expect(nextPlace(lines, { row: 2, column: 5 }, 'ArrowUp', false)).toEqual({ row: 1, column: 2 });
    expect(nextPlace(lines, { row: 2, column: -1 }, 'ArrowUp', false)).toEqual({ row: 1, column: 0 });
  });

  it('leaves other keys alone', () => {
    expect(nextPlace(lines, { row: 2, column: 1 }, 'x', false)).toBeUndefined();
  });
});
