/** Offsets in a text → lines and columns. */
import type { TextPosition, TextRange } from './modelIssue';

/** A part of the text by offsets; `end` is the first offset behind it. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** Where the lines of a text start. Lines end as in editors: by LF, CRLF or CR. */
export class Lines {
  private readonly starts: number[] = [0];

  constructor(private readonly text: string) {
    for (const { index, 0: ending } of text.matchAll(/\r\n|\r|\n/g)) this.starts.push(index + ending.length);
  }

  /** The range of a span; whatever lies beyond the text counts as its end. */
  range({ start, end }: Span): TextRange {
    return { start: this.position(start), end: this.position(end) };
  }

  /** The range of a span, but no further than its first line. */
  firstLineRange(span: Span): TextRange {
    const range = this.range(span);
    if (range.start.line === range.end.line) return range;
    return this.range({ start: span.start, end: endOfFirstLine(this.text, span) });
  }

  private position(wanted: number): TextPosition {
    const offset = Math.min(wanted, this.text.length);
    let low = 0;
    let high = this.starts.length;
    while (high - low > 1) {
      const middle = (low + high) >>> 1;
      if (this.starts[middle]! <= offset) low = middle;
      else high = middle;
    }
    return { offset, line: low, column: offset - this.starts[low]! };
  }
}

/** Where the first line of a span ends, or the span itself where that is before; without the white space there. */
export function endOfFirstLine(text: string, { start, end }: Span): number {
  const breaks = ['\n', '\r'].map((mark) => text.indexOf(mark, start)).filter((at) => at !== -1);
  return start + text.slice(start, Math.min(end, ...breaks)).trimEnd().length;
}
