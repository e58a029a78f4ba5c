/** Gets windows and statistics of matrices from the host: what is asked for together travels together. */
import type {
  Line,
  LineRequest,
  MatrixRef,
  Place,
  Search,
  Statistics,
  Tile,
  TileRequest,
} from '../../src/inspector/views';
import { matrixKey } from '../cells/cellKey';
import type { PanelHost } from '../host';

/** Enough for every visible layer; the oldest goes first. */
const MOST_TILES = 96;

/** Numbers in one message from the host: 800 kB, so that none stops the page for long. */
export const MOST_VALUES = 100_000;

type MatrixHost = Pick<PanelHost, 'tiles' | 'statistics' | 'find' | 'line'>;

interface Waiting {
  readonly request: TileRequest;
  readonly resolve: (tile: Tile) => void;
  readonly reject: (reason: unknown) => void;
}

export class MatrixSource {
  readonly #host: MatrixHost;
  readonly #tiles = new Map<string, Promise<Tile>>();
  readonly #statistics = new Map<string, Promise<Statistics>>();
  #waiting: Waiting[] = [];

  constructor(host: MatrixHost) {
    this.#host = host;
  }

  /** A window of a matrix. Windows asked for in the same turn go to the host together, in as few messages as may be. */
  tile(request: TileRequest): Promise<Tile> {
    const key = tileKey(request);
    const known = this.#tiles.get(key);
    if (known !== undefined) return known;
    const promise = new Promise<Tile>((resolve, reject) => {
      if (this.#waiting.length === 0)
        queueMicrotask(() => {
          this.#send();
        });
      this.#waiting.push({ request, resolve, reject });
    });
    this.#keep(this.#tiles, key, promise);
    const oldest = this.#tiles.keys().next().value;
    if (this.#tiles.size > MOST_TILES && oldest !== undefined) this.#tiles.delete(oldest);
    return promise;
  }

  tiles(requests: readonly TileRequest[]): Promise<readonly Tile[]> {
    return Promise.all(requests.map((request) => this.tile(request)));
  }

  statistics(matrix: MatrixRef): Promise<Statistics> {
    const key = matrixKey(matrix);
    const known = this.#statistics.get(key);
    if (known !== undefined) return known;
    const promise = this.#host.statistics(matrix);
    this.#keep(this.#statistics, key, promise);
    return promise;
  }

  /** Undefined where the matrix has nothing of the kind. */
  find(search: Search): Promise<Place | undefined> {
    return this.#host.find(search);
  }

  /** A page of one row or column; whoever shows it keeps it. */
  line(request: LineRequest): Promise<Line> {
    return this.#host.line(request);
  }

  /** Forgets everything: there is a new run. */
  clear(): void {
    this.#tiles.clear();
    this.#statistics.clear();
  }

  #send(): void {
    const waiting = this.#waiting;
    this.#waiting = [];
    for (const part of inMessages(waiting)) void this.#ask(part);
  }

  async #ask(waiting: readonly Waiting[]): Promise<void> {
    try {
      const tiles = await this.#host.tiles(waiting.map(({ request }) => request));
      waiting.forEach(({ resolve, reject }, i) => {
        const tile = tiles[i];
        if (tile === undefined) reject(new RangeError('fewer tiles than were asked for'));
        else resolve(tile);
      });
    } catch (error) {
      for (const { reject } of waiting) reject(error);
    }
  }

  /** Keeps an answer, unless it turns out to be an error. */
  #keep<T>(store: Map<string, Promise<T>>, key: string, promise: Promise<T>): void {
    store.set(key, promise);
    promise.catch(() => {
      if (store.get(key) === promise) store.delete(key);
    });
  }
}

/** In order, each message with at most MOST_VALUES numbers of answer, or with one window. */
function inMessages(waiting: readonly Waiting[]): readonly (readonly Waiting[])[] {
  const messages: Waiting[][] = [];
  let room = 0;
  for (const each of waiting) {
    const size = valuesOf(each.request);
    const last = messages.at(-1);
    if (last !== undefined && size <= room) {
      last.push(each);
      room -= size;
    } else {
      messages.push([each]);
      room = MOST_VALUES - size;
    }
  }
  return messages;
}

function valuesOf({ rowStart, rowEnd, columnStart, columnEnd, maxRows, maxColumns }: TileRequest): number {
  const rows = Math.min(rowEnd - rowStart, maxRows ?? Infinity);
  const columns = Math.min(columnEnd - columnStart, maxColumns ?? Infinity);
  return rows * columns;
}

function tileKey(request: TileRequest): string {
  const { matrix, rowStart, rowEnd, columnStart, columnEnd, maxRows, maxColumns } = request;
  return `${matrixKey(matrix)}@${rowStart}-${rowEnd},${columnStart}-${columnEnd}/${maxRows ?? ''}x${maxColumns ?? ''}`;
}
