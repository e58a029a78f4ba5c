/** Every word about a model’s text can be translated: in a language of brackets, none stands outside of them. */
import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { fixesAt } from '../../src/model/fixes/fixesAt';
import { ModelText } from '../../src/model/modelText';
import { activationNames, layerTypes, lossNames } from '../../src/model/names';
import { type OutlineSymbol, outlineOf } from '../../src/model/outline';
import { templateNames, templateText } from '../../src/model/templates';
import { foreignWords, speakBrackets } from '../packaging/pseudoLanguage';
import type { Case } from './support/checkIssue';
import { modelText } from './support/modelText';

beforeAll(speakBrackets);

/** Of every model of the tests of issues, here its words are read. */
vi.mock('./support/checkIssue', () => ({
  check: (name: string, { parts }: Case) => {
    const source = typeof parts === 'string' ? parts : modelText(parts);
    itIsTranslated(name, source.replace(/[«»]/g, ''));
  },
}));

const issueFiles = ['batch', 'keys', 'names', 'numbers', 'shapes', 'sources', 'whole'];
for (const file of issueFiles) await import(`./issues/${file}.test.ts`);

const identifiers = [...activationNames, ...layerTypes, ...lossNames, 'float', 'JSON'];

function itIsTranslated(name: string, text: string): void {
  it(name, () => {
    const model = new ModelText(text);
    expect(model.issues).not.toEqual([]);
    const said = [
      ...model.issues.flatMap(({ message, expected, found, related = [] }) => [
        ...[message, expected, found],
        ...related.map((place) => place.message),
      ]),
      ...fixesAt(model, { start: 0, end: text.length }).map(({ title }) => title),
    ];
    const own = [text, ...identifiers];
    expect(said.filter((sentence) => foreignWords(sentence, own).length > 0)).toEqual([]);
  });
}

const many = (count: number, text: (i: number) => string): string =>
  Array.from({ length: count }, (_, i) => text(i)).join(', ');
const fixture = new URL('fixtures/everythingWrong.backprop.json', import.meta.url);

describe('of a text', () => {
  itIsTranslated('with everything wrong', readFileSync(fixture, 'utf8'));
  const texts: readonly (readonly [name: string, text: string])[] = [
    ['a key that stands twice', '{ "layers": [], "layers": [] }'],
    ['a forbidden key', '{ "layers": [], "__proto__": 1 }'],
    ['too deep', '['.repeat(1000)],
    ['more errors than are listed', `{ "layers": [${many(102, () => '1')}] }`],
    ['one more', `{ "layers": [${many(100, () => '1')}] }`],
    ['more warnings', modelText({ more: `${many(102, (i) => `"k${i}": 1`)},` })],
    ['one more warning', modelText({ more: `${many(101, (i) => `"k${i}": 1`)},` })],
    ['more elements that are no numbers', modelText({ inputs: `[[${many(12, () => 'null')}]]` })],
    [
      'more ragged rows',
      modelText({ inputs: `[[1, 2], [3, 4], ${many(12, (i) => `[${i}]`)}, ${many(20, () => '[5, 6]')}]` }),
    ],
    [
      'more wrong classes',
      modelText({
        loss: '"sparse_categorical_crossentropy"',
        inputs: `[${many(12, () => '[1, 2]')}]`,
        targets: `[${many(12, () => '7')}]`,
      }),
    ],
    ['broken in many places', many(60, (i) => `{ "a${i}" 1`)],
    ...[
      '',
      'loss = mse',
      '{ "a": [NaN] }',
      "{ 'a': [] }",
      '{ a: [] }',
      '{ "a": [\'b\'] }',
      '{ "a": [1 }',
      '{ "a": { "b": 1 ] }',
      '{ "a" [1] }',
      '{ "a": }',
      '{ "a": [1] "b": 2 }',
      '{ "a": [1] } {',
      '{ "a": "b\n }',
      '{ "a": "\\x" }',
      '{ "a": "\t" }',
      '{ "a": [1.] }',
      '{ "a": [.5] }',
      '{ "a": [] } /* end',
    ].map((text) => [JSON.stringify(text), text] as const),
  ];
  for (const [name, text] of texts) itIsTranslated(name, text);
});

describe('a text without a fault', () => {
  const text = modelText({});

  it('may get biases', () => {
    const titles = fixesAt(new ModelText(text), { start: 0, end: text.length }).map(({ title }) => title);
    expect(titles).toHaveLength(1);
    expect(titles.flatMap((title) => foreignWords(title, []))).toEqual([]);
  });

  it('has an outline', () => {
    const details = (symbols: readonly OutlineSymbol[]): readonly string[] =>
      symbols.flatMap(({ detail, children }) => [detail, ...details(children)]);
    expect(details(outlineOf(new ModelText(text))).flatMap((detail) => foreignWords(detail, [text]))).toEqual(
      [],
    );
  });

  it.each(templateNames)('that is new, %s, says what it is', (name) => {
    const comments = templateText(name, [2, 3, 1]).match(/^\/\/.*$/gm)!;
    expect(comments).toHaveLength(2);
    expect(comments.flatMap((comment) => foreignWords(comment, []))).toEqual([]);
  });
});
