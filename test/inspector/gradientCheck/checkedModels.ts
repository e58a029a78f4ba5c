/** Models whose check finds something to tell. */

/** The inner unit is at the kink of its relu. */
export const AT_A_KINK = {
  layers: [
    { type: 'dense', name: 'inner', weights: [[0.5]], biases: [-0.5], activation: 'relu' },
    { type: 'dense', name: 'outer', weights: [[2]] },
  ],
  batch: { inputs: [[1]], targets: [[3]] },
};

/** Nothing passes the inner unit, whose activation is flat in its last digit. */
export const SATURATED = {
  layers: [
    { type: 'dense', name: 'inner', weights: [[30]], biases: [0], activation: 'sigmoid' },
    { type: 'dense', name: 'outer', weights: [[2]] },
  ],
  batch: { inputs: [[1]], targets: [[3]] },
};

/**
 * The backward pass overflows where the forward pass does not: ∞ comes back to a dead unit, whose slope is 0, and 0 · ∞ is
 * NaN. The loss does not depend on its weight.
 */
export const OVERFLOWING = {
  layers: [
    { type: 'dense', name: 'inner', weights: [[-1]], activation: 'relu' },
    { type: 'dense', name: 'outer', weights: [[1e308]] },
  ],
  batch: { inputs: [[1]], targets: [[-1000]] },
};
