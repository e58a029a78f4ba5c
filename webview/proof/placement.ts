/** Where a proof opens: beside its number, inside the window, never over the numbers that it speaks of. */

/** In window pixels. */
export interface Box {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

export interface Size {
  readonly width: number;
  readonly height: number;
}

export interface Placement {
  readonly left: number;
  readonly top: number;
  /** The side of the number on which it opened. */
  readonly side: 'below' | 'right' | 'above' | 'left';
}

const GAP = 10;
const EDGE = 8;
/** What covering an operand costs at least: more than a proof that is half outside the window. */
const HIDDEN = 60_000;

/**
 * @param anchor the number's box. @param bounds the box of the grid around it. @param avoid boxes of its operands.
 */
export function placeProof(
  anchor: Box,
  bounds: Box,
  size: Size,
  window: Size,
  avoid: readonly Box[],
): Placement {
  const across = (left: number): number => clamp(left, EDGE, window.width - size.width - EDGE);
  const along = (top: number): number => clamp(top, EDGE, window.height - size.height - EDGE);
  const below = anchor.bottom + GAP;
  const above = anchor.top - size.height - GAP;
  const lefts = [
    anchor.left - 28,
    anchor.right + 28 - size.width,
    EDGE,
    window.width - size.width - EDGE,
  ].map(across);
  // Beyond all that is to stay in sight.
  const highest = Math.min(anchor.top, ...avoid.map(({ top }) => top)) - size.height - GAP;
  const lowest = Math.max(anchor.bottom, ...avoid.map(({ bottom }) => bottom)) + GAP;
  const candidates: readonly Placement[] = [
    ...lefts.map((left): Placement => ({ left, top: below, side: 'below' })),
    { left: bounds.right + 12, top: along(anchor.top - 20), side: 'right' },
    ...lefts.map((left): Placement => ({ left, top: above, side: 'above' })),
    { left: bounds.left - size.width - 12, top: along(anchor.top - 20), side: 'left' },
    ...lefts.map((left): Placement => ({ left, top: lowest, side: 'below' })),
    ...lefts.map((left): Placement => ({ left, top: highest, side: 'above' })),
    { left: anchor.right + 12, top: along(anchor.top - 20), side: 'right' },
    { left: across(window.width), top: along(below), side: 'right' },
  ];
  let best = candidates[0]!;
  let least = Infinity;
  for (const candidate of candidates) {
    const cost = costOf(candidate, anchor, size, window, avoid);
    if (cost < least) {
      best = candidate;
      least = cost;
    }
  }
  return best;
}

/** Hidden area: of the proof outside the window, of its own number, of its operands. */
function costOf(
  { left, top }: Placement,
  anchor: Box,
  size: Size,
  window: Size,
  avoid: readonly Box[],
): number {
  const box = { left, top, right: left + size.width, bottom: top + size.height };
  const inside = overlap(box, { left: 0, top: 0, right: window.width, bottom: window.height });
  const outside = size.width * size.height - inside;
  const covered = avoid.reduce((total, operand) => total + overlap(box, operand), 0);
  return outside + (covered > 0 ? HIDDEN + 4 * covered : 0) + 8 * overlap(box, anchor);
}

export function overlap(a: Box, b: Box): number {
  const width = Math.min(a.right, b.right) - Math.max(a.left, b.left);
  const height = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
  return width > 0 && height > 0 ? width * height : 0;
}

function clamp(value: number, from: number, to: number): number {
  return Math.max(from, Math.min(value, to));
}
