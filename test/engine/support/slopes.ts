/** Slopes of functions of one number, measured. */

/** (f(x + h) − f(x − h)) / 2h, extrapolated once: its error is of the order of h⁴. */
export function slope(f: (x: number) => number, x: number, h: number): number {
  const difference = (step: number): number => (f(x + step) - f(x - step)) / (x + step - (x - step));
  return (4 * difference(h / 2) - difference(h)) / 3;
}

/** To the right of x, or with a negative h to the left. */
export function oneSided(f: (x: number) => number, x: number, h: number): number {
  const difference = (step: number): number => (f(x + step) - f(x)) / (x + step - x);
  return 2 * difference(h / 2) - difference(h);
}

/** Off every kink and bend by more than the step. */
export function isClear(x: number, corners: readonly number[], h: number): boolean {
  return corners.every((corner) => Math.abs(x - corner) > h);
}
