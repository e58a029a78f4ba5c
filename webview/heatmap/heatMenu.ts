/** Tells the editor's context menu which number of a heatmap it is about: the one under the pointer, or the cursor's. */
import { describeNumbers } from '../cells/editorContext';
import { Disposables } from '../dom/component';
import { MARGIN } from './frame';
import { cellAt } from './heatMatrix';
import { boxOf } from './places';
import type { Position } from './position';
import type { Place } from './viewport';

/** Of a context menu's event that comes from a key. */
const BY_KEY = -1;

export class HeatMenu {
  readonly #disposables = new Disposables();

  constructor(
    readonly canvas: HTMLCanvasElement,
    readonly position: () => Position | undefined,
  ) {
    this.#disposables.listen(canvas, 'contextmenu', (event) => {
      const position = this.position();
      if (position === undefined) return;
      if (event.button === BY_KEY) {
        event.preventDefault();
        this.#openAtCursor(position);
        return;
      }
      const { left, top } = canvas.getBoundingClientRect();
      const [x, y] = [event.clientX - left - MARGIN.left, event.clientY - top - MARGIN.top];
      this.#describe(position, position.viewport.at(x, y));
    });
  }

  /** The cursor has moved, or there are other numbers. */
  describe(): void {
    const position = this.position();
    if (position !== undefined) this.#describe(position, position.cursor);
  }

  dispose(): void {
    this.#disposables.dispose();
  }

  #describe({ heat }: Position, { row, column }: Place): void {
    describeNumbers(this.canvas, 'heatmap', heat.matrix, cellAt(heat, row, column));
  }

  /** A key's menu would open in the middle of the canvas. */
  #openAtCursor(position: Position): void {
    position.reveal();
    const { left, top } = this.canvas.getBoundingClientRect();
    const box = boxOf(position.heat, position.viewport, position.cursor);
    const { x, y, width, height } = box ?? { x: 0, y: 0, width: 0, height: 0 };
    this.canvas.dispatchEvent(
      new MouseEvent('contextmenu', {
        bubbles: true,
        cancelable: true,
        clientX: left + MARGIN.left + x + width / 2,
        clientY: top + MARGIN.top + y + height / 2,
      }),
    );
  }
}
