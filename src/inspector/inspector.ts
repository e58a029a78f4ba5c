/** The inspector: what a person wants to know of a run. One instance a model; the same behind worker and command line. */
import { readCell } from '../engine/cells';
import { complete } from '../engine/computation';
import { buildNetwork } from '../engine/network';
import { run as runNetwork, type Run } from '../engine/run';
import { columnsOf, rowsOf, tensor, type Tensor } from '../engine/tensor';
import { cellAt, locate, pathOf } from '../model/locate';
import { type ArrayCorrection, compareDump, type DumpComparison } from './comparison/compareDump';
import { type ComparedMatrix, comparedMatrix, type ComparedMatrixRequest } from './comparison/comparedMatrix';
import { drive, type Scheduler } from './drive';
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
import type { Result } from './result';
import { Runs, type Surroundings } from './runs';
import { proposeMeanings } from './dumps/matching/proposeMeanings';
import { inNotation } from './orientation';
import { sheetOf } from './sheet';
import { pageOf, sortLine } from './lines';
import { find } from './search';
import { numberTexts } from './whatIf/numberTexts';
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

/**
 * Every method but `run` and `cancel` speaks of the last good run, or of the what-if on top of it, and throws NoRunError
 * where there was none.
 */
export class Inspector {
  readonly #runs: Runs;
  /** Checks of one gradient and of all, each counted: a later one ends the one before. */
  #checks = 0;
  #wholeChecks = 0;
  /** Comparisons, counted likewise. */
  #comparisons = 0;

  constructor(
    readonly scheduler: Scheduler,
    surroundings: Surroundings = {},
  ) {
    this.#runs = new Runs(scheduler, surroundings);
  }

  /**
   * Reads the text, runs forward and backward, keeps the result where there is one (else the last one stays).
   * @throws CancelledError where `cancel` was called meanwhile, or another run began.
   */
  run(
    text: string,
    name: string,
    onProgress: (progress: Progress) => void,
    options?: RunOptions,
  ): Promise<RunReply> {
    return this.#runs.run(text, name, onProgress, options);
  }

  /** Which run views speak of. */
  shown(): ShownRun {
    return this.#runs.shown();
  }

  /** Ends the run under way, if any, at its next slice. */
  cancel(): void {
    this.#runs.cancel();
  }

  /**
   * Tries another number in place of one of the file's.
   * @throws RefusedNumberError where the file may not have it there, RangeError where there is no such number.
   */
  async change(cell: CellRef, value: number): Promise<ShownRun> {
    await this.#runs.whatIfs.change(cell, value);
    return this.shown();
  }

  /** Takes a step of gradient descent from the numbers that are shown: θ ← θ − rate · ∂L/∂θ, in all parameters. */
  async step(rate: number): Promise<ShownRun> {
    await this.#runs.whatIfs.step(rate);
    return this.shown();
  }

  /** Takes the last step back; what was edited since then stays. */
  async stepBack(): Promise<ShownRun> {
    await this.#runs.whatIfs.stepBack();
    return this.shown();
  }

  /** Back to the file's own numbers. */
  async discard(): Promise<ShownRun> {
    await this.#runs.whatIfs.discard();
    return this.shown();
  }

  /**
   * Where a text has to be another to have the numbers of the what-if.
   * @throws RangeError where the text does not have all of them.
   */
  whatIfTexts(text: string): readonly NumberText[] {
    const { scenario } = this.#runs.whatIfs;
    const { source } = this.#runs.ofFile().origin;
    return scenario === undefined || source === undefined ? [] : numberTexts(text, scenario, source);
  }

  overview(selection: Selection): Overview {
    return this.#runs.last().overview(selection);
  }

  /** Windows of matrices. A matrix that the run does not have is empty. */
  tiles(requests: readonly TileRequest[]): readonly Tile[] {
    const last = this.#runs.last();
    return requests.map((request) => cutTile(last.matrix(request.matrix), request, last.info.id));
  }

  /** The same windows for eyes alone. */
  pictures(requests: readonly TileRequest[]): readonly Picture[] {
    const last = this.#runs.last();
    return requests.map((request) => {
      const { blocks } = last.digest(request.matrix);
      return cutPicture(last.matrix(request.matrix), blocks, request, last.info.id);
    });
  }

  /** Of a whole matrix, or of one of its rows. */
  statistics(matrix: MatrixRef, row?: number): Statistics {
    const last = this.#runs.last();
    const run = last.info.id;
    if (row === undefined) return { run, ...last.digest(matrix).statistics };
    return { run, ...complete(digestOf(rowOf(last.matrix(matrix), row))).statistics };
  }

  /** Where in a matrix that is which is looked for; undefined where there is none. */
  find(search: Search): Place | undefined {
    return find(this.#runs.last().matrix(search.matrix), search);
  }

  /** A page of one row or column as a list. */
  line(request: LineRequest): Line {
    const last = this.#runs.last();
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
    const last = this.#runs.last();
    last.require(cell);
    const { run, info } = last;
    const explanation = explain(run, info.id, cell, selection, whole);
    if (this.#runs.whatIfs.result === undefined || explanation.proof !== undefined) return explanation;
    const fileValue = readCell(this.#runs.ofFile().run, cell);
    return Object.is(fileValue, explanation.value) ? explanation : { ...explanation, fileValue };
  }

  /**
   * The same number by central differences: about two forward passes a step.
   * @throws CancelledError where a later check or a newer result came meanwhile.
   * @throws RangeError for a number that is no gradient, or that the run does not have.
   */
  async check(cell: CellRef): Promise<NumericCheck> {
    const asked = ++this.#checks;
    const last = this.#runs.last();
    last.require(cell);
    const { run } = last;
    return drive(
      checkCell(run, cell),
      this.scheduler,
      () => asked !== this.#checks || run !== this.#runs.current?.run,
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
    const last = this.#runs.last();
    const { run, info } = last;
    let progress = { done: 0, all: 1 };
    last.checked = await drive(
      checkGradients(run, info.id, options, (done, all) => {
        progress = { done, all };
      }),
      this.scheduler,
      () => asked !== this.#wholeChecks || run !== this.#runs.current?.run,
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
    const { run, checked } = this.#runs.last();
    return checked === undefined ? undefined : checkTable(checked, run.network);
  }

  /** The run as a table to read. */
  runTable(): string {
    return reportTable(this.#runs.last().run, undefined);
  }

  /**
   * Compares a user's numbers with the run's. Other requests are answered meanwhile.
   * @param corrections what the user says of the dump's arrays.
   * @throws CancelledError where `cancelComparison` was called, another comparison began, or a newer result came meanwhile.
   */
  async compare(dump: DumpContent, corrections: readonly ArrayCorrection[] = []): Promise<DumpComparison> {
    const asked = ++this.#comparisons;
    const result = this.#runs.last();
    const run = await this.#comparable(result);
    const { view, compared } = await drive(
      compareDump(run, result.info.id, dump, corrections),
      this.scheduler,
      () => asked !== this.#comparisons || result !== this.#runs.current,
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
      () => result !== this.#runs.current,
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
    const { run, compared } = this.#runs.last();
    return compared && comparisonMarkdown(compared.comparison, run.network.spec.name, dump);
  }

  /** One quantity of the last comparison; undefined where there is none, or the user's has another shape. */
  comparedMatrix(request: ComparedMatrixRequest): ComparedMatrix | undefined {
    const { yours, reference } = this.#runs.last().compared?.matrices[request.quantity] ?? {};
    return yours && reference && comparedMatrix(yours, reference, request);
  }

  /**
   * What is to be noted in the run, with its cause. Other requests are answered meanwhile.
   * @throws CancelledError where a newer result came meanwhile.
   */
  findings(): Promise<Findings> {
    return this.#findingsOf(this.#runs.last());
  }

  #findingsOf(result: Result): Promise<Findings> {
    result.findings ??= drive(
      findHealth(result.run, result.info.id),
      this.scheduler,
      () => result !== this.#runs.current && result !== this.#runs.file,
      () => undefined,
    );
    return result.findings;
  }

  /**
   * Those of the file where they stand in the text of its run, which may be older than the newest one.
   * @throws CancelledError where a newer result came meanwhile.
   */
  async placedFindings(): Promise<PlacedFindings> {
    const result = this.#runs.ofFile();
    const { run, origin } = result;
    const { source, text } = origin;
    const { findings, run: id } = await this.#findingsOf(result);
    const placed = source === undefined ? [] : placeFindings(run.network, source, text, findings);
    return { run: id, findings: placed };
  }

  /** What a user's arrays are taken for, by names and shapes; each has a name of its own. */
  propose(headers: readonly ArrayHeader[]): readonly ProposedMeaning[] {
    return proposeMeanings(headers, this.#runs.last().run.network);
  }

  /** The derivation of backprop, for this network. */
  sheet(): FormulaSheet {
    const { run, info } = this.#runs.last();
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
    const last = this.#runs.last();
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
    const { source } = this.#runs.last().origin;
    const path = source === undefined ? undefined : pathOf(cell, source);
    const range = path === undefined ? undefined : locate(text, path);
    return range === undefined ? undefined : { range };
  }

  /** The run's number that stands at an offset of a text, that of the run or a newer one; undefined where there is none. */
  cellAt(offset: number, text: string): CellRef | undefined {
    const last = this.#runs.last();
    const { source } = last.origin;
    const cell = source === undefined ? undefined : cellAt(text, offset, source);
    return cell === undefined || !last.has(cell) ? undefined : cell;
  }

  /** What the file's run tells of a place in a text, its own or a newer one; undefined where there is nothing to tell. */
  hover(offset: number, text: string): HoverView | undefined {
    const result = this.#runs.ofFile();
    const { run, info } = result;
    const { source } = result.origin;
    if (source === undefined) return undefined;
    const ran = {
      run,
      id: info.id,
      overview: () => result.overview({}),
      has: (cell: CellRef) => result.has(cell),
    };
    return hoverAt({ network: run.network, source, ran }, text, offset);
  }

  /** What is written of the file's run beside the layers and the loss of a text, its own or a newer one. */
  hints(text: string): readonly Hint[] {
    return hintsOf(this.#runs.ofFile().overview({}), text);
  }

  /** The run itself, for reports that print every number. */
  result(): Run {
    return this.#runs.last().run;
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
