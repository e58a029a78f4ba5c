/** Windows of matrices on their way: asked for together they travel together, few at a time, and what nobody waits for never. */
import type { TileRequest } from '../../src/inspector/views';
import { matrixKey } from '../cells/cellKey';

/** Of answers in one message: so that none stops the page for long. */
export const MOST_MESSAGE_BYTES = 800_000;

/** Of answers that are kept; those that were not asked for longest go first. */
const MOST_KEPT_BYTES = 16_000_000;

/** Messages under way at once: one is answered while the next one travels. */
const MOST_MESSAGES = 2;

class Entry<Answer> {
  readonly key: string;
  readonly answer: Promise<Answer>;
  resolve!: (answer: Answer) => void;
  reject!: (reason: unknown) => void;
  /** Those who still want it. */
  askers = 0;

  constructor(
    readonly request: TileRequest,
    readonly bytes: number,
  ) {
    this.key = keyOf(request);
    this.answer = new Promise((resolve, reject) => {
      this.resolve = resolve;
      this.reject = reject;
    });
  }
}

export class RequestQueue<Answer> {
  readonly #entries = new Map<string, Entry<Answer>>();
  #waiting: Entry<Answer>[] = [];
  #messages = 0;
  #kept = 0;
  #isPlanned = false;

  /**
   * @param ask sends one message; answers come in the order of its requests.
   * @param bytesPerPlace of an answer.
   */
  constructor(
    readonly ask: (requests: readonly TileRequest[]) => Promise<readonly Answer[]>,
    readonly bytesPerPlace: number,
  ) {}

  /**
   * @param signal aborts a request that still waits to be sent: the promise rejects with the signal's AbortError then.
   * What is under way already is answered.
   */
  get(request: TileRequest, signal?: AbortSignal): Promise<Answer> {
    const entry = this.#known(request) ?? this.#add(request);
    entry.askers++;
    return signal === undefined ? entry.answer : this.#abortable(entry, signal);
  }

  /** Forgets every answer: there is a new run. */
  clear(): void {
    this.#entries.clear();
    this.#kept = 0;
  }

  #known(request: TileRequest): Entry<Answer> | undefined {
    const key = keyOf(request);
    const entry = this.#entries.get(key);
    if (entry === undefined) return undefined;
    // It is the youngest now.
    this.#entries.delete(key);
    this.#entries.set(key, entry);
    return entry;
  }

  #add(request: TileRequest): Entry<Answer> {
    const entry = new Entry<Answer>(request, placesOf(request) * this.bytesPerPlace);
    this.#entries.set(entry.key, entry);
    this.#kept += entry.bytes;
    for (const oldest of this.#entries.values()) {
      if (this.#kept <= MOST_KEPT_BYTES || oldest === entry) break;
      this.#forget(oldest);
    }
    // Whoever asked hears of errors; here they only make room for another try.
    entry.answer.catch(() => {
      this.#forget(entry);
    });
    this.#waiting.push(entry);
    this.#plan();
    return entry;
  }

  #forget(entry: Entry<Answer>): void {
    if (this.#entries.get(entry.key) !== entry) return;
    this.#entries.delete(entry.key);
    this.#kept -= entry.bytes;
  }

  #abortable(entry: Entry<Answer>, signal: AbortSignal): Promise<Answer> {
    return new Promise((resolve, reject) => {
      const abort = (): void => {
        if (!this.#waiting.includes(entry)) return;
        reject(signal.reason as Error);
        if (--entry.askers > 0) return;
        this.#waiting = this.#waiting.filter((each) => each !== entry);
        this.#forget(entry);
      };
      signal.addEventListener('abort', abort, { once: true });
      const settled = (): void => {
        signal.removeEventListener('abort', abort);
      };
      entry.answer.then(resolve, reject).finally(settled);
      if (signal.aborted) abort();
    });
  }

  /** Sends in the next turn, so that what is asked for together travels together. */
  #plan(): void {
    if (this.#isPlanned) return;
    this.#isPlanned = true;
    queueMicrotask(() => {
      this.#isPlanned = false;
      this.#send();
    });
  }

  #send(): void {
    while (this.#waiting.length > 0 && this.#messages < MOST_MESSAGES) {
      void this.#post(this.#waiting.splice(0, fitting(this.#waiting)));
    }
  }

  async #post(entries: readonly Entry<Answer>[]): Promise<void> {
    this.#messages++;
    try {
      const answers = await this.ask(entries.map(({ request }) => request));
      entries.forEach(({ resolve, reject }, i) => {
        const answer = answers[i];
        if (answer === undefined) reject(new RangeError('fewer answers than requests'));
        else resolve(answer);
      });
    } catch (error) {
      for (const { reject } of entries) reject(error);
    } finally {
      this.#messages--;
      this.#send();
    }
  }
}

/** How many from the first one on fit a message; at least that one. */
function fitting(entries: readonly { readonly bytes: number }[]): number {
  let room = MOST_MESSAGE_BYTES;
  const end = entries.findIndex(({ bytes }, i) => {
    room -= bytes;
    return i > 0 && room < 0;
  });
  return end === -1 ? entries.length : end;
}

function placesOf({ rowStart, rowEnd, columnStart, columnEnd, maxRows, maxColumns }: TileRequest): number {
  const rows = Math.min(rowEnd - rowStart, maxRows ?? Infinity);
  const columns = Math.min(columnEnd - columnStart, maxColumns ?? Infinity);
  return rows * columns;
}

function keyOf(request: TileRequest): string {
  const { matrix, rowStart, rowEnd, columnStart, columnEnd, maxRows, maxColumns } = request;
  return `${matrixKey(matrix)}@${rowStart}-${rowEnd},${columnStart}-${columnEnd}/${maxRows ?? ''}x${maxColumns ?? ''}`;
}
