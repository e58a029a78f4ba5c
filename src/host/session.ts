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
import { FollowedText } from './followedText';
import { runsOtherwise } from './movedRun';
import { nameOfFile, titleOf } from './nameOfFile';
import { InspectorClient } from './inspectorClient';
import type { StartWorker } from './inspectorWorker';
import { RunningCheck } from './runningCheck';
import { RunningWhatIf } from './runningWhatIf';
import { afterDeath, afterRun, INITIAL, logLine, type SessionState, shownOf } from './sessionState';
import { affectsRuns, runSettings } from './settings';
import { UnreadableTextError } from './watchedText';

/** Progress is told at most this often: more is no news to a person. */
const PROGRESS_MS = 100;

export class InspectionSession extends Disposables {
  readonly #changed = this.own(new vscode.EventEmitter<SessionState>());
  readonly onDidChange = this.#changed.event;
  readonly #moved = this.own(new vscode.EventEmitter<vscode.Uri>());
  /** The model's document has another URI than this one now. Whatever the user did stays. */
  readonly onDidMove = this.#moved.event;
  readonly #text: FollowedText;
  readonly #client: InspectorClient;
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
  /** Counts runs that were asked for, and cancellations: only the newest may say how it ended. */
  #asked = 0;
  #progressTold = 0;
  /** Bytes that the user has said a run of this model may need. */
  #agreed = 0;

  constructor(
    uri: vscode.Uri,
    startWorker: StartWorker,
    readonly log: vscode.LogOutputChannel,
  ) {
    super();
    this.#text = this.own(
      new FollowedText(uri, {
        worker: () => this.views,
        changed: () => {
          this.#update({ stale: this.#state.run !== undefined });
        },
        unchanged: () => {
          if (this.#state.status === 'ready') this.#update({ stale: false });
          else void this.run();
        },
        run: () => void this.run(),
        moved: (from) => {
          this.#move(from);
        },
      }),
    );
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
    this.whatIf = new RunningWhatIf({
      uri: () => this.uri,
      views: () => this.views,
      settle: () => this.#settle(),
      run: () => this.run(),
      show: (shown) => {
        this.#show(shown);
      },
    });
    this.own(
      vscode.workspace.onDidChangeConfiguration((change) => {
        if (this.#asked > 0 && affectsRuns(change, this.uri)) void this.run();
      }),
    );
  }

  get uri(): vscode.Uri {
    return this.#text.uri;
  }

  get fileName(): string {
    return nameOfFile(this.uri);
  }

  /** What the network is called where it has no name of its own. */
  get title(): string {
    return titleOf(this.uri);
  }

  get state(): SessionState {
    return this.#state;
  }

  /** The state as views show it. */
  get shown(): PanelState {
    return { model: this.uri.toString(), fileName: this.fileName, ...this.#state };
  }

  /** The views of the last good run. */
  get views(): Remote<typeof inspectorContract> {
    return this.#client.remote;
  }

  /** Runs the text as it is now; a run under way is cancelled. Resolves when this run ended, one way or another. */
  async run(): Promise<SessionState> {
    const asked = ++this.#asked;
    const isNewest = (): boolean => asked === this.#asked && !this.disposed;
    this.#update({ status: 'running', progress: undefined, memory: undefined, failure: undefined });
    try {
      const reply = await this.#text.run(isNewest, () =>
        this.views.run(this.title, { ...runSettings(this.uri), agreed: this.#agreed }),
      );
      if (reply === undefined) return this.#state;
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
    this.#text.rest();
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
    await this.#text.update();
    const location = await this.#client.remote.locate(cell);
    return location?.range;
  }

  /** The last good run's number at an offset of the text as it is now; undefined where none stands there. */
  async cellAt(offset: number): Promise<CellRef | undefined> {
    await this.#text.update();
    return this.#client.remote.cellAt(offset);
  }

  /** What is written beside layers and loss of the text as it is now, with the numbers of the last good run. */
  async hints(): Promise<readonly Hint[]> {
    await this.#text.update();
    return this.#client.remote.hints();
  }

  /** What is told of an offset of the text as it is now, with the numbers of the last good run. */
  async hover(offset: number): Promise<Hover | undefined> {
    await this.#text.update();
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

  /** Runs the text as it is now where the last good run is not of it; resolves to whether it is then. */
  async #settle(): Promise<boolean> {
    await this.#text.update();
    return (await this.hasRun()) && !this.#state.stale;
  }

  #move(from: vscode.Uri): void {
    this.log.info(`${nameOfFile(from)} is ${this.fileName} now`);
    this.#moved.fire(from);
    // It has another name.
    this.#update({});
    if (this.#asked > 0) void this.#runElsewhere(from, this.uri);
  }

  async #runElsewhere(from: vscode.Uri, to: vscode.Uri): Promise<void> {
    const isOther = await runsOtherwise(from, to, this.#state, this.views);
    if (isOther && !this.disposed && this.uri === to) await this.run();
  }

  #take(outcome: RunOutcome): void {
    const line = `${this.fileName}: ${logLine(outcome)}`;
    if (outcome.kind === 'exhausted') this.log.error(line);
    else this.log.info(line);
    if (outcome.kind === 'ran') this.#forgetCheck();
    this.#update(afterRun(this.#state, outcome, this.#text.isStale));
    if (outcome.kind === 'ran') void this.#comparison.again();
  }

  /** It was of the run before. */
  #forgetCheck(): void {
    if (this.#state.check !== undefined) this.#check.clear();
  }

  #takeLate(reply: ShownRun): void {
    this.#forgetCheck();
    const status = this.#state.status === 'cancelled' && !this.#text.isStale ? 'ready' : this.#state.status;
    this.#update({ ...shownOf(reply), status, stale: this.#text.isStale });
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
    this.#text.forget();
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
