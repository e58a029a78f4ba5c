// The model whose heatmap is timed: one dense layer of side × side weights, of text that is read in a moment.
import { uniform } from '../uniform';

/** Weights of one digit; two samples, so that no row of the gradient is another's multiple; every 50th input is 0. */
export function squareModel(side: number): string {
  const next = uniform();
  const list = (length: number, entry: (i: number) => string | number): string =>
    `[${Array.from({ length }, (_, i) => entry(i)).join(',')}]`;
  const numbers = (): string => list(side, (i) => (i % 50 === 49 ? 0 : (next() ** 3).toFixed(4)));
  const weights = list(side, () => list(side, () => Math.round(next())));
  const biases = list(side, () => 0);
  return `{"layers":[{"type":"dense","activation":"linear","weights":${weights},"biases":${biases}}],
"loss":"half_squared_error","batch":{"inputs":[${numbers()},${numbers()}],"targets":[${numbers()},${numbers()}]}}`;
}
