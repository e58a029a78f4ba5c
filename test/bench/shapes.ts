// The networks that are timed: multilayer perceptrons from a few multiply-adds to a few billion.

export interface Layout {
  /** Of the inputs, then of each layer. */
  readonly widths: readonly number[];
  readonly samples: number;
}

export interface Shape extends Layout {
  readonly name: string;
}

export const shapes: readonly Shape[] = [
  { name: 'tiny', widths: [2, 3, 1], samples: 4 },
  { name: 'small, 1 sample', widths: [784, 128, 10], samples: 1 },
  { name: 'small', widths: [784, 128, 10], samples: 32 },
  { name: 'medium', widths: [784, 512, 512, 10], samples: 64 },
  { name: 'large', widths: [1024, 2048, 2048, 1000], samples: 128 },
  { name: 'deep', widths: Array.from({ length: 33 }, () => 256), samples: 64 },
];
