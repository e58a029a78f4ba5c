/** One list of numbers, page by page: only what is looked at is asked for, and kept. */
import type { Line, LineRequest } from '../../src/inspector/views';
import type { MatrixSource } from '../data/matrixSource';

/** Entries of a page: more than a window shows, few enough for one message. */
const PAGE = 200;

export type LineOrder = Pick<LineRequest, 'order' | 'descending'>;
/** Which row or column. */
export type LineRef = Pick<LineRequest, 'matrix' | 'axis' | 'index'>;

export interface Entry {
  /** Where it stands in the row or column, from 0. */
  readonly index: number;
  readonly value: number;
}

export class LinePages {
  readonly #pages = new Map<number, Line | undefined>();

  /** @param arrived called when there is more to show. */
  constructor(
    readonly source: Pick<MatrixSource, 'line'>,
    readonly line: LineRef,
    readonly order: LineOrder,
    readonly arrived: () => void,
    readonly fail: (error: unknown) => void,
  ) {}

  /** The entry at a position of the list; undefined while it is on its way, or not asked for. */
  entry(position: number): Entry | undefined {
    const page = this.#pages.get(Math.floor(position / PAGE));
    const index = page?.indices[position % PAGE];
    const value = page?.values[position % PAGE];
    return index === undefined || value === undefined ? undefined : { index, value };
  }

  /** Asks for what is missing between two positions, the last one included. */
  want(first: number, last: number): void {
    for (let page = Math.floor(first / PAGE); page <= Math.floor(last / PAGE); page++) {
      if (!this.#pages.has(page)) this.#ask(page);
    }
  }

  #ask(page: number): void {
    this.#pages.set(page, undefined);
    const request = { ...this.line, ...this.order, from: page * PAGE, to: (page + 1) * PAGE };
    this.source.line(request).then(
      (line) => {
        this.#pages.set(page, line);
        this.arrived();
      },
      (error: unknown) => {
        this.#pages.delete(page);
        this.fail(error);
      },
    );
  }
}
