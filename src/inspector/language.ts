/** What an editor asks about a model's text while it is read and written, whether or not it was ever run. */
import { fixesAt, type ModelFix } from '../model/fixes/fixesAt';
import { type LayerName, layerNameAt } from '../model/layerNames';
import { ModelText } from '../model/modelText';
import { outlineOf, type OutlineSymbol } from '../model/outline';

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

  #read(text: string): ModelText {
    if (this.#last?.text !== text) this.#last = new ModelText(text);
    return this.#last;
  }
}
