// Numbers that look random and are the same on every run.

/** Between −1 and 1 (a linear congruential generator with Numerical Recipes' constants). */
export function uniform(): () => number {
  let state = 1;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 31 - 1;
  };
}
