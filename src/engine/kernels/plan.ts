/** Steps that fill tensors one after another: planned once, carried out as often as wanted. */
import type { Computation } from '../computation';
import type { Numbers, Tensor } from '../tensor';

/** Carries out one step: at once, or in slices. */
export type Body = () => Computation<void> | undefined;

export interface Step {
  /** Two steps with the same parts here compute the same of the same inputs; undefined: nobody knows. */
  readonly identity: readonly unknown[] | undefined;
  readonly inputs: readonly Tensor[];
  readonly output: Tensor;
  /** Multiply-adds. */
  readonly work: number;
  readonly body: Body;
  /** The output of an earlier step whose body does this step too. */
  readonly within?: Tensor;
}

/** Where the tensors of a plan lie. */
export interface Storage {
  /** Gives every tensor its place, and the given ones their numbers. */
  place(): void;
  /** Leaves the place to other plans: the tensors' numbers are no longer theirs. */
  release(): void;
}

/** Multiply-adds after which the driver has its turn. */
const SLICE = 2_000_000;

export class Plan {
  #placed = false;

  constructor(
    readonly storage: Storage,
    readonly given: readonly Tensor[],
    readonly steps: readonly Step[],
  ) {}

  /** Gives the tensors their places, so that the given ones can be written. Carrying the plan out does it too. */
  place(): void {
    if (!this.#placed) this.storage.place();
    this.#placed = true;
  }

  /**
   * Fills all tensors. A step whose inputs are those of the same step of `before`, to the bit, takes over its output.
   * Yields multiply-adds, those that were saved included.
   */
  *carryOut(before?: Plan): Computation<void> {
    this.place();
    const same = new Map<Tensor, Tensor>();
    if (before !== undefined) {
      this.given.forEach((t, i) => {
        const other = before.given[i];
        if (other !== undefined && sameTensor(t, other)) same.set(t, other);
      });
    }
    const ran = new Set<Tensor>();
    let done = 0;
    for (const [i, step] of this.steps.entries()) {
      const other = before?.steps[i];
      if (other !== undefined && isSame(step, other, same)) {
        step.output.data.set(other.output.data);
        same.set(step.output, other.output);
        done += step.work;
      } else if (step.within === undefined || !ran.has(step.within)) {
        ran.add(step.output);
        const slices = step.body();
        if (slices === undefined) done += step.work;
        else yield* slices;
      }
      if (done >= SLICE) {
        yield done;
        done = 0;
      }
    }
    if (done > 0) yield done;
  }
}

function isSame(step: Step, other: Step, same: ReadonlyMap<Tensor, Tensor>): boolean {
  return (
    step.identity?.length === other.identity?.length &&
    step.identity?.every((part, i) => Object.is(part, other.identity![i])) === true &&
    step.inputs.length === other.inputs.length &&
    step.inputs.every((input, i) => same.has(input) && same.get(input) === other.inputs[i])
  );
}

/** Whether shape, dtype and every bit that matters agree: NaN equals NaN, 0 does not equal −0. */
function sameTensor(x: Tensor, y: Tensor): boolean {
  return (
    x.data.constructor === y.data.constructor &&
    x.shape.length === y.shape.length &&
    x.shape.every((length, i) => length === y.shape[i]) &&
    sameNumbers(x.data, y.data)
  );
}

function sameNumbers(a: Numbers, b: Numbers): boolean {
  for (let i = 0; i < a.length; i++) {
    if (!Object.is(a[i], b[i])) return false;
  }
  return true;
}
