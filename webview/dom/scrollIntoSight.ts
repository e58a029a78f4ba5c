/** Scrolls the page to what is small beside it: a number, wherever it stands. */

/** Room above and below. */
const ROOM = 8;

/**
 * Brings a box to the middle of the window, unless it is in sight.
 * @param box in window pixels. @param covered pixels at the window's top that hide what is under them.
 */
export function scrollIntoSight({ top, bottom }: Pick<DOMRect, 'top' | 'bottom'>, covered: number): void {
  if (top >= covered + ROOM && bottom <= innerHeight - ROOM) return;
  scrollTo({ top: scrollY + (top + bottom) / 2 - (covered + innerHeight) / 2 });
}
