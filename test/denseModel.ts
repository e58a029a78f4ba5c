// Generates large models with weights of three digits, the same on every run.

/**
 * Many samples of few inputs: products for a second or more, from a text of 13 MB that is soon read. No machine is done with
 * it before it can be looked at or cancelled.
 */
export function longModel(): string {
  return denseModel([64, 1024, 1024, 1024, 10], 2048);
}

/** @param widths of the inputs, then of each layer. @param samples rows of the batch. */
export function denseModel(widths: readonly number[], samples: number): string {
  let seed = 1;
  const next = (): number => {
    seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0;
    return Math.round((seed / 2 ** 32 - 0.5) * 200) / 1000;
  };
  const matrix = (rows: number, columns: number): number[][] =>
    Array.from({ length: rows }, () => Array.from({ length: columns }, next));
  const layers = widths.slice(1).map((units, l) => ({
    type: 'dense',
    units,
    activation: l === widths.length - 2 ? 'softmax' : 'relu',
    weights: matrix(widths[l]!, units),
    biases: matrix(1, units)[0],
  }));
  const targets = Array.from({ length: samples }, (_, k) => k % widths.at(-1)!);
  const batch = { inputs: matrix(samples, widths[0]!), targets };
  // One row a line, as people and tools write such files.
  return JSON.stringify({ layers, loss: 'sparse_categorical_crossentropy', batch }).replaceAll(
    '],[',
    '],\n[',
  );
}

/**
 * A small text of a large run: as many samples as units, so that z, a, δ and the one-hot targets have side² numbers each,
 * 32 side² bytes together and less than 100 a side besides.
 */
export function squareModel(side: number): string {
  const each = <T>(value: T): T[] => Array<T>(side).fill(value);
  return JSON.stringify({
    layers: [{ type: 'dense', weights: [each(1)], activation: 'softmax' }],
    loss: 'sparse_categorical_crossentropy',
    batch: { inputs: each([1]), targets: each(0) },
  });
}

/**
 * JavaScript that makes its thread one that gives no array of more numbers, as V8 says it. A program that allocates until
 * the machine has no more would take the machine from everybody.
 */
export function limitingScript(numbers: number): string {
  return `globalThis.Float64Array = new Proxy(Float64Array, {
    construct(target, args) {
      if (typeof args[0] === 'number' && args[0] > ${numbers}) {
        throw new RangeError('Array buffer allocation failed');
      }
      return Reflect.construct(target, args);
    },
  });`;
}

/** The side of a model that needs more than most machines have, 641 GB, from a text of 1 MB. */
export const VAST = 100_000;
