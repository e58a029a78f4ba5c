/** Which cell a pixel shows where several share it: the largest one, which the host is asked for. */
import type { MatrixSource } from '../data/matrixSource';
import type { HeatMatrix } from './heatMatrix';
import type { Place, Window } from './viewport';

export class PixelCells {
  /** The question that was asked last, by its window's name. */
  #asked = '';
  #answer: Promise<Place | undefined> = Promise.resolve(undefined);

  constructor(
    readonly source: MatrixSource,
    readonly heat: HeatMatrix,
  ) {}

  /**
   * The cell in a window of the heatmap whose colour the window has in the picture. Asked once, however often the pointer
   * moves within it.
   * @returns undefined where the pointer has asked for another one meanwhile.
   */
  async largest(window: Window): Promise<Place | undefined> {
    const { matrix, firstRow } = this.heat;
    const { rowStart, rowEnd, columnStart, columnEnd } = window;
    const asked = [rowStart, rowEnd, columnStart, columnEnd].join();
    if (asked !== this.#asked) {
      this.#asked = asked;
      this.#answer = this.source.find({
        ...{ matrix, what: 'largest' },
        window: { ...window, rowStart: firstRow + rowStart, rowEnd: firstRow + rowEnd },
      });
    }
    const place = await this.#answer;
    if (place === undefined || asked !== this.#asked) return undefined;
    return { row: place.row - firstRow, column: place.column };
  }

  /** The pointer is somewhere else: no answer is wanted any more. */
  forget(): void {
    this.#asked = '';
  }
}
