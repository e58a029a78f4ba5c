// Networks with matrices that are too large for digits, for the tests of heatmaps.

/**
 * One dense layer.
 * @param spoil changes weights, inputs (one row a sample) and targets in place.
 */
export function oneLayer(
  inputs: number,
  units: number,
  spoil: (weights: number[][], inputs: number[][], targets: number[][]) => void = () => undefined,
  samples = 1,
): string {
  const weights = Array.from({ length: inputs }, (_, i) =>
    Array.from({ length: units }, (_, j) => Math.sin(i * units + j) / 20),
  );
  const rows = Array.from({ length: samples }, (_, k) =>
    Array.from({ length: inputs }, (_, i) => Math.cos(i + k)),
  );
  const targets = Array.from({ length: samples }, (_, k) =>
    Array.from({ length: units }, (_, j) => Math.sin(j + k)),
  );
  spoil(weights, rows, targets);
  const layer = {
    type: 'dense',
    activation: 'linear',
    weights,
    biases: Array.from({ length: units }, () => 0),
  };
  return JSON.stringify({ layers: [layer], batch: { inputs: rows, targets } });
}
