/** What is told of a place in a model's text: plain data, that whoever shows it puts into its own form. */
import type { CellRef, Latex } from '../views';

/** What a hover says, formulas not yet typeset. */
export interface HoverView {
  /** Of the run whose numbers these are; undefined where there was none. */
  readonly run: number | undefined;
  /** The value that is spoken of, by offsets of the text. */
  readonly span: { readonly start: number; readonly end: number };
  /** The number that it is, where it is one. */
  readonly cell: CellRef | undefined;
  readonly parts: readonly (HoverPart | FormulaPart)[];
}

/** The same as it is shown. */
export interface Hover extends Omit<HoverView, 'parts'> {
  readonly parts: readonly HoverPart[];
}

export type HoverPart =
  | { readonly kind: 'title' | 'text'; readonly text: string }
  /** A number with all its digits. */
  | { readonly kind: 'value'; readonly name: string; readonly value: number }
  | PicturePart;

export interface PicturePart {
  readonly kind: 'picture';
  /** An SVG element in `currentColor`; undefined where there are only words. */
  readonly svg: string | undefined;
  /** The same in plain text. */
  readonly words: string;
}

/** A formula that is still to be typeset. */
export interface FormulaPart {
  readonly kind: 'formula';
  readonly latex: Latex;
}
