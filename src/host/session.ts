/** One model under inspection: its text, its last good result, what is wrong with it now. Views follow its changes. */
import * as vscode from 'vscode';
import { bytesText } from '../inspector/naming';
import type { Hint } from '../inspector/hints';
import type { Hover } from '../inspector/hover/hoverView';
import type { CellRef, MatrixFormat, MatrixRef, Progress, ShownRun, TextRange } from '../inspector/views';
import type { inspectorContract, RunOutcome } from '../protocol/inspectorContract';
import type { Remote } from '../protocol/message';
import type { CheckState, PanelState } from '../protocol/panelContract';
import { moved } from '../protocol/wire';
import type { Correction } from '../inspector/dumps/matching/matching';
import type { ComparedNumbers } from './comparing/numbers';
import { RunningComparison } from './comparing/runningComparison';
import { Disposables } from './disposables';
import { nameOfFile } from './nameOfFile';
import { InspectorClient } from './inspectorClient';
import type { StartWorker } from './inspectorWorker';
import { RunningCheck } from './runningCheck';
import { RunningWhatIf } from './runningWhatIf';
import { affectsRuns, runSettings } from './settings';
import { DEBOUNCE_MS, WatchedText, type TextNow, UnreadableTextError } from './watchedText';

/** Progress is told at most this often: more is no news to a person. */
const PROGRESS_MS = 100;

/** What a session's views need to know. */
export type SessionState = Omit<PanelState, 'fileName'>;

const INITIAL: SessionState = {
  status: 'running',
  run: undefined,
  stale: false,
  issues: [],
  progress: undefined,
  excerpt: undefined,
  memory: undefined,
  whatIf: undefined,
  lost: 0,
  check: undefined,
  comparison: undefined,
  failure: undefined,
};

export class InspectionSession extends Disposables {
  readonly #changed = this.own(new vscode.EventEmitter<SessionState>());
  readonly onDidChange = this.#changed.event;
  readonly #text: WatchedText;
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
  /** The version of the text that the worker has. */
  #held: string | undefined;

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
        if (this.#held === undefined) return;
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
      const text = await this.#newerText();
      if (!isNewest()) return this.#state;
      const [, reply] = await Promise.all([
        this.#give(text),
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
    const text = await this.#newerText();
    if (!this.disposed && (await this.#give(text))) this.#schedule();
  }

  /** Runs the text as it is now where the last good run is not of it; resolves to whether it is then. */
  async #settle(): Promise<boolean> {
    await this.#updateText();
    return (await this.hasRun()) && !this.#state.stale;
  }

  /** The text as it is now, or undefined where the worker has it. */
  async #newerText(): Promise<TextNow | undefined> {
    const held = this.#held;
    const text = await this.#text.read(held);
    // The worker that had it may have died meanwhile.
    return text ?? (this.#held === held ? undefined : this.#text.read());
  }

  /** Posts the text to the worker; resolves to whether it is another than the one before. */
  async #give(text: TextNow | undefined): Promise<boolean> {
    if (text === undefined) return false;
    const { version, content } = text;
    this.#held = version;
    try {
      return await this.#client.remote.setText(typeof content === 'string' ? content : moved(content));
    } catch (error) {
      this.#held = undefined;
      throw error;
    }
  }

  #schedule(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.run(), DEBOUNCE_MS);
    this.#changes++;
    this.#update({ stale: this.#state.run !== undefined });
  }

  #take(outcome: RunOutcome): void {
    const { issues, excerpt } = outcome;
    const common = { issues, excerpt, progress: undefined };
    const { run } = this.#state;
    const withoutResult = { ...common, run, stale: run !== undefined };
    switch (outcome.kind) {
      case 'ran':
        this.log.info(`${this.fileName}: ran in ${outcome.milliseconds.toFixed(1)} ms`);
        this.#forgetCheck();
        this.#update({ ...common, ...shownOf(outcome), status: 'ready', stale: this.#isStale });
        void this.#comparison.again();
        return;
      case 'refused':
        this.log.info(`${this.fileName}: ${issues.length} problems`);
        this.#update({ ...withoutResult, status: 'failed' });
        return;
      case 'question': {
        const { needed, available } = outcome;
        this.log.info(`${this.fileName}: needs ${needed} of ${available} bytes, asks first`);
        this.#update({ ...withoutResult, status: 'asking', memory: { needed, available } });
        return;
      }
      case 'exhausted': {
        const needed = bytesText(outcome.needed, Math.ceil);
        this.log.error(`${this.fileName}: the machine did not give ${outcome.needed} bytes`);
        this.#update({
          ...withoutResult,
          status: 'failed',
          failure: vscode.l10n.t(
            'The run needs {0} of memory, more than this machine can give. Fewer samples or units need less.',
            needed,
          ),
        });
      }
    }
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

  /** The worker died, and with it the run that it held. */
  #loseRun(reason: string): void {
    this.#held = undefined;
    this.log.error(`The inspector of ${this.fileName} ended: ${reason}`);
    const tried = this.#state.whatIf?.changed ?? 0;
    this.#update({
      status: 'failed',
      run: undefined,
      stale: false,
      progress: undefined,
      whatIf: undefined,
      lost: 0,
      check: undefined,
      failure: [
        vscode.l10n.t(
          'The inspector ended unexpectedly ({0}). Run the backward pass again to start it anew.',
          reason,
        ),
        ...(tried > 0
          ? [vscode.l10n.t('The {0} numbers that you had changed are gone with it.', tried)]
          : []),
      ].join(' '),
    });
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

function shownOf({ run, whatIf, lost }: ShownRun): Pick<SessionState, keyof ShownRun> {
  return { run, whatIf, lost };
}
