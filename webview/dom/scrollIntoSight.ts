/** Scrolls the page to what is small beside it: a number, wherever it stands. */

/** Room above and below. */
const ROOM = 8;

/**
 * Brings a box to the middle of the window, unless it is in sight.
 * @param box in window pixels. @param covered where what sticks to the window's top ends; less than 0 where that is out of sight.
 */
export function scrollIntoSight({ top, bottom }: Pick<DOMRect, 'top' | 'bottom'>, covered: number): void {
  const first = Math.max(0, covered);
  if (top >= first + ROOM && bottom <= innerHeight - ROOM) return;
  scrollTo({ top: scrollY + (top + bottom) / 2 - (first + innerHeight) / 2 });
}
