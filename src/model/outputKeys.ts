/** What an output says of a layer: the shape of the command line's `run --json`, which may stand under "expected" in a model. */

export const outputQuantities = ['z', 'a', 'delta', 'dW', 'db'] as const;

/** One sentence for each. */
export const outputDocumentation: Readonly<Record<(typeof outputQuantities)[number], string>> = {
  z: 'Z = A W + b: one row a sample, one column a unit.',
  a: 'σ(Z): one row a sample, one column a unit.',
  delta: '∂L/∂Z: one row a sample, one column a unit.',
  dW: '∂L/∂W: one row an input, one column a unit.',
  db: '∂L/∂b: one number a unit.',
};
