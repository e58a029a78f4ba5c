import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Box, overlap, placeProof } from '../../../webview/proof/placement';

const window = { width: 1100, height: 900 };
const size = { width: 432, height: 260 };
const box = (left: number, top: number, width: number, height: number): Box => ({
  left,
  top,
  right: left + width,
  bottom: top + height,
});
const grid = box(24, 100, 400, 300);

describe('placing a proof', () => {
  it('opens below its number where there is room', () => {
    expect(placeProof(box(200, 200, 82, 24), grid, size, window, [])).toMatchObject({
      side: 'below',
      top: 234,
    });
  });

  it('opens right of the grid where the window ends below', () => {
    const placed = placeProof(box(200, 780, 82, 24), box(24, 600, 400, 220), size, window, []);
    expect(placed).toMatchObject({ side: 'right', left: 436 });
  });

  it('is never over its own operands where another place is free', () => {
    const operand = box(200, 230, 82, 24);
    const placed = placeProof(box(200, 200, 82, 24), grid, size, window, [operand]);
    expect(overlap(box(placed.left, placed.top, size.width, size.height), operand)).toBe(0);
  });

  it('never hides its own number in a window that has room', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1000 }), fc.integer({ min: 0, max: 870 }), (left, top) => {
        const anchor = box(left, top, 82, 24);
        const { left: x, top: y } = placeProof(anchor, anchor, size, window, []);
        expect(overlap(box(x, y, size.width, size.height), anchor)).toBe(0);
        expect(y).toBeGreaterThanOrEqual(0);
        expect(y + size.height).toBeLessThanOrEqual(window.height);
      }),
    );
  });
});
