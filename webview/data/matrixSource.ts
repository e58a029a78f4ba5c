/** Gets windows, pictures and statistics of matrices from the host, and keeps what may be wanted again. */
import type {
  Line,
  LineRequest,
  MatrixRef,
  Picture,
  Place,
  Search,
  Statistics,
  Tile,
  TileRequest,
} from '../../src/inspector/views';
import { matrixKey } from '../cells/cellKey';
import type { PanelHost } from '../host';
import { MOST_MESSAGE_BYTES, RequestQueue } from './requestQueue';

/** A picture of so many places still fits a message. */
export const MOST_PLACES = MOST_MESSAGE_BYTES / Uint16Array.BYTES_PER_ELEMENT;

export type MatrixHost = Pick<PanelHost, 'tiles' | 'pictures' | 'statistics' | 'find' | 'line'>;

export class MatrixSource {
  readonly #host: MatrixHost;
  readonly #tiles: RequestQueue<Tile>;
  readonly #pictures: RequestQueue<Picture>;
  readonly #statistics = new Map<string, Promise<Statistics>>();

  constructor(host: MatrixHost) {
    this.#host = host;
    this.#tiles = new RequestQueue((requests) => host.tiles([...requests]), Float64Array.BYTES_PER_ELEMENT);
    this.#pictures = new RequestQueue(
      (requests) => host.pictures([...requests]),
      Uint16Array.BYTES_PER_ELEMENT,
    );
  }

  /**
   * A window of a matrix. Windows asked for in the same turn go to the host together, in as few messages as may be.
   * @param signal a request that is aborted while it waits is never sent; it rejects with an AbortError.
   */
  tile(request: TileRequest, signal?: AbortSignal): Promise<Tile> {
    return this.#tiles.get(request, signal);
  }

  tiles(requests: readonly TileRequest[]): Promise<readonly Tile[]> {
    return Promise.all(requests.map((request) => this.tile(request)));
  }

  /** The same for eyes alone: a quarter as large. */
  picture(request: TileRequest, signal?: AbortSignal): Promise<Picture> {
    return this.#pictures.get(request, signal);
  }

  /** Of a whole matrix, or of one of its rows. */
  statistics(matrix: MatrixRef, row?: number): Promise<Statistics> {
    const key = row === undefined ? matrixKey(matrix) : `${matrixKey(matrix)} ${row}`;
    const known = this.#statistics.get(key);
    if (known !== undefined) return known;
    const promise = this.#host.statistics({ matrix, ...(row === undefined ? {} : { row }) });
    this.#statistics.set(key, promise);
    promise.catch(() => {
      if (this.#statistics.get(key) === promise) this.#statistics.delete(key);
    });
    return promise;
  }

  /** Where in a matrix something is; undefined where it has none. */
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
    this.#pictures.clear();
    this.#statistics.clear();
  }
}
