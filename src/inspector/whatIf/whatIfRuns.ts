/** The runs of a what-if on top of the file's: one operation after another, each shown when its run is whole. */
import type { NetworkSpec } from '../../engine/network';
import type { Run } from '../../engine/run';
import type { CellRef, WhatIf } from '../views';
import { countDifferences } from './differences';
import { rebased } from './rebase';
import { Scenario } from './scenario';
import { whatIfOf } from './whatIfView';

interface Shown<R> {
  readonly scenario: Scenario;
  readonly result: R;
  readonly view: WhatIf;
}

/** @typeParam R a run with what was derived from it. */
export class WhatIfRuns<R extends { readonly run: Run; readonly info: { readonly id: number } }> {
  #shown: Shown<R> | undefined;
  #lost = 0;
  #turn: Promise<unknown> = Promise.resolve();

  /**
   * @param file the last good run of the file.
   * @param compute a run of these numbers.
   * @param release called with a run that nobody reads any more.
   */
  constructor(
    readonly file: () => R,
    readonly compute: (spec: NetworkSpec) => Promise<R>,
    readonly release: (result: R) => void,
  ) {}

  /** The run of the what-if; undefined where there is none. */
  get result(): R | undefined {
    return this.#shown?.result;
  }

  get view(): WhatIf | undefined {
    return this.#shown?.view;
  }

  /** Its numbers beside the file's; undefined where there is no what-if. */
  get scenario(): Scenario | undefined {
    return this.#shown?.scenario;
  }

  /** Changed numbers that newer texts had no place for, since the user's last change. */
  get lost(): number {
    return this.#lost;
  }

  /** @throws RefusedNumberError, RangeError: see `editOf`. */
  change(cell: CellRef, value: number): Promise<void> {
    return this.#act((scenario) => scenario.changed(cell, value));
  }

  step(rate: number): Promise<void> {
    return this.#act((scenario) => scenario.stepped((this.result ?? this.file()).run, rate));
  }

  stepBack(): Promise<void> {
    return this.#act((scenario) => scenario.back());
  }

  discard(): Promise<void> {
    return this.inTurn(() => {
      this.#replace(undefined);
      this.#lost = 0;
    });
  }

  /** There is another run of the file: what the user changed stays on top of it. */
  async rebase(): Promise<void> {
    const before = this.#shown;
    if (before === undefined) return;
    const { scenario, lost } = rebased(before.scenario, this.file().run.network.spec);
    this.#lost += lost;
    try {
      await this.#show(scenario);
    } catch {
      // There is no memory for both: the file's numbers are shown.
      this.#lost += before.view.changed - lost;
      this.#replace(undefined);
    }
  }

  /** Does something when everything before has ended, one way or another. */
  inTurn<T>(work: () => T | Promise<T>): Promise<T> {
    const turn = this.#turn.then(work);
    this.#turn = turn.catch(() => undefined);
    return turn;
  }

  #act(next: (scenario: Scenario) => Scenario): Promise<void> {
    return this.inTurn(async () => {
      const scenario = this.scenario ?? Scenario.of(this.file().run.network.spec);
      await this.#show(next(scenario));
      this.#lost = 0;
    });
  }

  /** Runs the numbers; where they are the file's again, there is no what-if any more. */
  async #show(scenario: Scenario): Promise<void> {
    const changed = countDifferences(scenario.base, scenario.spec);
    if (changed === 0 && scenario.losses.length === 0) {
      this.#replace(undefined);
      return;
    }
    const result = await this.compute(scenario.spec);
    const { run: base, info } = this.file();
    const view = whatIfOf({ scenario, base, fileRun: info.id, run: result.run, changed });
    this.#replace({ scenario, result, view });
  }

  #replace(shown: Shown<R> | undefined): void {
    const before = this.#shown;
    this.#shown = shown;
    if (before !== undefined) this.release(before.result);
  }
}
