/** The comparison of a session: a user's numbers with the last good run, made again whenever one of them changes. */
import * as vscode from 'vscode';
import type { Correction } from '../../inspector/dumps/matching/matching';
import type { inspectorContract } from '../../protocol/inspectorContract';
import type { Remote } from '../../protocol/message';
import type { ComparisonState } from '../../protocol/panelContract';
import { DEBOUNCE_MS } from '../watchedText';
import type { ComparedNumbers } from './numbers';

export class RunningComparison {
  #numbers: ComparedNumbers | undefined;
  #watching: vscode.Disposable | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;
  readonly #corrections = new Map<string, Correction>();
  /** Only the newest comparison may say how it ended. */
  #asked = 0;
  #state: ComparisonState | undefined;

  constructor(
    readonly views: () => Remote<typeof inspectorContract>,
    readonly changed: (state: ComparisonState | undefined) => void,
  ) {}

  /** The document that the numbers stand in. */
  get uri(): vscode.Uri | undefined {
    return this.#numbers?.uri;
  }

  /** Compares these numbers from now on. Resolves when they have been compared once, or others have taken their place. */
  async start(numbers: ComparedNumbers): Promise<void> {
    this.#drop();
    this.#numbers = numbers;
    this.#watching = numbers.onDidChange(() => {
      this.soon();
    });
    await this.again();
  }

  /** Compares once more when the changes pause, where there are numbers; until then the last result is marked as old. */
  soon(): void {
    if (this.#numbers === undefined) return;
    if (this.#state !== undefined) this.#show({ ...this.#state, status: 'running' });
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.again(), DEBOUNCE_MS);
  }

  /** Compares once more, where there are numbers: something has changed. */
  async again(): Promise<void> {
    clearTimeout(this.#timer);
    const numbers = this.#numbers;
    if (numbers === undefined) return;
    const asked = ++this.#asked;
    const { name } = numbers;
    const common = { name, reason: undefined, result: this.#state?.result };
    this.#show({ ...common, status: 'running' });
    try {
      const bytes = await numbers.read();
      if (asked !== this.#asked) return;
      const corrections = [...this.#corrections].map(([array, meaning]) => ({ name: array, meaning }));
      const result = await this.views().compare({ name, bytes }, corrections);
      if (asked === this.#asked) this.#show({ ...common, status: 'done', result });
    } catch (error) {
      if (asked !== this.#asked) return;
      const { name: kind, message } = error instanceof Error ? error : { name: '', message: String(error) };
      // Whoever ended it compares again.
      if (kind === 'CancelledError' || kind === 'ChannelClosedError') return;
      const reason = vscode.l10n.t('{0} could not be compared: {1}', name, message);
      this.#show({ ...common, status: 'failed', reason });
    }
  }

  /** @param meaning what the user says that an array of these numbers is. */
  async correct(array: string, meaning: Correction): Promise<void> {
    this.#corrections.set(array, meaning);
    await this.again();
  }

  /** Ends the comparison under way, if any, and forgets the numbers. */
  clear(): void {
    if (this.#numbers === undefined) return;
    this.#drop();
    this.views()
      .cancelComparison()
      .catch(() => undefined);
    this.#show(undefined);
  }

  dispose(): void {
    this.#drop();
  }

  #drop(): void {
    this.#asked++;
    clearTimeout(this.#timer);
    this.#corrections.clear();
    this.#watching?.dispose();
    this.#numbers?.dispose();
    this.#numbers = undefined;
    this.#state = undefined;
  }

  #show(state: ComparisonState | undefined): void {
    this.#state = state;
    this.changed(state);
  }
}
