/** A run under examination: what several rules read of it is computed once. */
import type { Computation } from '../../engine/computation';
import type { Run } from '../../engine/run';
import { columnsOf, rowsOf, type Tensor } from '../../engine/tensor';
import type { FlowLayer } from '../hops';
import { norm } from '../statistics';
import { type Gram, gramOf } from './gram';

/**
 * Pairs of samples are as many as their square: of a larger batch only the first so many are examined. Their products with
 * each other then cost no more than a few passes over the weights of layers as wide as 4096.
 */
const MOST_SAMPLES = 128;

/** Multiply-adds that looking at one number is like. */
export const LOOK = 2;

export class Examined {
  /** So many of the batch's samples, the first ones, are compared with each other. */
  readonly samples: number;
  #flow: readonly FlowLayer[] | undefined;
  readonly #grams = new Map<Tensor, Gram>();

  constructor(readonly run: Run) {
    this.samples = Math.min(MOST_SAMPLES, run.network.samples);
  }

  /** ‖δ‖ and ‖∂L/∂a‖ of every layer over the batch. */
  *flow(): Computation<readonly FlowLayer[]> {
    if (this.#flow !== undefined) return this.#flow;
    const { network, backward } = this.run;
    const flow: FlowLayer[] = [];
    for (const { index, readers } of network.layers) {
      const delta = backward.deltas[index]!;
      const upstream = backward.upstreamGradients[index];
      flow.push({
        index,
        readers: readers.map(({ layer }) => layer),
        deltaNorm: norm(delta, undefined),
        upstreamNorm: upstream === undefined ? undefined : norm(upstream, undefined),
      });
      yield 2 * delta.data.length * LOOK;
    }
    this.#flow = flow;
    return flow;
  }

  /** The inner products of the samples' rows of an m × n matrix. */
  *gram(matrix: Tensor): Computation<Gram> {
    const known = this.#grams.get(matrix);
    if (known !== undefined) return known;
    const gram = yield* gramOf(matrix, Math.min(this.samples, rowsOf(matrix)), columnsOf(matrix));
    this.#grams.set(matrix, gram);
    return gram;
  }
}
