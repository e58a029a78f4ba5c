/** The inspector: what a person wants to know of a run. One instance a model; the same behind worker and command line. */
import * as l10n from '@vscode/l10n';
import type { Arithmetic } from '../engine/arithmetic';
import { readCell } from '../engine/cells';
import { complete } from '../engine/computation';
import { Machine, type StartThread } from '../engine/kernels';
import { isOutOfMemory, memoryOf } from '../engine/memory';
import { buildNetwork, type NetworkSpec } from '../engine/network';
import type { Notation } from '../engine/notation';
import { run as runNetwork, type Run, workOf } from '../engine/run';
import { columnsOf, rowsOf, tensor, type Tensor } from '../engine/tensor';
import { cellAt, locate, pathOf } from '../model/locate';
import { readModel } from '../model/readModel';
import { type ArrayCorrection, compareDump, type DumpComparison } from './comparison/compareDump';
import { type ComparedMatrix, comparedMatrix, type ComparedMatrixRequest } from './comparison/comparedMatrix';
import { CancelledError, drive, type Scheduler } from './drive';
import { explain } from './explain';
import { encoders } from './exports';
import type { MatrixAbout } from './exports/encoder';
import { comparisonMarkdown } from './comparison/comparisonMarkdown';
import type { DumpContent } from './dumps/readClaims';
import { checkCell } from './gradientCheck/checkCell';
import { checkGradients } from './gradientCheck/checkGradients';
import { checkTable } from './gradientCheck/report';
import { reportTable } from './report';
import { findHealth } from './health/findHealth';
import { placeFindings } from './health/findingPlaces';
import { type Hint, hintsOf } from './hints';
import { hoverAt } from './hover/hoverAt';
import type { HoverView } from './hover/hoverView';
import { digestLarge, Result } from './result';
import { proposeMeanings } from './dumps/matching/proposeMeanings';
import { mustAsk } from './memory';
import { bytesText } from './naming';
import { inNotation } from './orientation';
import { sheetOf } from './sheet';
import { pageOf, sortLine } from './lines';
import { find } from './search';
import { numberTexts } from './whatIf/numberTexts';
import { WhatIfRuns } from './whatIf/whatIfRuns';
import { digestOf } from './statistics';
import { cutPicture, cutTile } from './tiles';
import type {
  ArrayHeader,
  CellRef,
  CheckOptions,
  Explanation,
  Findings,
  FormulaSheet,
  GradientCheck,
  Line,
  LineRequest,
  Location,
  MatrixFormat,
  MatrixRef,
  MemoryNeed,
  NumberText,
  NumericCheck,
  Overview,
  Picture,
  Place,
  PlacedFindings,
  Progress,
  ProposedMeaning,
  RunOptions,
  RunReply,
  Search,
  Selection,
  ShownRun,
  Statistics,
  Tile,
  TileRequest,
} from './views';

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

/**
 * Every method but `run` and `cancel` speaks of the last good run, or of the what-if on top of it, and throws NoRunError
 * where there was none.
 */
export class Inspector {
  /** The last good run of the file. */
  #file: Result | undefined;
  /** Runs with other numbers on top of it. */
  readonly #whatIfs = new WhatIfRuns<Result>(
    () => this.#ofFile(),
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

  /** Checks of one gradient and of all, each counted: a later one ends the one before. */
  #checks = 0;
  #wholeChecks = 0;
  /** Comparisons, counted likewise. */
  #comparisons = 0;
  #machine:
    { readonly machine: Machine; readonly arithmetic: Arithmetic; readonly threads: number } | undefined;

  constructor(
    readonly scheduler: Scheduler,
    readonly surroundings: Surroundings = {},
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
    await this.#whatIfs.inTurn(async () => {
      // A newer run may read the memory of the one before.
      if (isCancelled()) {
        run.plan.storage.release();
        throw new CancelledError();
      }
      const before = this.#file;
      this.#options = options;
      this.#file = new Result(run, { ...about, id: ++this.#runs }, { source, text }, digests);
      await this.#whatIfs.rebase();
      before?.release();
    });
    return { kind: 'ran', ...this.shown(), issues, milliseconds };
  }

  /** Which run views speak of. */
  shown(): ShownRun {
    const { view: whatIf, lost } = this.#whatIfs;
    return { run: this.#last().info.id, whatIf, lost };
  }

  /**
   * Tries another number in place of one of the file's.
   * @throws RefusedNumberError where the file may not have it there, RangeError where there is no such number.
   */
  async change(cell: CellRef, value: number): Promise<ShownRun> {
    await this.#whatIfs.change(cell, value);
    return this.shown();
  }

  /** Takes a step of gradient descent from the numbers that are shown: θ ← θ − rate · ∂L/∂θ, in all parameters. */
  async step(rate: number): Promise<ShownRun> {
    await this.#whatIfs.step(rate);
    return this.shown();
  }

  /** Takes the last step back; what was edited since then stays. */
  async stepBack(): Promise<ShownRun> {
    await this.#whatIfs.stepBack();
    return this.shown();
  }

  /** Back to the file's own numbers. */
  async discard(): Promise<ShownRun> {
    await this.#whatIfs.discard();
    return this.shown();
  }

  /**
   * Where a text has to be another to have the numbers of the what-if.
   * @throws RangeError where the text does not have all of them.
   */
  whatIfTexts(text: string): readonly NumberText[] {
    const { scenario } = this.#whatIfs;
    const { source } = this.#ofFile().origin;
    return scenario === undefined || source === undefined ? [] : numberTexts(text, scenario, source);
  }

  /** Ends the run under way, if any, at its next slice. */
  cancel(): void {
    this.#generation++;
  }

  overview(selection: Selection): Overview {
    return this.#last().overview(selection);
  }

  /** Windows of matrices. A matrix that the run does not have is empty. */
  tiles(requests: readonly TileRequest[]): readonly Tile[] {
    const last = this.#last();
    return requests.map((request) => cutTile(last.matrix(request.matrix), request, last.info.id));
  }

  /** The same windows for eyes alone. */
  pictures(requests: readonly TileRequest[]): readonly Picture[] {
    const last = this.#last();
    return requests.map((request) => {
      const { blocks } = last.digest(request.matrix);
      return cutPicture(last.matrix(request.matrix), blocks, request, last.info.id);
    });
  }

  /** Of a whole matrix, or of one of its rows. */
  statistics(matrix: MatrixRef, row?: number): Statistics {
    const last = this.#last();
    const run = last.info.id;
    if (row === undefined) return { run, ...last.digest(matrix).statistics };
    return { run, ...complete(digestOf(rowOf(last.matrix(matrix), row))).statistics };
  }

  /** Where in a matrix that is which is looked for; undefined where there is none. */
  find(search: Search): Place | undefined {
    return find(this.#last().matrix(search.matrix), search);
  }

  /** A page of one row or column as a list. */
  line(request: LineRequest): Line {
    const last = this.#last();
    const { from, to, ...list } = request;
    const key = JSON.stringify(list);
    if (last.line?.key !== key) {
      last.line = { key, sorted: sortLine(last.matrix(request.matrix), request) };
    }
    return pageOf(last.line.sorted, { ...list, from, to }, last.info.id);
  }

  /**
   * The proof of one number.
   * @param whole writes every term of a long sum.
   * @throws RangeError where the run has no such number.
   */
  explain(cell: CellRef, selection: Selection, whole: boolean): Explanation {
    const last = this.#last();
    last.require(cell);
    const { run, info } = last;
    const explanation = explain(run, info.id, cell, selection, whole);
    if (this.#whatIfs.result === undefined || explanation.proof !== undefined) return explanation;
    const fileValue = readCell(this.#ofFile().run, cell);
    return Object.is(fileValue, explanation.value) ? explanation : { ...explanation, fileValue };
  }

  /**
   * The same number by central differences: about two forward passes a step.
   * @throws CancelledError where a later check or a newer result came meanwhile.
   * @throws RangeError for a number that is no gradient, or that the run does not have.
   */
  async check(cell: CellRef): Promise<NumericCheck> {
    const asked = ++this.#checks;
    const last = this.#last();
    last.require(cell);
    const { run } = last;
    return drive(
      checkCell(run, cell),
      this.scheduler,
      () => asked !== this.#checks || run !== this.#result?.run,
      () => undefined,
    );
  }

  /**
   * The gradients of all parameters, or a sample of them, by central differences. Other requests are answered meanwhile.
   * @param onChecked called now and then with how many have been checked, of how many.
   * @throws CancelledError where `cancelCheck` was called, another check began, or a newer result came meanwhile.
   */
  async checkGradients(
    onChecked: (done: number, all: number) => void,
    options: CheckOptions,
  ): Promise<GradientCheck> {
    const asked = ++this.#wholeChecks;
    const last = this.#last();
    const { run, info } = last;
    let progress = { done: 0, all: 1 };
    last.checked = await drive(
      checkGradients(run, info.id, options, (done, all) => {
        progress = { done, all };
      }),
      this.scheduler,
      () => asked !== this.#wholeChecks || run !== this.#result?.run,
      () => {
        onChecked(progress.done, progress.all);
      },
    );
    return last.checked;
  }

  cancelCheck(): void {
    this.#wholeChecks++;
  }

  /** The last check of the gradients as a table to read; undefined where there is none. */
  checkTable(): string | undefined {
    const { run, checked } = this.#last();
    return checked === undefined ? undefined : checkTable(checked, run.network);
  }

  /** The run as a table to read. */
  runTable(): string {
    return reportTable(this.#last().run, undefined);
  }

  /**
   * Compares a user's numbers with the run's. Other requests are answered meanwhile.
   * @param corrections what the user says of the dump's arrays.
   * @throws CancelledError where `cancelComparison` was called, another comparison began, or a newer result came meanwhile.
   */
  async compare(dump: DumpContent, corrections: readonly ArrayCorrection[] = []): Promise<DumpComparison> {
    const asked = ++this.#comparisons;
    const result = this.#last();
    const run = await this.#comparable(result);
    const { view, compared } = await drive(
      compareDump(run, result.info.id, dump, corrections),
      this.scheduler,
      () => asked !== this.#comparisons || result !== this.#result,
      () => undefined,
    );
    result.compared = compared;
    return view;
  }

  /** Comparisons know every convention by itself, from a δ that carries the batch's 1/m. */
  #comparable(result: Result): Promise<Run> {
    const { run, info } = result;
    const { spec, notation, loss } = run.network;
    if (loss.gradientScale === 1) return Promise.resolve(run);
    // What was rounded in another way is computed anew.
    const before = info.arithmetic === 'strict' ? run : undefined;
    result.comparable ??= drive(
      runNetwork(buildNetwork(spec, { ...notation, reduction: 'delta' }), undefined, before),
      this.scheduler,
      () => result !== this.#result,
      () => undefined,
    );
    return result.comparable;
  }

  cancelComparison(): void {
    this.#comparisons++;
  }

  /**
   * The last comparison as Markdown; undefined where there is none.
   * @param dump the name of the user's file.
   */
  comparisonMarkdown(dump: string): string | undefined {
    const { run, compared } = this.#last();
    return compared && comparisonMarkdown(compared.comparison, run.network.spec.name, dump);
  }

  /** One quantity of the last comparison; undefined where there is none, or the user's has another shape. */
  comparedMatrix(request: ComparedMatrixRequest): ComparedMatrix | undefined {
    const { yours, reference } = this.#last().compared?.matrices[request.quantity] ?? {};
    return yours && reference && comparedMatrix(yours, reference, request);
  }

  /**
   * What is to be noted in the run, with its cause. Other requests are answered meanwhile.
   * @throws CancelledError where a newer result came meanwhile.
   */
  findings(): Promise<Findings> {
    return this.#findingsOf(this.#last());
  }

  #findingsOf(result: Result): Promise<Findings> {
    result.findings ??= drive(
      findHealth(result.run, result.info.id),
      this.scheduler,
      () => result !== this.#result && result !== this.#file,
      () => undefined,
    );
    return result.findings;
  }

  /**
   * Those of the file where they stand in the text of its run, which may be older than the newest one.
   * @throws CancelledError where a newer result came meanwhile.
   */
  async placedFindings(): Promise<PlacedFindings> {
    const result = this.#ofFile();
    const { run, origin } = result;
    const { source, text } = origin;
    const { findings, run: id } = await this.#findingsOf(result);
    const placed = source === undefined ? [] : placeFindings(run.network, source, text, findings);
    return { run: id, findings: placed };
  }

  /** What a user's arrays are taken for, by names and shapes; each has a name of its own. */
  propose(headers: readonly ArrayHeader[]): readonly ProposedMeaning[] {
    return proposeMeanings(headers, this.#last().run.network);
  }

  /** The derivation of backprop, for this network. */
  sheet(): FormulaSheet {
    const { run, info } = this.#last();
    return sheetOf(run.network, info.id);
  }

  /**
   * A matrix in the user's notation as the bytes of a file, as it is when it is asked for: a run meanwhile changes nothing in it.
   * @param onShare told which share of it is written, 0 … 1.
   * @throws CancelledError soon after `isCancelled` turns true.
   * @throws RangeError where the run has no such matrix.
   * @throws TooManyNumbersError where the format is not for one so large; it says for which it is.
   */
  async encode(
    ref: MatrixRef,
    format: MatrixFormat,
    onShare: (share: number) => void = () => undefined,
    isCancelled: () => boolean = () => false,
  ): Promise<Uint8Array<ArrayBuffer>> {
    const last = this.#last();
    const { run } = last;
    const matrix = last.matrix(ref);
    const { length } = matrix.data;
    if (length === 0) throw new RangeError(`the run has no ${JSON.stringify(ref)}`);
    // The next run but one computes in this run's memory.
    const own = inNotation(run.network, ref, matrix);
    return drive(encoders[format](own, aboutOf(run, ref)), this.scheduler, isCancelled, (done) => {
      onShare(done / length);
    });
  }

  /** Where the number stands in a text, that of the run or a newer one; undefined for a computed number. */
  locate(cell: CellRef, text: string): Location | undefined {
    const { source } = this.#last().origin;
    const path = source === undefined ? undefined : pathOf(cell, source);
    const range = path === undefined ? undefined : locate(text, path);
    return range === undefined ? undefined : { range };
  }

  /** The run's number that stands at an offset of a text, that of the run or a newer one; undefined where there is none. */
  cellAt(offset: number, text: string): CellRef | undefined {
    const last = this.#last();
    const { source } = last.origin;
    const cell = source === undefined ? undefined : cellAt(text, offset, source);
    return cell === undefined || !last.has(cell) ? undefined : cell;
  }

  /** What the file's run tells of a place in a text, its own or a newer one; undefined where there is nothing to tell. */
  hover(offset: number, text: string): HoverView | undefined {
    const result = this.#ofFile();
    const { run, info } = result;
    const { source } = result.origin;
    if (source === undefined) return undefined;
    const hovered = {
      run,
      source,
      overview: () => result.overview({}),
      has: (cell: CellRef) => result.has(cell),
    };
    return hoverAt(hovered, info.id, text, offset);
  }

  /** What is written of the file's run beside the layers and the loss of a text, its own or a newer one. */
  hints(text: string): readonly Hint[] {
    return hintsOf(this.#ofFile().overview({}), text);
  }

  /** The run itself, for reports that print every number. */
  result(): Run {
    return this.#last().run;
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
    const kept = [this.#file, this.#whatIfs.result].reduce((sum, result) => sum + (result?.memory ?? 0), 0);
    return { needed: memoryOf(spec, notation) + kept, available: this.surroundings.memory ?? Infinity };
  }

  /** What is shown. */
  get #result(): Result | undefined {
    return this.#whatIfs.result ?? this.#file;
  }

  #last(): Result {
    if (this.#result === undefined) throw new NoRunError();
    return this.#result;
  }

  #ofFile(): Result {
    if (this.#file === undefined) throw new NoRunError();
    return this.#file;
  }

  /**
   * The run of numbers that are tried.
   * @throws TooLargeToTryError where they need more memory than the user has agreed to or the machine gives.
   */
  async #try(spec: NetworkSpec): Promise<Result> {
    const start = this.scheduler.now();
    const { info, origin } = this.#ofFile();
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

/** One row as a matrix; of a row that it does not have, one without rows. */
function rowOf(matrix: Tensor, row: number): Tensor {
  const columns = columnsOf(matrix);
  const data = matrix.data.subarray(row * columns, (row + 1) * columns);
  return tensor([row < rowsOf(matrix) ? 1 : 0, columns], data);
}

function aboutOf({ network }: Run, { quantity, layer, parameter, sample }: MatrixRef): MatrixAbout {
  return {
    name: network.spec.name,
    quantity,
    ...(layer === undefined ? {} : { layer: network.layers[layer]!.name }),
    ...(parameter === undefined ? {} : { parameter }),
    ...(sample === undefined ? {} : { sample: sample + 1 }),
  };
}
