/** What PyTorch before version 0.4 printed: no brackets, and wide matrices cut in columns. */
import type { Span } from '../../../model/lines';

const marks = /^[ \t]*Columns \d+ (?:to|and) \d+|\[torch\.\w+ of size [^\]\r\n]*\]/m;

/** Where the text shows that it was printed so; undefined where it was not. */
export function markOfOldTorch(text: string): Span | undefined {
  const mark = marks.exec(text);
  return mark === null ? undefined : { start: mark.index, end: mark.index + mark[0].length };
}
