/** One model under inspection: its text, its last good result, what is wrong with it now. Views follow its changes. */
import * as vscode from 'vscode';
import type { Hint } from '../inspector/hints';
import type { Hover } from '../inspector/hover/hoverView';
import type { CellRef, MatrixFormat, MatrixRef, Progress, ShownRun, TextRange } from '../inspector/views';
import type { inspectorContract, RunOutcome } from '../protocol/inspectorContract';
import type { Remote } from '../protocol/message';
import type { CheckState, PanelState } from '../protocol/panelContract';
import type { Correction } from '../inspector/dumps/matching/matching';
import type { ComparedNumbers } from './comparing/numbers';
import { RunningComparison } from './comparing/runningComparison';
import { Disposables } from './disposables';
import { GivenText } from './givenText';
import { nameOfFile } from './nameOfFile';
import { InspectorClient } from './inspectorClient';
import type { StartWorker } from './inspectorWorker';
import { RunningCheck } from './runningCheck';
import { RunningWhatIf } from './runningWhatIf';
import { afterDeath, afterRun, INITIAL, logLine, type SessionState, shownOf } from './sessionState';
import { affectsRuns, runSettings } from './settings';
import { DEBOUNCE_MS, WatchedText, UnreadableTextError } from './watchedText';

/** Progress is told at most this often: more is no news to a person. */
const PROGRESS_MS = 100;

export class InspectionSession extends Disposables {
  readonly #changed = this.own(new vscode.EventEmitter<SessionState>());
  readonly onDidChange = this.#changed.event;
  readonly #text: WatchedText;
  readonly #client: InspectorClient;
  readonly #given: GivenText;
  readonly #check = new RunningCheck(
    () => this.views,
    (check) => {
      this.#update({ check });
    },
  );
  readonly #comparison = this.own(
    new RunningComparison(
      () => this.views,
      (comparison) => {
        this.#update({ comparison });
      },
    ),
  );
  /** Other numbers on top of the file's. */
  readonly whatIf: RunningWhatIf;
  #state = INITIAL;
  #timer: ReturnType<typeof setTimeout> | undefined;
  /** Counts runs that were asked for, and cancellations: only the newest may say how it ended. */
  #asked = 0;
  /** Counts the changes of the text. */
  #changes = 0;
  /** The value of `#changes` when the text of the last good run was read. */
  #changesOfRun = 0;
  #progressTold = 0;
  /** Bytes that the user has said a run of this model may need. */
  #agreed = 0;

  constructor(
    readonly uri: vscode.Uri,
    startWorker: StartWorker,
    readonly log: vscode.LogOutputChannel,
  ) {
    super();
    this.#text = this.own(new WatchedText(uri));
    this.#client = this.own(
      new InspectorClient(
        startWorker,
        {
          progress: (progress) => {
            this.#tellProgress(progress);
          },
          checkProgress: (done, all) => {
            if (this.#state.check?.status === 'running') this.#check.progress(done, all);
          },
        },
        (reason) => {
          this.#loseRun(reason);
        },
      ),
    );
    this.#given = new GivenText(this.#text, () => this.views);
    this.whatIf = new RunningWhatIf({
      uri,
      views: () => this.views,
      settle: () => this.#settle(),
      run: () => this.run(),
      show: (shown) => {
        this.#show(shown);
      },
    });
    this.own(
      this.#text.onDidChange(() => {
        this.#schedule();
      }),
    );
    this.own(
      this.#text.onDidMove(() => {
        if (!this.#given.isGiven) return;
        // A text that can no longer be read is another one too: its run says why.
        this.#updateText().catch(() => {
          if (!this.disposed) this.#schedule();
        });
      }),
    );
    this.own(
      vscode.workspace.onDidChangeConfiguration((change) => {
        if (this.#asked > 0 && affectsRuns(change, uri)) void this.run();
      }),
    );
    this.own({
      dispose: () => {
        clearTimeout(this.#timer);
      },
    });
  }

  get fileName(): string {
    return nameOfFile(this.uri);
  }

  /** The file's name without its endings: what the network is called where it has no name of its own. */
  get title(): string {
    return this.fileName.replace(/(\.backprop)?\.jsonc?$/, '');
  }

  get state(): SessionState {
    return this.#state;
  }

  /** The state as views show it. */
  get shown(): PanelState {
    return { fileName: this.fileName, ...this.#state };
  }

  /** The views of the last good run. */
  get views(): Remote<typeof inspectorContract> {
    return this.#client.remote;
  }

  /** Runs the text as it is now; a run under way is cancelled. Resolves when this run ended, one way or another. */
  async run(): Promise<SessionState> {
    clearTimeout(this.#timer);
    const asked = ++this.#asked;
    const changes = this.#changes;
    const isNewest = (): boolean => asked === this.#asked && !this.disposed;
    this.#update({ status: 'running', progress: undefined, memory: undefined, failure: undefined });
    try {
      const text = await this.#given.newer();
      if (!isNewest()) return this.#state;
      const [, reply] = await Promise.all([
        this.#given.give(text),
        this.#client.remote.run(this.title, {
          ...runSettings(this.uri),
          agreed: this.#agreed,
        }),
      ]);
      if (reply.run !== undefined) this.#changesOfRun = changes;
      if (isNewest()) this.#take(reply);
      // A good run that ended just before it was cancelled is the one that views now speak of.
      else if (reply.kind === 'ran') this.#takeLate(reply);
    } catch (error) {
      if (isNewest()) this.#fail(error);
    }
    return this.#state;
  }

  /** Runs the text where the last good run is not of it. Resolves to whether there is a good run then. */
  async hasRun(): Promise<boolean> {
    if (this.#state.run === undefined || this.#state.stale) await this.run();
    return !this.disposed && this.#state.run !== undefined;
  }

  /** Runs the text although it needs so many bytes; whatever needs no more is not asked about again. */
  async agree(bytes: number): Promise<SessionState> {
    this.#agreed = Math.max(this.#agreed, bytes);
    return this.run();
  }

  /** Ends the run under way; the last good result stays. */
  cancel(): void {
    if (this.#state.status !== 'running') return;
    clearTimeout(this.#timer);
    this.#asked++;
    this.#client.remote.cancel().catch(() => undefined);
    this.log.info(`${this.fileName}: cancelled`);
    this.#update({ status: 'cancelled', progress: undefined });
  }

  /** Checks the gradients of the last good run; undefined where there is none, or the check was cancelled or superseded. */
  async checkGradients(): Promise<CheckState | undefined> {
    return this.#state.run === undefined ? undefined : this.#check.start();
  }

  cancelCheck(): void {
    if (this.#state.check?.status === 'running') this.#check.clear();
  }

  /** The document whose numbers are compared. */
  get comparedUri(): vscode.Uri | undefined {
    return this.#comparison.uri;
  }

  /** Compares a user's numbers with the last good run, from now on whenever one of them changes. */
  async compare(numbers: ComparedNumbers): Promise<void> {
    await this.#comparison.start(numbers);
  }

  /** @param meaning what the user says that an array of the compared numbers is. */
  async correct(array: string, meaning: Correction): Promise<void> {
    await this.#comparison.correct(array, meaning);
  }

  endComparison(): void {
    this.#comparison.clear();
  }

  /** Where the number stands in the text as it is now. */
  async locate(cell: CellRef): Promise<TextRange | undefined> {
    await this.#updateText();
    const location = await this.#client.remote.locate(cell);
    return location?.range;
  }

  /** The last good run's number at an offset of the text as it is now; undefined where none stands there. */
  async cellAt(offset: number): Promise<CellRef | undefined> {
    await this.#updateText();
    return this.#client.remote.cellAt(offset);
  }

  /** What is written beside layers and loss of the text as it is now, with the numbers of the last good run. */
  async hints(): Promise<readonly Hint[]> {
    await this.#updateText();
    return this.#client.remote.hints();
  }

  /** What is told of an offset of the text as it is now, with the numbers of the last good run. */
  async hover(offset: number): Promise<Hover | undefined> {
    await this.#updateText();
    return this.#client.remote.hover(offset);
  }

  /**
   * A matrix of the last good run as the bytes of a file.
   * @param onShare told which share of it is written, 0 … 1.
   * @throws CancelledError soon after the signal is aborted.
   */
  encode(
    matrix: MatrixRef,
    format: MatrixFormat,
    onShare: (share: number) => void,
    signal: AbortSignal,
  ): Promise<Uint8Array<ArrayBuffer>> {
    return this.#client.encode(matrix, format, onShare, signal);
  }

  get #isStale(): boolean {
    return this.#changes !== this.#changesOfRun;
  }

  /** Gives the worker the text as it is now; one that is another than before is run. */
  async #updateText(): Promise<void> {
    const text = await this.#given.newer();
    if (!this.disposed && (await this.#given.give(text))) this.#schedule();
  }

  /** Runs the text as it is now where the last good run is not of it; resolves to whether it is then. */
  async #settle(): Promise<boolean> {
    await this.#updateText();
    return (await this.hasRun()) && !this.#state.stale;
  }

  #schedule(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.run(), DEBOUNCE_MS);
    this.#changes++;
    this.#update({ stale: this.#state.run !== undefined });
  }

  #take(outcome: RunOutcome): void {
    const line = `${this.fileName}: ${logLine(outcome)}`;
    if (outcome.kind === 'exhausted') this.log.error(line);
    else this.log.info(line);
    if (outcome.kind === 'ran') this.#forgetCheck();
    this.#update(afterRun(this.#state, outcome, this.#isStale));
    if (outcome.kind === 'ran') void this.#comparison.again();
  }

  /** It was of the run before. */
  #forgetCheck(): void {
    if (this.#state.check !== undefined) this.#check.clear();
  }

  #takeLate(reply: ShownRun): void {
    this.#forgetCheck();
    const status = this.#state.status === 'cancelled' && !this.#isStale ? 'ready' : this.#state.status;
    this.#update({ ...shownOf(reply), status, stale: this.#isStale });
    void this.#comparison.again();
  }

  /** Other numbers on top of the same file. */
  #show(shown: ShownRun): void {
    const isOther = shown.run !== this.#state.run;
    if (isOther) this.#forgetCheck();
    this.#update(shownOf(shown));
    if (isOther) this.#comparison.soon();
  }

  #fail(error: unknown): void {
    // The worker's death was told by the client already.
    if (error instanceof Error && error.name === 'ChannelClosedError') return;
    const message = error instanceof Error ? error.message : String(error);
    this.log.error(error instanceof Error ? error : `${this.fileName}: ${message}`);
    this.#update({
      status: 'failed',
      stale: this.#state.run !== undefined,
      issues: [],
      progress: undefined,
      excerpt: undefined,
      failure:
        error instanceof UnreadableTextError
          ? message
          : vscode.l10n.t('{0} could not be run: {1}', this.fileName, message),
    });
  }

  #loseRun(reason: string): void {
    this.#given.forget();
    this.log.error(`The inspector of ${this.fileName} ended: ${reason}`);
    this.#update(afterDeath(this.#state, reason));
  }

  #tellProgress(progress: Progress): void {
    const { status, progress: before } = this.#state;
    const now = performance.now();
    const isNews = progress.stage !== before?.stage || now - this.#progressTold >= PROGRESS_MS;
    if (status !== 'running' || !isNews) return;
    this.#progressTold = now;
    this.#update({ progress });
  }

  #update(change: Partial<SessionState>): void {
    if (this.disposed) return;
    this.#state = { ...this.#state, ...change };
    this.#changed.fire(this.#state);
  }
}
