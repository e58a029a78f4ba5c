/** The text of a model, given to its worker where that does not have it as it is now. */
import type { inspectorContract } from '../protocol/inspectorContract';
import type { Remote } from '../protocol/message';
import { moved } from '../protocol/wire';
import type { TextNow, WatchedText } from './watchedText';

export class GivenText {
  /** The version that the worker has. */
  #held: string | undefined;
  /** Counts the texts that were another than the one before. */
  #number = 0;

  constructor(
    readonly text: WatchedText,
    readonly worker: () => Remote<typeof inspectorContract>,
  ) {}

  /** Whether the worker has a text at all. */
  get isGiven(): boolean {
    return this.#held !== undefined;
  }

  /** Of the text that the worker has: the same text twice in a row has one number. */
  get number(): number {
    return this.#number;
  }

  /** The worker died: the next one has nothing. */
  forget(): void {
    this.#held = undefined;
    this.#number++;
  }

  /** The text as it is now, or undefined where the worker has it. */
  async newer(): Promise<TextNow | undefined> {
    const held = this.#held;
    const text = await this.text.read(held);
    // The worker that had it may have died meanwhile.
    return text ?? (this.#held === held ? undefined : this.text.read());
  }

  /** Posts the text to the worker; resolves to whether it is another than the one before. */
  async give(text: TextNow | undefined): Promise<boolean> {
    if (text === undefined) return false;
    const { version, content } = text;
    this.#held = version;
    try {
      const isOther = await this.worker().setText(typeof content === 'string' ? content : moved(content));
      if (isOther) this.#number++;
      return isOther;
    } catch (error) {
      this.#held = undefined;
      throw error;
    }
  }
}
