/** The runs that an inspector speaks of: the last good one of the file, and the what-if on top of it. */
import * as l10n from '@vscode/l10n';
import type { Arithmetic } from '../engine/arithmetic';
import { Machine, type StartThread } from '../engine/kernels';
import { isOutOfMemory, memoryOf } from '../engine/memory';
import { buildNetwork, type NetworkSpec } from '../engine/network';
import type { Notation } from '../engine/notation';
import { run as runNetwork, type Run, workOf } from '../engine/run';
import { readModel } from '../model/readModel';
import { CancelledError, drive, type Scheduler } from './drive';
import { mustAsk } from './memory';
import { bytesText } from './naming';
import { digestLarge, Result } from './result';
import type { MemoryNeed, Progress, RunOptions, RunReply, ShownRun } from './views';
import { WhatIfRuns } from './whatIf/whatIfRuns';

/** What a view of a run is asked for before there was one. */
class NoRunError extends Error {
  override readonly name = 'NoRunError';
  constructor() {
    super(l10n.t('there is no run to look at yet'));
  }
}

/** There is no memory for a run beside the file's own. */
class TooLargeToTryError extends Error {
  override readonly name = 'TooLargeToTryError';
  constructor({ needed }: MemoryNeed) {
    super(
      l10n.t(
        'Trying other numbers beside the file’s needs {0} of memory: too much here.',
        bytesText(needed, Math.ceil),
      ),
    );
  }
}

/** How a run is done for somebody who has not said otherwise. */
const DEFAULTS: RunOptions = { agreed: 0, arithmetic: 'strict', threads: 0 };

/** What the inspector may use of the machine that it runs on. */
export interface Surroundings {
  /** Bytes of memory that there are; without it no run is asked about. */
  readonly memory?: number;
  /** Processor cores, and how a thread starts that makes the kernels' calls; without it there is one thread. */
  readonly threads?: { readonly cores: number; readonly start: StartThread };
}

/** Threads for large products where nobody says how many: all cores but one for whoever draws the result, at most so many. */
const MOST_THREADS = 8;

export class Runs {
  /** The last good run of the file. */
  #file: Result | undefined;
  /** Runs with other numbers on top of it. */
  readonly whatIfs = new WhatIfRuns<Result>(
    () => this.ofFile(),
    (spec) => this.#try(spec),
    (result) => {
      result.release();
    },
  );
  /** How the file's run was wanted. */
  #options = DEFAULTS;
  #runs = 0;
  /** Counts starts and cancellations: a run whose number is no longer this one is cancelled. */
  #generation = 0;
  #machine:
    { readonly machine: Machine; readonly arithmetic: Arithmetic; readonly threads: number } | undefined;

  constructor(
    readonly scheduler: Scheduler,
    readonly surroundings: Surroundings,
  ) {}

  /**
   * Reads the text, runs forward and backward, keeps the result where there is one (else the last one stays). Nothing
   * larger than the file is allocated before it is known that it may be.
   * @throws CancelledError where `cancel` was called meanwhile, or another run began.
   */
  async run(
    text: string,
    name: string,
    onProgress: (progress: Progress) => void,
    options: RunOptions = DEFAULTS,
  ): Promise<RunReply> {
    const generation = ++this.#generation;
    const isCancelled = (): boolean => generation !== this.#generation;
    const start = this.scheduler.now();
    const elapsed = (): number => this.scheduler.now() - start;
    onProgress({ stage: 'read', share: 0 });
    await this.scheduler.pause();
    if (isCancelled()) throw new CancelledError();
    const { spec, issues, source } = readModel(text, name);
    if (spec === undefined) return { kind: 'refused', run: undefined, issues, milliseconds: elapsed() };

    const need = this.#needOf(spec, options.notation);
    const withoutResult = (kind: 'question' | 'exhausted'): RunReply => ({
      ...{ kind, run: undefined, issues, milliseconds: elapsed() },
      ...need,
    });
    if (mustAsk(need, options.agreed)) return withoutResult('question');
    let run: Run;
    try {
      run = await this.#compute(spec, options, isCancelled, onProgress);
    } catch (error) {
      if (!isOutOfMemory(error)) throw error;
      return withoutResult('exhausted');
    }
    const milliseconds = elapsed();
    const digests = await digestLarge(run, this.scheduler, isCancelled);
    const about = { milliseconds, warnings: issues, arithmetic: options.arithmetic };
    await this.whatIfs.inTurn(async () => {
      // A newer run may read the memory of the one before.
      if (isCancelled()) {
        run.plan.storage.release();
        throw new CancelledError();
      }
      const before = this.#file;
      this.#options = options;
      this.#file = new Result(run, { ...about, id: ++this.#runs }, { source, text }, digests);
      await this.whatIfs.rebase();
      before?.release();
    });
    return { kind: 'ran', ...this.shown(), issues, milliseconds };
  }

  /** The last good run of the file; undefined before the first. */
  get file(): Result | undefined {
    return this.#file;
  }

  /** @throws NoRunError where there is none. */
  ofFile(): Result {
    if (this.#file === undefined) throw new NoRunError();
    return this.#file;
  }

  /** What views speak of: the what-if where there is one, else the file's run. */
  get current(): Result | undefined {
    return this.whatIfs.result ?? this.#file;
  }

  /** @throws NoRunError where there is none. */
  last(): Result {
    if (this.current === undefined) throw new NoRunError();
    return this.current;
  }

  /** Which run views speak of. */
  shown(): ShownRun {
    const { view: whatIf, lost } = this.whatIfs;
    return { run: this.last().info.id, whatIf, lost };
  }

  /** Ends the run under way, if any, at its next slice. */
  cancel(): void {
    this.#generation++;
  }

  /** @throws RangeError where the machine does not give the memory, and CancelledError. */
  async #compute(
    spec: NetworkSpec,
    options: RunOptions,
    isCancelled: () => boolean,
    onProgress: (progress: Progress) => void,
  ): Promise<Run> {
    const network = buildNetwork(spec, options.notation);
    const work = workOf(network);
    const { machine, isSame } = this.#machineFor(options);
    // What was rounded in another way is computed anew.
    const before = isSame ? this.#file?.run : undefined;
    const run = await drive(runNetwork(network, machine, before), this.scheduler, isCancelled, (done) => {
      const late = done - work.forward;
      onProgress(
        late < 0
          ? { stage: 'forward', share: done / work.forward }
          : // Without products there is nothing that is counted.
            { stage: 'backward', share: work.backward === 0 ? 1 : Math.min(1, late / work.backward) },
      );
    });
    if (!isCancelled()) return run;
    run.plan.storage.release();
    throw new CancelledError();
  }

  /** The machine for runs as the user wants them, and whether the last result was computed in its arithmetic. */
  #machineFor({ arithmetic, threads }: RunOptions): { readonly machine: Machine; readonly isSame: boolean } {
    if (this.#machine?.arithmetic !== arithmetic || this.#machine.threads !== threads) {
      this.#machine?.machine.dispose();
      const source = this.surroundings.threads;
      const useful = source === undefined ? 1 : Math.min(MOST_THREADS, Math.max(1, source.cores - 1));
      const count = threads === 0 ? useful : threads;
      const machine = new Machine({
        arithmetic,
        ...(source === undefined ? {} : { threads: { count, start: source.start } }),
      });
      this.#machine = { machine, arithmetic, threads };
    }
    return { machine: this.#machine.machine, isSame: this.#file?.info.arithmetic === arithmetic };
  }

  /** The next result is made beside the last ones, which stay until then. */
  #needOf(spec: NetworkSpec, notation: Notation | undefined): MemoryNeed {
    const kept = [this.#file, this.whatIfs.result].reduce((sum, result) => sum + (result?.memory ?? 0), 0);
    return { needed: memoryOf(spec, notation) + kept, available: this.surroundings.memory ?? Infinity };
  }

  /**
   * The run of numbers that are tried.
   * @throws TooLargeToTryError where they need more memory than the user has agreed to or the machine gives.
   */
  async #try(spec: NetworkSpec): Promise<Result> {
    const start = this.scheduler.now();
    const { info, origin } = this.ofFile();
    const need = this.#needOf(spec, this.#options.notation);
    if (mustAsk(need, this.#options.agreed)) throw new TooLargeToTryError(need);
    const never = (): boolean => false;
    try {
      const run = await this.#compute(spec, this.#options, never, () => undefined);
      const digests = await digestLarge(run, this.scheduler, never);
      const milliseconds = this.scheduler.now() - start;
      return new Result(run, { ...info, milliseconds, id: ++this.#runs }, origin, digests);
    } catch (error) {
      throw isOutOfMemory(error) ? new TooLargeToTryError(need) : error;
    }
  }
}
