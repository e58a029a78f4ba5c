import fc from 'fast-check';
import { expect, it } from 'vitest';
import { fixesAt } from '../../../src/model/fixes/fixesAt';
import { layerNameAt } from '../../../src/model/layerNames';
import { ModelText } from '../../../src/model/modelText';
import { outlineOf } from '../../../src/model/outline';
import { modelText } from '../support/modelText';
import { mutatedModel } from '../support/mutatedModel';
import { after, issuesOf } from './support';

/** Models with several problems at once, which stand in each other's way. */
const faulty = fc
  .record({
    more: fc.constantFrom('', '"weightLayout": "out_in",', '"reduction": "meen",', '"dtypes": "float64",'),
    hidden: fc.constantFrom(
      '{ "type": "dense", "name": "hidden", "weights": [[1, 2, 3], [4, 5, 6]] }',
      '{ "type": "dense", "name": "hidden", "units": 3, "weights": [[1, 4], [2, 5], [3, 6]] }',
      '{ "type": "denze", "name": "hidden", "units": 5, "weights": [[1, 2, 3], [4, 5, 6]] }',
      '{ "type": "dense", "weight": [], "weights": [1, 2, 3], "bias": [1, 2, 3] }',
    ),
    output: fc.constantFrom(
      '{ "type": "dense", "weights": [[1], [2], [3]], "inputs": ["hiden"] }',
      '{ "type": "dense", "weights": [1, 2, 3], "activation": "sigmoit" }',
      '{ "type": "dense", "weights": [[1, 2, 3]], "units": 1 }',
      '{ "type": "activation", "activation": { "type": "elu", "alfa": 1 }, "units": 2 }',
      '{ "type": "activation", "activation": "softmax" }',
    ),
    loss: fc.constantFrom('"huber"', '"hubert"', '"categorical_crossentropy"', '"nll"', '{ "type": "mse2" }'),
    inputs: fc.constantFrom('[[1, 2]]', '[1, 2]', '[[1, 2], [3, 4]]', '[1]', '[[1, 2, 3]]'),
    targets: fc.constantFrom('[[1]]', '[1]', '[2, 0]', '[[0, 1, 0]]', '[0.5, 1]', '[[1, 0, 0], [0, 0, 1]]'),
  })
  .map(modelText);

function expectFixes(text: string): number {
  const fixes = fixesAt(new ModelText(text), { start: 0, end: text.length });
  const mending = fixes.filter(({ issue }) => issue !== undefined);
  for (const fix of fixes) {
    const offsets = fix.edits.flatMap(({ range }) => [range.start.offset, range.end.offset]);
    expect(offsets).toEqual(offsets.toSorted((a, b) => a - b));
    const changed = after(text, fix);
    if (fix.issue === undefined) {
      expect(issuesOf(changed)).toHaveLength(issuesOf(text).length);
      continue;
    }
    const { code, range } = fix.issue;
    const issue = issuesOf(text).find(
      (each) => each.code === code && each.range.start.offset === range.start.offset,
    );
    const same = (all: string): number =>
      issuesOf(all).filter((each) => each.code === code && each.message === issue!.message).length;
    expect(same(changed), fix.title).toBeLessThan(same(text));
  }
  return mending.length;
}

it('whatever else is wrong, a fix takes its issue away', () => {
  let seen = 0;
  fc.assert(
    fc.property(faulty, (text) => {
      seen += expectFixes(text);
    }),
    { numRuns: 1000 },
  );
  expect(seen).toBeGreaterThan(1000);
}, 60_000);

it('of any text every question has an answer', () => {
  fc.assert(
    fc.property(mutatedModel, fc.nat(), (text, place) => {
      const model = new ModelText(text);
      outlineOf(model);
      layerNameAt(model, place % (text.length + 1));
      expectFixes(text);
    }),
    { numRuns: 1000 },
  );
}, 60_000);
