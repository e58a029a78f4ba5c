/** A matrix too large for digits, as a picture to look around in: overview, cells, digits, with a proof for every cell. */
import type { CellRef, MatrixRef } from '../../src/inspector/views';
import type { PictureFormat } from '../../src/protocol/shapes';
import { matrixKey } from '../cells/cellKey';
import type { CellEvents } from '../cells/cellEvents';
import type { Anchor, CellSurface, Marks, MatrixMatch } from '../cells/surface';
import type { MatrixSource } from '../data/matrixSource';
import { type Component, Disposables } from '../dom/component';
import { element } from '../dom/element';
import type { NumberFormat } from '../numbers/format';
import type { Theme } from '../theme/theme';
import { type FindTarget, FindTools } from './find/findTools';
import { MARGIN } from './frame';
import { exportPicture } from './exportPicture';
import { HeatInput } from './heatInput';
import { HeatLines } from './heatLines';
import { cellAt, type Clip, type HeatArea, type HeatMatrix, isSameArea } from './heatMatrix';
import { HeatMenu } from './heatMenu';
import { HeatScreen } from './heatScreen';
import { HeatTools } from './heatTools';
import { boxOf, mirroredPlace, placeOf, type PlotBox } from './places';
import { Position } from './position';
import { remembered } from './remembered';
import type { Place, Zoom } from './viewport';

export interface HeatSurroundings {
  readonly matrices: MatrixSource;
  readonly theme: Theme;
  readonly cells: CellEvents;
  leave(direction: -1 | 1): void;
  readonly fail: (error: unknown) => void;
}

export interface HeatLook {
  readonly heat: HeatMatrix;
  readonly format: NumberFormat;
  /** Room for plot and sides together. */
  readonly width: number;
  /** Numbers that the user gave in place of the file's. */
  readonly edited: readonly CellRef[];
}

/** Room that minimap, colours and readout take beside the plot: next to each other, or one above the other. */
const SIDES = [
  { from: 1000, width: 440 },
  { from: 640, width: 250 },
];

export class Heatmap implements Component, CellSurface {
  readonly element = element('div', { class: 'heat' });
  readonly tools: HeatTools;
  readonly #screen: HeatScreen;
  readonly #find: FindTools;
  readonly #lines: HeatLines;
  readonly #menu: HeatMenu;
  readonly #disposables = new Disposables();
  readonly #showChoices = remembered((zoom: Zoom, clip: Clip) => {
    this.tools.show(zoom, clip);
  });
  #position: Position | undefined;

  constructor(readonly surroundings: HeatSurroundings) {
    this.#screen = this.#disposables.own(
      new HeatScreen(surroundings, (down, across) => {
        this.#move((position) => {
          position.centreOn(down, across);
        });
      }),
    );
    this.#menu = this.#disposables.own(new HeatMenu(this.#screen.canvas, () => this.#position));
    this.tools = this.#disposables.own(
      new HeatTools({
        zoom: (zoom) => {
          this.#move((position) => {
            position.zoomTo(zoom);
          });
        },
        zoomBy: (by) => {
          this.#move((position) => {
            position.zoomBy(by);
          });
        },
        clip: (clip) => {
          this.#screen.set({ clip });
          this.#moved();
        },
      }),
    );
    const target: FindTarget = {
      matrices: surroundings.matrices,
      position: () => this.#position,
      goTo: (place) => {
        this.#goTo(place);
      },
      focus: () => {
        this.focus();
      },
      fail: surroundings.fail,
    };
    this.#find = this.#disposables.own(new FindTools(target));
    this.#lines = this.#disposables.own(new HeatLines(target));
    this.#find.element.append(this.#lines.buttons);
    this.#disposables.own(
      new HeatInput(this.#screen.canvas, {
        cells: surroundings.cells,
        position: () => this.#position,
        anchor: (place, cell) => this.#anchor(place, cell),
        sharedAt: (x, y) => this.#screen.sharedAt(x, y),
        seenOf: (shared) => this.#screen.seenOf(shared),
        unsee: () => {
          this.#screen.unsee();
        },
        fail: surroundings.fail,
        leave: (direction) => {
          surroundings.leave(direction);
        },
        command: (key) => this.#find.command(key) || this.#lines.command(key),
        focused: (hasFocus) => {
          this.#screen.set({ hasFocus });
        },
        moved: () => {
          this.#moved();
        },
      }),
    );
    this.element.append(
      ...[this.tools.element, this.#find.element, this.#screen.canvas],
      ...[this.#lines.element, this.#screen.element],
    );
  }

  show({ heat, format, width, edited }: HeatLook): void {
    this.#exchange(heat);
    const height = Math.max(280, Math.min(560, Math.round(innerHeight * 0.42)));
    const side = SIDES.find(({ from }) => width > from)?.width ?? 0;
    this.#position?.viewport.resize(width - side - MARGIN.left - MARGIN.right, height);
    this.#screen.set({ format, edited });
    this.#screen.ask();
    this.#moved();
  }

  /** Gets what a new run will show here in place of what is on screen; at once where that is of another matrix. */
  async renew(area: HeatArea): Promise<void> {
    if (this.#position !== undefined && isSameArea(this.#position.heat, area)) await this.#screen.renew();
  }

  focus(): void {
    this.#screen.canvas.focus();
  }

  mark(marks: Marks): void {
    const before = this.#screen.display.marks.mirrored;
    this.#screen.set({ marks });
    if (marks.mirrored !== before) this.#revealMirrored(marks.mirrored);
  }

  outline(outlined: MatrixMatch | undefined): void {
    this.#screen.set({ outlined });
  }

  find(cell: CellRef): Anchor | undefined {
    const position = this.#position;
    if (position === undefined) return undefined;
    const place = placeOf(position.heat, cell);
    return place === undefined || this.#box(place) === undefined ? undefined : this.#anchor(place, cell);
  }

  /** Puts the cursor on a number and brings it into the heatmap's view; undefined where this matrix does not have it. */
  reveal(cell: CellRef): Anchor | undefined {
    const place = this.#position === undefined ? undefined : placeOf(this.#position.heat, cell);
    if (place === undefined) return undefined;
    this.#move((position) => {
      position.goTo(place);
    });
    return this.#anchor(place, cell);
  }

  /** The file of what is on screen, where that is this matrix. */
  picture(
    matrix: MatrixRef,
    format: PictureFormat,
    model: string,
  ): Promise<Uint8Array<ArrayBuffer>> | undefined {
    const look = this.#screen.exportLook();
    const isShown = look !== undefined && matrixKey(look.heat.matrix) === matrixKey(matrix);
    return isShown ? exportPicture(look, format, model) : undefined;
  }

  dispose(): void {
    this.#disposables.dispose();
    this.element.remove();
  }

  /** Another matrix, or new numbers of the same: then one looks at the same place. */
  #exchange(heat: HeatMatrix): void {
    const before = this.#position;
    if (before?.heat === heat) return;
    this.#position = new Position(heat, before);
    this.#screen.load(heat);
    this.#screen.set({ position: this.#position });
  }

  #move(change: (position: Position) => void): void {
    if (this.#position === undefined) return;
    change(this.#position);
    this.#moved();
  }

  #moved(): void {
    const position = this.#position;
    if (position !== undefined) {
      this.#showChoices(position.viewport.zoom, this.#screen.display.clip);
      this.#find.show(position);
      this.#lines.show(position, this.#screen.display.format);
    }
    this.#menu.describe();
    this.#screen.invalidate();
  }

  /** The focus comes to a place as it does by the keyboard. */
  #goTo(place: Place): void {
    const cell =
      this.#position === undefined ? undefined : cellAt(this.#position.heat, place.row, place.column);
    const anchor = cell === undefined ? undefined : this.reveal(cell);
    if (anchor === undefined) return;
    anchor.focus();
    this.surroundings.cells.focus(anchor);
  }

  /** The cursor stays where it is; a place in view is not moved. */
  #revealMirrored(mirrored: CellRef | undefined): void {
    const position = this.#position;
    const place = position === undefined ? undefined : mirroredPlace(position.heat, mirrored);
    if (position === undefined || place === undefined || this.#box(place) !== undefined) return;
    position.viewport.reveal(place);
    this.#moved();
  }

  #box(place: Place): PlotBox | undefined {
    return this.#position === undefined
      ? undefined
      : boxOf(this.#position.heat, this.#position.viewport, place);
  }

  #anchor(place: Place, cell: CellRef): Anchor {
    const { canvas } = this.#screen;
    return {
      cell,
      element: canvas,
      rect: () => {
        const { left, top } = canvas.getBoundingClientRect();
        const box = this.#box(place) ?? { x: 0, y: 0, width: 0, height: 0 };
        return new DOMRect(left + MARGIN.left + box.x, top + MARGIN.top + box.y, box.width, box.height);
      },
      bounds: () => canvas.getBoundingClientRect(),
      focus: () => {
        canvas.focus();
      },
    };
  }
}
