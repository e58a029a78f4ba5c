/** What an editor asks about a model's text while it is read and written, whether or not it was ever run. */
import { buildNetwork } from '../engine/network';
import { fixesAt, type ModelFix } from '../model/fixes/fixesAt';
import { type LayerName, layerNameAt } from '../model/layerNames';
import { ModelText } from '../model/modelText';
import { outlineOf, type OutlineSymbol } from '../model/outline';
import { type Hint, shapeHintsOf } from './hints';
import { hoverAt } from './hover/hoverAt';
import type { HoverView } from './hover/hoverView';
import type { Notation } from './views';

export type { LayerName } from '../model/layerNames';
export type { ModelFix } from '../model/fixes/fixesAt';
export type { OutlineSymbol } from '../model/outline';

/** Questions come many at a time: what was read of the last text is kept. */
export class Language {
  #last: ModelText | undefined;

  outline(text: string): readonly OutlineSymbol[] {
    return outlineOf(this.#read(text));
  }

  /** Between two offsets of the text. */
  fixes(text: string, start: number, end: number): readonly ModelFix[] {
    return fixesAt(this.#read(text), { start, end });
  }

  layerName(text: string, offset: number): LayerName | undefined {
    return layerNameAt(this.#read(text), offset);
  }

  /** What is written beside the layers without the numbers of a run; nothing where the text has an error. */
  shapeHints(text: string): readonly Hint[] {
    const { spec } = this.#read(text).model;
    return spec === undefined ? [] : shapeHintsOf(buildNetwork(spec), text);
  }

  /** What is told of a place without the numbers of a run; undefined where there is nothing to tell, or the text has an error. */
  hover(text: string, offset: number, notation: Notation): HoverView | undefined {
    const { spec, source } = this.#read(text).model;
    if (spec === undefined || source === undefined) return undefined;
    return hoverAt({ network: buildNetwork(spec, notation), source, ran: undefined }, text, offset);
  }

  #read(text: string): ModelText {
    if (this.#last?.text !== text) this.#last = new ModelText(text);
    return this.#last;
  }
}
