/** What pointer, wheel, keys and focus do on a heatmap's canvas. */
import type { CellRef } from '../../src/inspector/views';
import { type CellEvents, commandKey } from '../cells/cellEvents';
import type { Anchor } from '../cells/surface';
import { Disposables } from '../dom/component';
import { MARGIN } from './frame';
import { cellAt } from './heatMatrix';
import { PointerPan } from './pointerPan';
import type { Position } from './position';
import type { Place, Window } from './viewport';

export interface HeatInputTarget {
  readonly cells: CellEvents;
  /** Undefined before there is a matrix. */
  position(): Position | undefined;
  anchor(place: Place, cell: CellRef): Anchor;
  /** The cells that share a pixel of the plot; undefined where one has it alone. */
  sharedAt(x: number, y: number): Window | undefined;
  /** The one of them that is seen; undefined where others were asked about meanwhile. */
  seenOf(shared: Window): Promise<Place | undefined>;
  /** No others are asked about any more. */
  unsee(): void;
  readonly fail: (error: unknown) => void;
  /** The keyboard leaves for the layer before or the next one. */
  leave(direction: -1 | 1): void;
  /** A key that is none of the cursor's; true where it meant something. */
  command(key: string): boolean;
  focused(has: boolean): void;
  /** The position is another now. */
  moved(): void;
}

interface Under {
  readonly place: Place;
  readonly cell: CellRef;
}

export class HeatInput {
  readonly #disposables = new Disposables();

  constructor(
    readonly canvas: HTMLCanvasElement,
    readonly target: HeatInputTarget,
  ) {
    this.#listenToPointer();
    this.#disposables.listen(canvas, 'focus', () => {
      target.focused(true);
      this.#move((position) => {
        position.reveal();
      });
      if (canvas.matches(':focus-visible')) this.#showProof();
    });
    this.#disposables.listen(canvas, 'blur', () => {
      target.focused(false);
    });
    this.#disposables.listen(canvas, 'keydown', (event) => {
      const position = target.position();
      if (position !== undefined && this.#onKey(event, position)) event.preventDefault();
    });
  }

  dispose(): void {
    this.#disposables.dispose();
  }

  #listenToPointer(): void {
    const { cells } = this.target;
    this.#disposables.own(
      new PointerPan<Window | undefined>(this.canvas, {
        hover: (x, y) => {
          this.#under(x, y, (under) => {
            if (under === undefined) cells.leave();
            else cells.enter(this.target.anchor(under.place, under.cell));
          });
        },
        leave: () => {
          this.target.unsee();
          cells.leave();
        },
        click: (x, y) => {
          this.#under(x, y, (under) => {
            if (under === undefined) return;
            this.#move((position) => {
              position.put(under.place);
            });
            cells.pin(this.target.anchor(under.place, under.cell));
          });
        },
        begin: () => this.target.position()?.viewport.window,
        pan: (from, dx, dy) => {
          if (from === undefined) return;
          this.#move((position) => {
            position.drag(from, dx, dy);
          });
        },
        zoom: (by) => {
          this.#move((position) => {
            position.zoomBy(by);
          });
        },
        scroll: (dx, dy) => {
          this.#move((position) => {
            position.scroll(dx, dy);
          });
        },
      }),
    );
  }

  /** The number that is seen at a point of the canvas: at once, or when the host has told which one it is. */
  #under(x: number, y: number, use: (under: Under | undefined) => void): void {
    const { target } = this;
    const position = target.position();
    if (position === undefined) return;
    const [across, down] = [x - MARGIN.left, y - MARGIN.top];
    const { heat, viewport } = position;
    const at = (place: Place): Under | undefined => {
      const cell = cellAt(heat, place.row, place.column);
      return cell === undefined ? undefined : { place, cell };
    };
    const shared = target.sharedAt(across, down);
    if (shared === undefined) {
      target.unsee();
      use(at(viewport.at(across, down)));
      return;
    }
    target.seenOf(shared).then((place) => {
      if (place !== undefined && target.position() === position) use(at(place));
    }, target.fail);
  }

  /** True where the key meant something. */
  #onKey(event: KeyboardEvent, position: Position): boolean {
    const { cursor, heat } = position;
    const cell = cellAt(heat, cursor.row, cursor.column);
    if (cell !== undefined && commandKey(event, this.target.anchor(cursor, cell), this.target.cells))
      return true;
    const { rows, columns } = heat;
    const all = event.ctrlKey || event.metaKey;
    switch (event.key) {
      case 'ArrowUp':
      case 'ArrowDown':
      case 'ArrowLeft':
      case 'ArrowRight':
        if (event.shiftKey) {
          position.panHalf(event.key);
          this.target.moved();
          return true;
        }
        position.step(event.key);
        return this.#cursorMoved();
      case 'Home':
        position.moveTo({ row: all ? 0 : cursor.row, column: 0 });
        return this.#cursorMoved();
      case 'End':
        position.moveTo({ row: all ? rows - 1 : cursor.row, column: columns - 1 });
        return this.#cursorMoved();
      case 'PageUp':
      case 'PageDown':
        this.target.leave(event.key === 'PageUp' ? -1 : 1);
        return true;
      case '+':
      case '=':
        position.zoomBy(1);
        break;
      case '-':
        position.zoomBy(-1);
        break;
      case '0':
        position.zoomTo('fit');
        break;
      default:
        return !all && !event.altKey && this.target.command(event.key);
    }
    this.target.moved();
    return true;
  }

  #cursorMoved(): true {
    this.target.moved();
    this.#showProof();
    return true;
  }

  #showProof(): void {
    const position = this.target.position();
    if (position === undefined) return;
    const { cursor, heat } = position;
    const cell = cellAt(heat, cursor.row, cursor.column);
    if (cell !== undefined) this.target.cells.focus(this.target.anchor(cursor, cell));
  }

  #move(change: (position: Position) => void): void {
    const position = this.target.position();
    if (position === undefined) return;
    change(position);
    this.target.moved();
  }
}
