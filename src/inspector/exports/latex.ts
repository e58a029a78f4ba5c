/** A LaTeX matrix, for documents. */
import * as l10n from '@vscode/l10n';
import { columnsOf, rowsOf } from '../../engine/tensor';
import { entryDigits } from '../digits';
import type { Encoder } from './encoder';
import { encodeText } from './text';

/** More is nothing that a document can show, nor that LaTeX sets in reasonable time. */
const MOST = 10_000;

/** amsmath sets so many columns unless it is told that there are more. */
const USUAL_COLUMNS = 10;

/** The matrix is too large for a document. */
class TooManyNumbersError extends Error {
  override readonly name = 'TooManyNumbersError';
  constructor(rows: number, columns: number) {
    super(
      l10n.t(
        'LaTeX takes at most 10 000 numbers, and this matrix has {0} × {1}. CSV takes all of them: export it as CSV.',
        rows,
        columns,
      ),
    );
  }
}

/** @throws TooManyNumbersError */
export const latex: Encoder = function* (matrix) {
  const [rows, columns] = [rowsOf(matrix), columnsOf(matrix)];
  if (matrix.data.length > MOST) throw new TooManyNumbersError(rows, columns);
  const room = columns > USUAL_COLUMNS ? `\\setcounter{MaxMatrixCols}{${columns}}\n` : '';
  return yield* encodeText(matrix, {
    before: `${room}\\begin{bmatrix}\n`,
    number: entryDigits,
    between: ' & ',
    betweenRows: ' \\\\\n',
    after: '\n\\end{bmatrix}\n',
  });
};
