/** Whatever a file says, it is read to a network or to issues, and never to an exception. */
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { buildNetwork } from '../../src/engine/network';
import { readModel } from '../../src/model/readModel';
import { positionAt } from './support/marked';
import { modelText } from './support/modelText';
import { mutatedModel } from './support/mutatedModel';

function expectReadable(text: string): void {
  const { spec, source, issues } = readModel(text, 'fuzz');
  const errors = issues.filter((issue) => issue.severity === 'error');
  expect(spec === undefined).toBe(errors.length > 0);
  expect(source === undefined).toBe(spec === undefined);
  if (spec !== undefined) buildNetwork(spec);
  for (const { range, related = [], message, expected, found } of issues) {
    for (const { start, end } of [range, ...related.map((place) => place.range)]) {
      expect(start.offset).toBeLessThanOrEqual(end.offset);
      expect(end.offset).toBeLessThanOrEqual(text.length);
      expect(start).toEqual(positionAt(text, start.offset));
      expect(end).toEqual(positionAt(text, end.offset));
    }
    expect(message).not.toBe('');
    expect(expected).not.toBe('');
    expect(found).not.toBe('');
  }
}

it('a changed model is read to a network or to issues', () => {
  fc.assert(fc.property(mutatedModel, expectReadable), { numRuns: 2000 });
}, 60_000);

it('any JSON in the place of any part is read to a network or to issues', () => {
  const part = fc.oneof(fc.json({ maxDepth: 3 }), fc.constantFrom('[]', '[[]]', '[[1]]', '1e999', 'null'));
  const parts = fc.record(
    {
      hidden: part,
      output: part,
      loss: part,
      inputs: part,
      targets: part,
      batch: part,
    },
    { requiredKeys: [] },
  );
  fc.assert(
    fc.property(parts, (given) => {
      expectReadable(modelText(given));
    }),
    { numRuns: 500 },
  );
}, 60_000);
