/** One good run and what was derived from it. */
import { matrixOf } from '../engine/cells';
import { complete } from '../engine/computation';
import { memoryOf } from '../engine/memory';
import type { Run } from '../engine/run';
import { columnsOf, rowsOf, type Tensor } from '../engine/tensor';
import type { ReadModel } from '../model/readModel';
import type { Compared } from './comparison/compare';
import { drive, type Scheduler } from './drive';
import type { SortedLine } from './lines';
import { overviewOf, type RunInfo } from './overview';
import { type Digest, digestOf } from './statistics';
import type { CellRef, Findings, GradientCheck, MatrixRef, Overview, Selection } from './views';

/** What a run is of. */
export interface Origin {
  readonly text: string;
  readonly source: ReadModel['source'];
}

/** So many derived matrices are kept, and no more than one where they are as large as this many numbers together. */
const MOST_DERIVED = 16;
const MOST_DERIVED_NUMBERS = 2 ** 23;

/** Matrices with so many numbers are digested before the run is told to be there: their first picture waits for nothing. */
const LARGE = 2 ** 20;

export class Result {
  /** The list that was asked for last: its pages come one by one. */
  line: { readonly key: string; readonly sorted: SortedLine } | undefined;
  /** The last check of its gradients. */
  checked: GradientCheck | undefined;
  /** The last comparison of a user's numbers with it. */
  compared: Compared | undefined;
  /** What is to be noted, found once. */
  findings: Promise<Findings> | undefined;
  /** The same network's run with the batch's 1/m in δ, which a user's numbers are compared with; computed once. */
  comparable: Promise<Run> | undefined;
  readonly #overviews = new Map<number | undefined, Overview>();
  /** Matrices that the run itself does not hold, as they were asked for; the last ones: a panel shows one sample at a time. */
  readonly #derived = new Map<string, Tensor>();
  readonly #digests: Map<string, Digest>;

  /** @param digests those that are known already. */
  constructor(
    readonly run: Run,
    readonly info: RunInfo,
    readonly origin: Origin,
    digests: Map<string, Digest>,
  ) {
    this.#digests = digests;
  }

  overview(selection: Selection): Overview {
    const known = this.#overviews.get(selection.sample);
    if (known !== undefined) return known;
    const statistics = (matrix: MatrixRef): Digest['statistics'] | undefined =>
      this.#digests.get(keyOf(matrix))?.statistics;
    const overview = overviewOf(this.run, this.info, selection, statistics);
    this.#overviews.set(selection.sample, overview);
    return overview;
  }

  digest(ref: MatrixRef): Digest {
    const key = keyOf(ref);
    const known = this.#digests.get(key);
    if (known !== undefined) return known;
    const digest = complete(digestOf(this.matrix(ref)));
    this.#digests.set(key, digest);
    return digest;
  }

  /** One without numbers where the run does not have it. */
  matrix(ref: MatrixRef): Tensor {
    const { run } = this;
    const empty = { shape: [0, 0], data: new Float64Array(0) };
    if (!isDerived(ref)) return matrixOf(run, ref) ?? empty;
    const key = keyOf(ref);
    const known = this.#derived.get(key);
    if (known !== undefined) return known;
    if ((ref.sample ?? 0) >= run.network.samples) return empty;
    const computed = matrixOf(run, ref) ?? empty;
    let numbers = computed.data.length;
    for (const [oldest, matrix] of [...this.#derived].reverse()) {
      numbers += matrix.data.length;
      if (this.#derived.size >= MOST_DERIVED || numbers > MOST_DERIVED_NUMBERS) this.#derived.delete(oldest);
    }
    this.#derived.set(key, computed);
    return computed;
  }

  has(cell: CellRef): boolean {
    const { sample, ...ref } = cell;
    const matrix = matrixOf(this.run, ref);
    return (
      matrix !== undefined &&
      cell.row < rowsOf(matrix) &&
      cell.column < columnsOf(matrix) &&
      (sample ?? 0) < this.run.network.samples
    );
  }

  /**
   * Views outlive the runs that they asked about: an edit may have made the network smaller.
   * @throws RangeError where the run has no such number.
   */
  require(cell: CellRef): void {
    if (!this.has(cell)) throw new RangeError(`the run has no ${JSON.stringify(cell)}`);
  }

  /** Bytes that it holds. */
  get memory(): number {
    const { spec, notation } = this.run.network;
    return memoryOf(spec, notation) + (this.comparable === undefined ? 0 : memoryOf(spec));
  }

  /** Nobody reads it any more: the next one may have its memory. */
  release(): void {
    this.run.plan.storage.release();
    void this.comparable?.then(
      (other) => {
        if (other !== this.run) other.plan.storage.release();
      },
      () => undefined,
    );
  }
}

/**
 * Of parameters' gradients that are large.
 * @throws CancelledError; the run's memory is given back then.
 */
export async function digestLarge(
  run: Run,
  scheduler: Scheduler,
  isCancelled: () => boolean,
): Promise<Map<string, Digest>> {
  const digests = new Map<string, Digest>();
  try {
    for (const [layer, gradients] of run.backward.parameterGradients.entries()) {
      for (const [parameter, gradient] of Object.entries(gradients)) {
        if (gradient.data.length < LARGE) continue;
        const key = keyOf({ quantity: 'parameterGradient', layer, parameter });
        digests.set(key, await drive(digestOf(gradient), scheduler, isCancelled, () => undefined));
      }
    }
    return digests;
  } catch (error) {
    run.plan.storage.release();
    throw error;
  }
}

/** Whether the matrix is computed from those that a run holds. */
function isDerived({ quantity, sample }: MatrixRef): boolean {
  return quantity === 'relativeGradient' || (quantity === 'parameterGradient' && sample !== undefined);
}

function keyOf({ quantity, layer, parameter, sample }: MatrixRef): string {
  return JSON.stringify([quantity, layer, parameter, sample]);
}
