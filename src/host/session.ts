/** One model under inspection: its text, its last good result, what is wrong with it now. Views follow its changes. */
import * as vscode from 'vscode';
import type { CellRef, ModelIssue, Progress, RunReply, TextRange } from '../inspector/views';
import type { inspectorContract } from '../protocol/inspectorContract';
import type { Remote } from '../protocol/message';
import type { PanelState } from '../protocol/panelContract';
import { Disposables } from './disposables';
import { InspectorClient } from './inspectorClient';
import { ModelText, UnreadableModelError } from './modelText';

/** How long typing must pause before the network runs again. */
const DEBOUNCE_MS = 150;

/** Progress is told at most this often: more is no news to a person. */
const PROGRESS_MS = 100;

/** Lines of text shown around an error. */
const EXCERPT_MARGIN = 1;

/** What a session's views need to know. */
export type SessionState = Omit<PanelState, 'fileName'>;

const INITIAL: SessionState = {
  status: 'running',
  run: undefined,
  stale: false,
  issues: [],
  progress: undefined,
  excerpt: undefined,
  failure: undefined,
};

export class InspectionSession extends Disposables {
  readonly #changed = this.own(new vscode.EventEmitter<SessionState>());
  readonly onDidChange = this.#changed.event;
  readonly #text: ModelText;
  readonly #client: InspectorClient;
  #state = INITIAL;
  #timer: ReturnType<typeof setTimeout> | undefined;
  /** Counts runs that were asked for, and cancellations: only the newest may say how it ended. */
  #asked = 0;
  /** Counts the changes of the text. */
  #changes = 0;
  /** The value of `#changes` when the text of the last good run was read. */
  #changesOfRun = 0;
  #progressTold = 0;

  constructor(
    readonly uri: vscode.Uri,
    workerScript: string,
    readonly log: vscode.LogOutputChannel,
  ) {
    super();
    this.#text = this.own(new ModelText(uri));
    this.#client = this.own(
      new InspectorClient(
        workerScript,
        (progress) => {
          this.#tellProgress(progress);
        },
        (reason) => {
          this.#loseRun(reason);
        },
      ),
    );
    this.own(
      this.#text.onDidChange(() => {
        this.#schedule();
      }),
    );
    this.own({
      dispose: () => {
        clearTimeout(this.#timer);
      },
    });
  }

  get fileName(): string {
    return this.uri.path.split('/').at(-1) ?? this.uri.path;
  }

  /** The file's name without its endings: what the network is called where it has no name of its own. */
  get title(): string {
    return this.fileName.replace(/(\.backprop)?\.jsonc?$/, '');
  }

  get state(): SessionState {
    return this.#state;
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
    this.#update({ status: 'running', progress: undefined, failure: undefined });
    try {
      const text = await this.#text.read();
      if (!isNewest()) return this.#state;
      const reply = await this.#client.remote.run(text, this.title);
      if (reply.run !== undefined) this.#changesOfRun = changes;
      if (isNewest()) this.#take(reply, text);
      // A good run that ended just before it was cancelled is the one that views now speak of.
      else if (reply.run !== undefined) this.#takeLate(reply.run);
    } catch (error) {
      if (isNewest()) this.#fail(error);
    }
    return this.#state;
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

  /** Where the number stands in the text as it is now. */
  async locate(cell: CellRef): Promise<TextRange | undefined> {
    const location = await this.#client.remote.locate(cell, await this.#text.read());
    return location?.range;
  }

  get #isStale(): boolean {
    return this.#changes !== this.#changesOfRun;
  }

  #schedule(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.run(), DEBOUNCE_MS);
    this.#changes++;
    this.#update({ stale: this.#state.run !== undefined });
  }

  #take({ run, issues, milliseconds }: RunReply, text: string): void {
    const failed = run === undefined;
    this.log.info(
      failed
        ? `${this.fileName}: ${issues.length} problems`
        : `${this.fileName}: ran in ${milliseconds.toFixed(1)} ms`,
    );
    this.#update({
      status: failed ? 'failed' : 'ready',
      run: run ?? this.#state.run,
      stale: failed ? this.#state.run !== undefined : this.#isStale,
      issues,
      progress: undefined,
      excerpt: failed ? excerptOf(text, issues) : undefined,
    });
  }

  #takeLate(run: number): void {
    const status = this.#state.status === 'cancelled' && !this.#isStale ? 'ready' : this.#state.status;
    this.#update({ status, run, stale: this.#isStale });
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
        error instanceof UnreadableModelError
          ? message
          : vscode.l10n.t('{0} could not be run: {1}', this.fileName, message),
    });
  }

  /** The worker died, and with it the run that it held. */
  #loseRun(reason: string): void {
    this.log.error(`The inspector of ${this.fileName} ended: ${reason}`);
    this.#update({
      status: 'failed',
      run: undefined,
      stale: false,
      progress: undefined,
      failure: vscode.l10n.t(
        'The inspector ended unexpectedly ({0}). Run the backward pass again to start it anew.',
        reason,
      ),
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

function excerptOf(text: string, issues: readonly ModelIssue[]): SessionState['excerpt'] {
  const errors = issues.filter(({ severity }) => severity === 'error');
  // Broken JSON first, as the panel does: it may be the cause of all the others.
  const issue = errors.find(({ code }) => code === 'invalid_json') ?? errors[0];
  if (issue === undefined) return undefined;
  const { line } = issue.range.start;
  const firstLine = Math.max(0, line - EXCERPT_MARGIN);
  const lines = text.split(/\r?\n/, line + EXCERPT_MARGIN + 1).slice(firstLine);
  // A minified model has all its text on one line.
  return { firstLine, lines: lines.map((content) => content.slice(0, 400)) };
}
