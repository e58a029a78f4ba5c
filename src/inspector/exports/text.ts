/** Matrices as text: a large one's is longer than a string can be, so it is written piece by piece. */
import type { Computation } from '../../engine/computation';
import { columnsOf, rowsOf, type Tensor } from '../../engine/tensor';
import { asciiBytes } from './ascii';

/** How a matrix is written; ASCII alone. */
interface TextStyle {
  readonly before: string;
  readonly number: (value: number) => string;
  /** Between two numbers of a row. */
  readonly between: string;
  readonly betweenRows: string;
  readonly after: string;
}

/** So many numbers are written at a time: a few milliseconds' work. */
const PIECE = 4096;

/** The text's bytes. Yields the numbers written. */
export function* encodeText(matrix: Tensor, style: TextStyle): Computation<Uint8Array<ArrayBuffer>> {
  const chunks = [asciiBytes(style.before)];
  const [rows, columns] = [rowsOf(matrix), columnsOf(matrix)];
  for (let row = 0; row < rows; row++) {
    for (let start = 0; start < columns; start += PIECE) {
      const end = Math.min(columns, start + PIECE);
      const numbers = matrix.data.subarray(row * columns + start, row * columns + end);
      const separator = start > 0 ? style.between : row > 0 ? style.betweenRows : '';
      chunks.push(asciiBytes(separator + Array.from(numbers, style.number).join(style.between)));
      yield end - start;
    }
  }
  chunks.push(asciiBytes(style.after));
  return yield* joined(chunks);
}

function* joined(chunks: readonly Uint8Array[]): Computation<Uint8Array<ArrayBuffer>> {
  const whole = new Uint8Array(chunks.reduce((length, chunk) => length + chunk.length, 0));
  let at = 0;
  for (const chunk of chunks) {
    whole.set(chunk, at);
    at += chunk.length;
    yield 0;
  }
  return whole;
}
