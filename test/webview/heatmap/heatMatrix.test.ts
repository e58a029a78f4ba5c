/** Statistics that the panel makes of a few numbers are those that the inspector makes of many. */
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { complete } from '../../../src/engine/computation';
import { tensor } from '../../../src/engine/tensor';
import { digestOf } from '../../../src/inspector/statistics';
import { statisticsOf } from '../../../webview/heatmap/heatMatrix';

/** Numbers whose squares stay in range, zeros of both signs, and what is not finite. */
const number = fc.oneof(
  { weight: 3, arbitrary: fc.double({ min: -1e100, max: 1e100, noNaN: true }) },
  fc.constantFrom(0, -0, NaN, Infinity, -Infinity),
);

const matrix = fc
  .record({ rows: fc.integer({ min: 1, max: 5 }), columns: fc.integer({ min: 1, max: 5 }) })
  .chain(({ rows, columns }) => {
    const size = rows * columns;
    return fc
      .array(number, { minLength: size, maxLength: size })
      .map((numbers) => ({ rows, columns, values: Float64Array.from(numbers) }));
  });

it('are the same, whatever the numbers', () => {
  fc.assert(
    fc.property(matrix, ({ rows, columns, values }) => {
      const { rowNorms, columnNorms, ...others } = statisticsOf(values, rows, columns);
      const { statistics } = complete(digestOf(tensor([rows, columns], values)));
      expect(statistics).toMatchObject(others);
      for (const [found, expected] of [
        [rowNorms, statistics.rowNorms],
        [columnNorms, statistics.columnNorms],
      ] as const) {
        found.forEach((norm, i) => {
          const same = expected[i]!;
          const agrees = Object.is(norm, same) || Math.abs(norm - same) <= 1e-14 * same;
          expect(agrees, `${norm}, ${same}`).toBe(true);
        });
      }
    }),
    { numRuns: 500 },
  );
});
