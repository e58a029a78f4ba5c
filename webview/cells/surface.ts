/** Where numbers are on screen. Grids, heatmaps and the header are surfaces; the board speaks to all of them at once. */
import type { CellRef, MatrixRef } from '../../src/inspector/views';
import type { PictureFormat } from '../../src/protocol/shapes';

/** Line style of an operand: a solid, b dashed, c dotted; the same in cell and formula. */
export type MarkStyle = 'a' | 'b' | 'c';

/** A number on screen that a proof can hang on. */
export interface Anchor {
  readonly cell: CellRef;
  /** Gets the focus back when its proof closes. */
  readonly element: HTMLElement;
  /** Of the number, in the window. */
  rect(): DOMRect;
  /** Of the grid around it. */
  bounds(): DOMRect;
  focus(): void;
}

/** What a proof marks. */
export interface ProofMarks {
  /** By cell key. */
  readonly operands: ReadonlyMap<string, { readonly cell: CellRef; readonly style: MarkStyle }>;
  /** The number whose proof is open. */
  readonly inspected: CellRef | undefined;
}

export interface Marks extends ProofMarks {
  /** The number of the model's text that the editor's cursor is on. */
  readonly mirrored: CellRef | undefined;
}

export type MatrixMatch = (matrix: MatrixRef) => boolean;

export interface CellSurface {
  mark(marks: Marks): void;
  /** Outlines all numbers of the matching matrices; undefined ends that. */
  outline(match: MatrixMatch | undefined): void;
  /** Where the cell is, if this surface shows it now. */
  find(cell: CellRef): Anchor | undefined;
  /**
   * What is on screen of a matrix as a file, where this surface shows it as a picture.
   * @param model the network's name.
   */
  picture?(
    matrix: MatrixRef,
    format: PictureFormat,
    model: string,
  ): Promise<Uint8Array<ArrayBuffer>> | undefined;
}

export const NO_PROOF: ProofMarks = { operands: new Map(), inspected: undefined };
export const NO_MARKS: Marks = { ...NO_PROOF, mirrored: undefined };

export class SurfaceBoard implements Omit<CellSurface, 'mark'> {
  readonly #surfaces = new Set<CellSurface>();
  #marks: Marks = NO_MARKS;

  /** Adds a surface until the returned function is called. */
  add(surface: CellSurface): () => void {
    this.#surfaces.add(surface);
    if (this.#marks !== NO_MARKS) surface.mark(this.#marks);
    return () => this.#surfaces.delete(surface);
  }

  mark(marks: ProofMarks): void {
    this.#markAll({ ...marks, mirrored: this.#marks.mirrored });
  }

  /** Marks the number that the editor's cursor is on, beside whatever a proof marks; undefined: none. */
  mirror(mirrored: CellRef | undefined): void {
    this.#markAll({ ...this.#marks, mirrored });
  }

  outline(match: MatrixMatch | undefined): void {
    for (const surface of this.#surfaces) surface.outline(match);
  }

  find(cell: CellRef): Anchor | undefined {
    for (const surface of this.#surfaces) {
      const anchor = surface.find(cell);
      if (anchor !== undefined) return anchor;
    }
    return undefined;
  }

  picture(
    matrix: MatrixRef,
    format: PictureFormat,
    model: string,
  ): Promise<Uint8Array<ArrayBuffer>> | undefined {
    for (const surface of this.#surfaces) {
      const picture = surface.picture?.(matrix, format, model);
      if (picture !== undefined) return picture;
    }
    return undefined;
  }

  /** The surface has drawn itself anew and wants its marks back. */
  remark(surface: CellSurface): void {
    surface.mark(this.#marks);
  }

  #markAll(marks: Marks): void {
    this.#marks = marks;
    for (const surface of this.#surfaces) surface.mark(marks);
  }
}
