/** The numbers of a what-if: those of the file, with edits and steps of gradient descent one after another. Immutable. */
import type { NetworkSpec } from '../../engine/network';
import type { Run } from '../../engine/run';
import type { CellRef } from '../views';
import { givenTensor } from './givenTensors';
import { applied, editOf, type NumberEdit } from './numberEdit';
import { stepped, parametersOf } from './gradientStep';

/** What is between two steps: edits of where the step before led. */
interface Stretch {
  readonly start: NetworkSpec;
  readonly edits: ReadonlyMap<string, NumberEdit>;
}

/** Numbers of former stretches that are kept so that steps can be taken back; the oldest go first. */
const MOST_KEPT_NUMBERS = 2 ** 23;

export class Scenario {
  readonly #stretches: readonly Stretch[];
  readonly #edited: ReadonlyMap<string, NumberEdit>;
  #spec: NetworkSpec | undefined;

  private constructor(
    /** The file's own numbers. */
    readonly base: NetworkSpec,
    stretches: readonly Stretch[],
    edited: ReadonlyMap<string, NumberEdit>,
    /** The loss before each step. */
    readonly losses: readonly number[],
  ) {
    this.#stretches = stretches;
    this.#edited = edited;
  }

  /** @param start numbers to begin with, and which of them the user has edited; the file's if left out. */
  static of(base: NetworkSpec, start: NetworkSpec = base, edited: readonly NumberEdit[] = []): Scenario {
    return new Scenario(base, [{ start, edits: new Map() }], keyed(edited), []);
  }

  get spec(): NetworkSpec {
    const { start, edits } = this.#last;
    this.#spec ??= edits.size === 0 ? start : applied(start, edits.values());
    return this.#spec;
  }

  /** The numbers that the user has edited, whether or not they differ from the file's now. */
  get edited(): Iterable<NumberEdit> {
    return this.#edited.values();
  }

  /** How many of the steps can be taken back. */
  get stepsBack(): number {
    return this.#stretches.length - 1;
  }

  /** @throws RefusedNumberError, RangeError: see `editOf`. */
  changed(cell: CellRef, value: number): Scenario {
    const edit = editOf(this.spec, this.base, cell, value);
    const { start, edits } = this.#last;
    const stretch = { start, edits: merged(edits, [edit]) };
    return new Scenario(
      this.base,
      this.#stretches.with(-1, stretch),
      merged(this.#edited, [edit]),
      this.losses,
    );
  }

  /**
   * One step of gradient descent in all parameters.
   * @param run of these numbers.
   */
  stepped(run: Run, rate: number): Scenario {
    const start = stepped(this.spec, run, rate);
    const most = Math.floor(MOST_KEPT_NUMBERS / Math.max(1, parametersOf(start)));
    const kept = this.#stretches.slice(-Math.max(1, most));
    return new Scenario(this.base, [...kept, { start, edits: new Map() }], this.#edited, [
      ...this.losses,
      run.forward.loss,
    ]);
  }

  /** Before the last step; edits since then stay. The same where there is no step to take back. */
  back(): Scenario {
    const before = this.#stretches.at(-2);
    if (before === undefined) return this;
    const edits = merged(before.edits, this.#last.edits.values());
    const stretches = [...this.#stretches.slice(0, -2), { start: before.start, edits }];
    return new Scenario(this.base, stretches, this.#edited, this.losses.slice(0, -1));
  }

  /** The edited numbers that differ from the file's, as they are now. */
  get marked(): readonly NumberEdit[] {
    return [...this.edited].flatMap(({ tensor, index }) => {
      const value = givenTensor(this.spec, tensor)!.data[index]!;
      return Object.is(value, givenTensor(this.base, tensor)!.data[index]) ? [] : [{ tensor, index, value }];
    });
  }

  get #last(): Stretch {
    return this.#stretches.at(-1)!;
  }
}

function keyed(edits: Iterable<NumberEdit>): ReadonlyMap<string, NumberEdit> {
  return merged(new Map(), edits);
}

function merged(
  before: ReadonlyMap<string, NumberEdit>,
  edits: Iterable<NumberEdit>,
): ReadonlyMap<string, NumberEdit> {
  const all = new Map(before);
  for (const edit of edits) all.set(JSON.stringify([edit.tensor, edit.index]), edit);
  return all;
}
