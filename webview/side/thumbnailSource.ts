/** Gets what thumbnails show from the host: pooled pictures and statistics, never a matrix. */
import { valueOf } from '../../src/inspector/pictureCode';
import type { MatrixRef, Statistics, TileRequest } from '../../src/inspector/views';
import { type MatrixHost, MatrixSource } from '../data/matrixSource';
import { type CodePicture, columnRms, rowPicture } from './codePicture';
import type { ShownMatrix } from './shownMatrices';

/** A thumbnail's place on screen, in CSS pixels. */
export interface Slot {
  readonly shown: ShownMatrix;
  readonly width: number;
  readonly height: number;
}

export interface ThumbnailData {
  readonly statistics: Statistics;
  readonly picture: CodePicture;
  /** Largest finite magnitude of what is shown. */
  readonly largest: number;
  /** In the ramp; else in grey. */
  readonly signed: boolean;
}

export class ThumbnailSource {
  readonly #host: MatrixHost;
  readonly #matrices: MatrixSource;

  constructor(host: MatrixHost) {
    this.#host = host;
    this.#matrices = new MatrixSource(host);
  }

  statistics(matrix: MatrixRef): Promise<Statistics> {
    return this.#matrices.statistics(matrix);
  }

  /** All of these at the screen's resolution, in one message for the pictures. */
  async load(slots: readonly Slot[]): Promise<readonly ThumbnailData[]> {
    const inPictures = slots.filter(({ shown }) => !shown.rms);
    const [statistics, pictures] = await Promise.all([
      Promise.all(slots.map(({ shown }) => this.statistics(shown.matrix))),
      inPictures.length === 0 ? [] : this.#host.pictures(inPictures.map(requestOf)),
    ]);
    return slots.map((slot, i) => {
      const { shown } = slot;
      const own = statistics[i]!;
      const picture = shown.rms
        ? rowPicture(columnRms(own), pixels(slot.width))
        : pictures[inPictures.indexOf(slot)]!;
      return {
        statistics: own,
        picture,
        largest: largestOf(shown, own),
        signed: shown.tone === 'bySign' ? hasNegative(picture) : shown.tone === 'signed',
      };
    });
  }

  /** Forgets everything: there is a new run, or another model. */
  clear(): void {
    this.#matrices.clear();
  }
}

/** The largest finite magnitude of what is shown of a matrix. */
export function largestOf({ rms }: ShownMatrix, statistics: Statistics): number {
  if (!rms) return statistics.maxAbs;
  return columnRms(statistics).reduce((most, x) => (Number.isFinite(x) ? Math.max(most, x) : most), 0);
}

function requestOf({ shown: { matrix, rows, columns }, width, height }: Slot): TileRequest {
  const whole = { rowStart: 0, rowEnd: rows, columnStart: 0, columnEnd: columns };
  return { matrix, ...whole, maxRows: pixels(height), maxColumns: pixels(width) };
}

function pixels(size: number): number {
  return Math.max(1, Math.round(size * devicePixelRatio));
}

function hasNegative({ codes }: CodePicture): boolean {
  return codes.some((code) => valueOf(code) < 0);
}
