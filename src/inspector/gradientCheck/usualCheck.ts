/** How gradients are checked for somebody who has not said otherwise. */
import type { CheckOptions } from '../views';

/** So many gradients are checked of a larger network; the same ones each time. */
export const usualCheck: CheckOptions = { most: 1000, seed: 1 };
