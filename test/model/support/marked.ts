/** Texts in which « and » mark the range that is expected. */

export interface Marked {
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

/** Takes the marks out. There must be exactly one pair. */
export function marked(source: string): Marked {
  const start = source.indexOf('«');
  const end = source.indexOf('»') - 1;
  const text = source.replace('«', '').replace('»', '');
  if (start === -1 || end < start || /[«»]/.test(text))
    throw new Error(`one pair of marks expected: ${source}`);
  return { text, start, end };
}

/** Line and column of an offset, counted anew from the text. */
export function positionAt(text: string, offset: number): { offset: number; line: number; column: number } {
  const before = text.slice(0, offset).split(/\r\n|\r|\n/);
  return { offset, line: before.length - 1, column: before.at(-1)!.length };
}
