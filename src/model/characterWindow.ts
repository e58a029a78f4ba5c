/**
 * A part of a long text as bytes, moved along while the text is scanned. V8 reads bytes several times faster than
 * characters of a string, which it asks for its representation every time; and four bytes can be read at once.
 */
import { endOfComment, isSpace, slash, space } from './lexemes';

/** What every engine that runs JavaScript outside of a bare shell has; the libraries of ECMAScript do not declare it. */
declare class TextEncoder {
  encodeInto(source: string, destination: Uint8Array): { readonly read: number; readonly written: number };
}

const encoder = new TextEncoder();

/** Characters loaded at once: few enough to stay in the fastest cache, enough to make loading cheap. */
const largest = 2 ** 14;

/** So many characters follow an index that may be read from, or the text ends: a longer number is not recognised. */
const margin = 512;

/** Bytes behind the loaded ones, all 0, so that four can be read at any index and what is looked for ends. */
const padding = 8;

/** What stands for a character that is not ASCII: no character of JSON outside of texts and comments. */
const foreign = 0xff;

const fourSpaces = space * 0x01010101;

export class CharacterWindow {
  readonly bytes: Uint8Array;
  readonly view: DataView;
  /** Where in the text the first byte stands. */
  base = 0;
  /** From this index on, more must be loaded before anything is read. */
  private limit = 0;
  private readonly capacity: number;

  /** @param length how much of the text will be scanned. */
  constructor(
    readonly text: string,
    length: number,
  ) {
    this.capacity = Math.min(largest, length + margin);
    this.bytes = new Uint8Array(this.capacity + padding);
    this.view = new DataView(this.bytes.buffer);
  }

  /** The index of a place in the text, from which `margin` characters can be read. */
  seek(place: number): number {
    const index = place - this.base;
    if (index >= 0 && index < this.limit) return index;
    this.load(place);
    return 0;
  }

  /** The index behind white space and comments that stand at an index, from which `margin` characters can be read. */
  endOfTrivia(start: number): number {
    const { bytes, view } = this;
    let i = start;
    for (;;) {
      const code = bytes[i]!;
      if (i >= this.limit) {
        i = this.seek(this.base + i);
      } else if (code === space) {
        i++;
        while (view.getInt32(i, true) === fourSpaces) i += 4;
      } else if (isSpace(code)) {
        i++;
      } else if (code === slash) {
        const place = this.base + i;
        const end = endOfComment(this.text, place);
        if (end === place) return i;
        i = this.seek(end);
      } else {
        return i;
      }
    }
  }

  private load(place: number): void {
    const { bytes, capacity } = this;
    const part = this.text.slice(place, place + capacity);
    const { read, written } = encoder.encodeInto(part, bytes);
    if (read !== part.length || written !== part.length) {
      for (let i = 0; i < part.length; i++) {
        const code = part.charCodeAt(i);
        bytes[i] = code < 0x80 ? code : foreign;
      }
    }
    bytes.fill(0, part.length);
    this.base = place;
    this.limit = place + part.length === this.text.length ? bytes.length : part.length - margin;
  }
}
