import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { activationNames, lossNames } from '../../../src/model/names';
import { modelText } from '../support/modelText';
import { after, fixed, fixesOf, issuesOf } from './support';

const output = (more: string): string =>
  `{ "type": "dense", "name": "output", "weights": [[1], [2], [3]]${more} }`;

describe('a misspelt name', () => {
  it.each([
    ['activation', { output: output(', "activation": "sigmoit"') }, '"sigmoit"', '"sigmoid"'],
    [
      'activation as an object',
      { output: output(', "activation": { "type": "Leaky_Rel" }') },
      '"Leaky_Rel"',
      '"leaky_relu"',
    ],
    ['loss', { loss: '"huberr"' }, '"huberr"', '"huber"'],
    ['layer', { output: output('').replace('dense', 'denze') }, '"denze"', '"dense"'],
    ['value', { more: '"reduction": "meen",' }, '"meen"', '"mean"'],
    ['key of a model', { more: '"redaction": "mean",' }, '"redaction"', '"reduction"'],
    ['key of a layer', { output: output(', "bias": [1]') }, '"bias"', '"biases"'],
    ['key of the batch', { batch: '{ "inputs": [[1, 2]], "targets": [[1]], "target": [] }' }, undefined, ''],
    ['source', { output: output(', "inputs": ["hiden"]') }, '"hiden"', '"hidden"'],
    [
      'parameter',
      { output: output(', "activation": { "type": "leaky_relu", "slope": 0.1 }') },
      '"slope"',
      '"negative_slope"',
    ],
  ])('of a %s becomes the nearest one, unless there is one', (_what, parts, from, to) => {
    const text = modelText(parts);
    if (from === undefined) {
      expect(fixesOf(text)).toEqual([]);
      return;
    }
    expect(fixed(text, `Change to ${to}`)).toBe(text.replace(from, to));
    expect(fixesOf(text)[0]).toMatchObject({ isOnly: true });
  });

  it('that is near to nothing has no fix', () => {
    expect(fixesOf(modelText({ loss: '"photograph"' }))).toEqual([]);
  });

  it('is mended whichever letter is wrong', () => {
    const names = [
      ...activationNames.map((name) => ({
        name,
        write: (x: string) => ({ output: output(`, "activation": "${x}"`) }),
      })),
      ...lossNames.map((name) => ({ name, write: (x: string) => ({ loss: `"${x}"` }) })),
    ];
    const cases = fc.record({
      named: fc.constantFrom(...names),
      at: fc.nat(),
      letter: fc.constantFrom('q', 'x', 'z'),
    });
    fc.assert(
      fc.property(cases, ({ named: { name, write }, at, letter }) => {
        const place = at % name.length;
        const text = modelText(write(name.slice(0, place) + letter + name.slice(place + 1)));
        const code = /^unknown_(activation|loss)$/;
        const isWrong = (issue: { code: string }): boolean => code.test(issue.code);
        for (const fix of issuesOf(text).some(isWrong) ? fixesAtIssue(text) : []) {
          expect(issuesOf(after(text, fix)).some(isWrong)).toBe(false);
        }
      }),
    );
  });
});

function fixesAtIssue(text: string): ReturnType<typeof fixesOf> {
  return issuesOf(text).length === 1 ? fixesOf(text) : [];
}
