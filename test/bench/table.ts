// The figures as a person reads them: median milliseconds, how many times as long as ours, targets met and missed.
import type { Outcome } from './contest';
import type { GrowthTime, Series } from './growth';
import type { Verdict } from './targets';

/** Three digits, or all before the point. */
function inMilliseconds(value: number): string {
  return `${value < 100 ? value.toPrecision(3) : value.toFixed(0)} ms`;
}

/** Lines of cells in columns as wide as their widest cell. @param rows each as long as `sides`. */
export function aligned(
  rows: readonly (readonly string[])[],
  sides: readonly ('left' | 'right')[],
): readonly string[] {
  const widths = sides.map((_, column) => Math.max(0, ...rows.map((row) => row[column]!.length)));
  return rows.map((row) =>
    sides
      .map((side, column) =>
        side === 'left' ? row[column]!.padEnd(widths[column]!) : row[column]!.padStart(widths[column]!),
      )
      .join('  ')
      .trimEnd(),
  );
}

/** The rows' times and how many times as long they are as the first one's, which is ours. */
export function timesTable(title: string, rows: readonly Outcome[]): readonly string[] {
  const ours = rows[0]?.milliseconds;
  const cells = rows.map(({ name, milliseconds, why = '' }) => {
    if (milliseconds === undefined) return [name, '–', '', why];
    const ratio = ours === undefined ? '' : `${(milliseconds / ours).toFixed(2)} ×`;
    return [name, inMilliseconds(milliseconds), ratio, ''];
  });
  return [title, ...aligned(cells, ['left', 'right', 'right', 'left']).map((line) => `  ${line}`)];
}

export function growthTable({ variable }: Series, times: readonly GrowthTime[]): readonly string[] {
  const cells = times.map(({ size, milliseconds }) => [String(size), inMilliseconds(milliseconds)]);
  return [`growth with ${variable}`, ...aligned(cells, ['right', 'right']).map((line) => `  ${line}`)];
}

export function verdictTable(verdicts: readonly Verdict[]): readonly string[] {
  const cells = verdicts.map(({ target, wanted, found, judgement }) => [
    target,
    wanted,
    found === undefined ? '–' : found.toFixed(2),
    judgement,
  ]);
  return aligned([['target', 'wanted', 'found', ''], ...cells], ['left', 'right', 'right', 'left']);
}
