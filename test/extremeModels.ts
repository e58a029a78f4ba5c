// Small models whose matrices are extreme: of one row or column, of one number, of nothing but zeros, NaN or one infinity.

interface Dense {
  readonly weights: readonly (readonly (number | string)[])[];
  readonly activation?: string;
}

function model(
  layers: readonly Dense[],
  inputs: readonly (readonly (number | string)[])[],
  targets: readonly (readonly number[])[],
): string {
  return JSON.stringify({
    layers: layers.map((layer) => ({ type: 'dense', ...layer })),
    batch: { inputs, targets },
  });
}

function row<T>(length: number, value: (index: number) => T): T[] {
  return Array.from({ length }, (_, index) => value(index));
}

/** Numbers of several magnitudes and both signs; never 0. */
function wave(index: number): number {
  return Math.sin(index + 1) * 10 ** -(index % 4);
}

export const SIDE = 40;

/** Longer than any screen. */
export const LONG = 100_000;

function square(value: (index: number) => number | string): readonly (readonly (number | string)[])[] {
  return row(SIDE, (i) => row(SIDE, (j) => value(SIDE * i + j)));
}

/** Each has one layer; its ∂L/∂W is meant. */
export const extremeModels = {
  /** Every input is NaN. */
  'all NaN': model([{ weights: square(wave) }], [row(SIDE, () => 'NaN')], [row(SIDE, () => 1)]),
  /** A relu whose units are all dead. */
  'all zero': model(
    [{ weights: square(() => -1), activation: 'relu' }],
    [row(SIDE, () => 1)],
    [row(SIDE, () => 1)],
  ),
  /** One product of gradient and input is larger than a number can be. */
  'one infinite': model(
    [{ weights: square((i) => (i === 0 ? 0 : 1e-300 * wave(i))) }],
    [row(SIDE, (i) => (i === 7 ? 1e300 : wave(i)))],
    [row(SIDE, (j) => (j === 11 ? 1e200 : wave(j)))],
  ),
  '1 × 100000': model([{ weights: [row(LONG, wave)] }], [[1]], [row(LONG, () => 1)]),
  '100000 × 1': model([{ weights: row(LONG, (i) => [wave(i)]) }], [row(LONG, wave)], [[1]]),
  '1 × 1': model([{ weights: [[2]] }], [[3]], [[1]]),
} as const;

export type ExtremeName = keyof typeof extremeModels;

/** A network with its activations as layers of their own, the last one softmax. */
export const activationLayers = JSON.stringify({
  layers: [
    {
      type: 'dense',
      name: 'scores',
      weights: [
        [0.3, -0.2, 0.9],
        [0.5, 0.4, -0.7],
      ],
      biases: [0.1, 0, -0.1],
    },
    { type: 'activation', name: 'bend', activation: 'tanh' },
    {
      type: 'dense',
      name: 'classes',
      weights: [
        [1, -1],
        [0.5, 0.25],
        [-0.75, 0.5],
      ],
    },
    { type: 'activation', name: 'shares', activation: 'softmax' },
  ],
  loss: 'categorical_crossentropy',
  batch: { inputs: [[1, -0.5]], targets: [[1, 0]] },
});
