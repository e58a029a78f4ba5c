/** A problem with its numbers as arrays of its dtype. */
export interface Problem {
  /** Of the inputs, then of each layer. */
  readonly widths: readonly number[];
  readonly samples: number;
  readonly dtype: 'float64' | 'float32';
  readonly inputs: Float64Array | Float32Array;
  readonly targets: Float64Array | Float32Array;
  readonly layers: readonly {
    readonly inputs: number;
    readonly units: number;
    readonly weights: Float64Array | Float32Array;
    readonly biases: Float64Array | Float32Array;
  }[];
}

interface Prepared {
  /** Computes loss and all gradients once. */
  step(): void | Promise<void>;
  /** The loss, then ∂L/∂W and ∂L/∂b of each layer. */
  answer(): readonly number[] | Promise<readonly number[]>;
}

export function serve(prepare: (problem: Problem) => Prepared | Promise<Prepared>): void;
