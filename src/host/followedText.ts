/** The text of a session's model: given to its worker, run again when it has become another, known to be the last run's or not. */
import type * as vscode from 'vscode';
import type { inspectorContract, RunOutcome } from '../protocol/inspectorContract';
import type { Remote } from '../protocol/message';
import { Disposables } from './disposables';
import { GivenText } from './givenText';
import { DEBOUNCE_MS, WatchedText } from './watchedText';

export interface TextSurroundings {
  worker(): Remote<typeof inspectorContract>;
  /** The text may be another: it will be run when the changes pause. */
  changed(): void;
  /** The text is that of the last good run after all. */
  unchanged(): void;
  run(): void;
  /** The document was at this URI before. */
  moved(from: vscode.Uri): void;
}

export class FollowedText extends Disposables {
  readonly #watched: WatchedText;
  readonly #given: GivenText;
  /** While changes are waited for to pause. */
  #timer: ReturnType<typeof setTimeout> | undefined;
  /** Counts the changes of the text. */
  #changes = 0;
  /** The value of `#changes` when the text of the last good run was read. */
  #changesOfRun = 0;
  /** The number of that text. */
  #textOfRun = -1;

  constructor(
    uri: vscode.Uri,
    readonly surroundings: TextSurroundings,
  ) {
    super();
    this.#watched = this.own(new WatchedText(uri));
    this.#given = new GivenText(this.#watched, () => surroundings.worker());
    this.own(
      this.#watched.onDidChange(() => {
        this.#schedule();
      }),
    );
    this.own(
      this.#watched.onDidChangeSource(() => {
        this.#look();
      }),
    );
    this.own(
      this.#watched.onDidMove((from) => {
        surroundings.moved(from);
        this.#look();
      }),
    );
    this.own({
      dispose: () => {
        this.rest();
      },
    });
  }

  get uri(): vscode.Uri {
    return this.#watched.uri;
  }

  /** Whether the text has changed since the last good run read it. */
  get isStale(): boolean {
    return this.#changes !== this.#changesOfRun;
  }

  /**
   * Gives the worker the text as it is now and has it run.
   * @returns undefined where the run is not wanted any more once the text is read.
   * @throws UnreadableTextError
   */
  async run(isWanted: () => boolean, run: () => Promise<RunOutcome>): Promise<RunOutcome | undefined> {
    this.rest();
    const changes = this.#changes;
    const text = await this.#newer();
    if (!isWanted()) return undefined;
    const given = this.#given.give(text).then(() => this.#given.number);
    const [number, outcome] = await Promise.all([given, run()]);
    if (outcome.run !== undefined) {
      this.#changesOfRun = changes;
      this.#textOfRun = number;
    }
    return outcome;
  }

  /** Gives the worker the text as it is now; one that is another than before is run. */
  async update(): Promise<void> {
    const text = await this.#newer();
    if (!this.disposed && (await this.#given.give(text))) this.#schedule();
  }

  /** What has changed until now is not run by itself. */
  rest(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
  }

  /** The worker died: the next one has nothing. */
  forget(): void {
    this.#given.forget();
  }

  /** A text that can no longer be read is another one too: its run says why. */
  #look(): void {
    if (!this.#given.isGiven) return;
    this.update().catch(() => {
      if (!this.disposed) this.#schedule();
    });
  }

  #schedule(): void {
    clearTimeout(this.#timer);
    const timer = setTimeout(() => void this.#runOther(timer), DEBOUNCE_MS);
    this.#timer = timer;
    this.#changes++;
    this.surroundings.changed();
  }

  /** Runs the text where it is not the last good run's: a file that moves is gone for a moment, and still the same. */
  async #runOther(timer: ReturnType<typeof setTimeout>): Promise<void> {
    const isNewest = (): boolean => timer === this.#timer && !this.disposed;
    const changes = this.#changes;
    const isSame = await this.#isOfRun().catch(() => false);
    if (!isNewest()) return;
    this.rest();
    if (isSame) {
      this.#changesOfRun = changes;
      this.surroundings.unchanged();
    } else {
      this.surroundings.run();
    }
  }

  async #isOfRun(): Promise<boolean> {
    const text = await this.#newer();
    if (this.disposed) return false;
    await this.#given.give(text);
    return this.#given.number === this.#textOfRun;
  }

  /** The text as it is now, or undefined where the worker has it. A file that moves while it is read is read again. */
  async #newer(): ReturnType<GivenText['newer']> {
    const { uri } = this;
    try {
      return await this.#given.newer();
    } catch (error) {
      if (uri === this.uri) throw error;
      return this.#newer();
    }
  }
}
