/** Comma-separated values: a line a row, as numpy.loadtxt and pandas.read_csv read them. */
import type { Encoder } from './encoder';
import { encodeText } from './text';

/** The fewest digits that read back as the same double; NaN and the infinities as numpy.savetxt writes them. */
function csvNumber(value: number): string {
  if (Number.isNaN(value)) return 'nan';
  if (!Number.isFinite(value)) return value < 0 ? '-inf' : 'inf';
  return Object.is(value, -0) ? '-0' : String(value);
}

export const csv: Encoder = (matrix) =>
  encodeText(matrix, { before: '', number: csvNumber, between: ',', betweenRows: '\n', after: '\n' });
