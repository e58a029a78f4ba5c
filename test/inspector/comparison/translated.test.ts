/** Every word about a user’s numbers can be translated: in a language of brackets, none stands outside of them. */
import * as l10n from '@vscode/l10n';
import { zipSync } from 'fflate';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { activationNames } from '../../../src/model/names';
import { comparisonMarkdown } from '../../../src/inspector/comparison/comparisonMarkdown';
import { conventions } from '../../../src/inspector/comparison/conventions';
import { mistakes } from '../../../src/inspector/comparison/mistakes';
import type { MistakeParameters } from '../../../src/inspector/comparison/mistakes/mistake';
import { readOutput } from '../../../src/inspector/comparison/readOutput';
import type { Correction } from '../../../src/inspector/dumps/matching/matching';
import { proposeMeanings } from '../../../src/inspector/dumps/matching/proposeMeanings';
import { readClaims } from '../../../src/inspector/dumps/readClaims';
import { mistakeTitle } from '../../../src/inspector/naming';
import { foreignWords, speakBrackets } from '../../packaging/pseudoLanguage';
import { bytesOf, npyHeader, npyOf, safetensorsOf } from '../dumps/binaryFiles';
import { compareNow } from './support/compareNow';
import { runOf } from './support/runOf';

beforeAll(speakBrackets);

const FOLDER = join(import.meta.dirname, '../../golden/mistakes');
const textOf = (name: string): string => readFileSync(join(FOLDER, `${name}.json`), 'utf8');
const goldens = readdirSync(FOLDER)
  .filter((file) => file.endsWith('-00.answer.json'))
  .map((file) => file.slice(0, -'.answer.json'.length));

function expectTranslated(said: readonly string[], ...own: readonly string[]): void {
  expect(said.filter((text) => foreignWords(text, own).length > 0)).toEqual([]);
}

describe('the verdict', () => {
  it.each(goldens)('on %s', (name) => {
    const model = textOf(`${name}.model`);
    const run = runOf(model);
    const comparison = compareNow(run, readOutput(textOf(`${name}.mine`), run.network).claims!);
    const { diagnoses } = comparison;
    expectTranslated(
      diagnoses.map(({ explanation }) => explanation),
      model,
      ...activationNames,
    );
    expectTranslated(comparison.conventions.map(({ documentation }) => documentation));
    // What mistakes are called is not said here.
    const markdown = diagnoses.reduce(
      (text, { mistake }) => text.replaceAll(mistakeTitle(mistake), ''),
      comparisonMarkdown(comparison, 'net', 'mine.json').replace(/\$+[^$]+\$+/g, ''),
    );
    expectTranslated(markdown.split('\n'), model, 'net mine json', ...activationNames);
  });

  const parameters: readonly MistakeParameters[] = [
    {},
    { backward: 'old' },
    { quantity: 'dW' },
    ...['samples', 'inputs', 'targets', 'z', 'a', 'delta', 'pairs'].map((what) => ({ what })),
    { what: 'samples', order: '2, 1' },
  ];
  it.each(Object.values(mistakes))('of $id', (mistake) => {
    const possible = parameters.filter(
      ({ what }) => (what !== undefined) === (mistake.id === 'samples_shuffled'),
    );
    expectTranslated(possible.map((each) => mistake.sentence('', each)));
  });

  it('of every convention', () => {
    expectTranslated(Object.values(conventions).map(({ documentation }) => l10n.t(documentation)));
  });
});

/** Of two layers, one of them without biases. */
const MODEL = `{
  "layers": [
    { "type": "dense", "name": "hidden", "weights": [[1, 2, 3], [4, 5, 6]], "biases": [7, 8, 9] },
    { "type": "dense", "name": "exit", "weights": [[1.5], [2.5], [3.5]] }
  ],
  "batch": { "inputs": [[0.1, 0.2]], "targets": [[1]] }
}`;
const { network } = runOf(MODEL);

function expectReadTranslated(
  name: string,
  content: string | Uint8Array,
  corrections?: ReadonlyMap<string, Correction>,
): void {
  const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content;
  const { issues, arrays } = readClaims({ name, bytes }, network, corrections);
  expect(issues.length + arrays.length).toBeGreaterThan(0);
  const said = [
    ...issues.flatMap(({ message, expected, found }) => [message, expected, found]),
    ...arrays.flatMap(({ reason, choices }) => [reason, ...choices.map(({ text }) => text)]),
  ];
  const own = typeof content === 'string' ? content : '';
  expectTranslated(
    said,
    own,
    MODEL,
    name,
    'HDF JSON safetensors delta torch profile (threshold=sys.maxsize)',
  );
}

const header = (descr: string, shape: readonly number[]): Uint8Array =>
  npyOf(npyHeader(descr, shape), bytesOf(1));
const tensor = (shape: unknown, offsets: unknown, dtype: unknown = 'F64'): Uint8Array =>
  safetensorsOf({ dW1: { dtype, shape, data_offsets: offsets } as never }, bytesOf(1));

describe('a dump', () => {
  it.each([
    ['x', ''],
    ['x', 'oops'],
    ['x.pkl', '\u0000'],
    ['x.pkl', Uint8Array.of(0x80, 4, 0)],
    ['x.h5', Uint8Array.of(0x89, 0x48, 0x44, 0x46, 0)],
    ['x.npy', 'oops'],
    ['dW1.npy', header('<f8', [2])],
    ['dW1.npy', header('<f8', [])],
    ['dW1.npy', npyOf(npyHeader('<f8', [1]), bytesOf(1, 2))],
    ['dW1.npy', header('<U8', [1])],
    ['dW1.npy', npyOf(npyHeader('<f8', [1]), bytesOf(1)).slice(0, 9)],
    ['dW1.npy', npyOf(npyHeader('<f8', [1]), bytesOf(1)).slice(0, 20)],
    ['x.npz', zipSync({ 'x.txt': new Uint8Array(1) })],
    ['x.npz', zipSync({ 'data.pkl': new Uint8Array(1) })],
    ['x.npz', zipSync({ 'x.npy': new Uint8Array(1) })],
    ['x.safetensors', 'oops oops'],
    ['x.safetensors', 'oops'],
    ['x.safetensors', safetensorsOf({}, bytesOf(1))],
    ['x.safetensors', tensor('two', [0, 8])],
    ['x.safetensors', tensor([1], [0, 8], 'C64')],
    ['x.safetensors', tensor([2], [0, 8])],
    ['x.safetensors', tensor([2], [0, 16])],
    ['x.csv', 'oops'],
    ['dW1.csv', '1,2\n3'],
    ['dW1.csv', '1,2\n3,'],
    ['dW1.csv', '1,2\n3,x'],
    ['dW1.csv', '1;2\n3;4,5'],
    ['x.txt', 'oops'],
    ['x.txt', 'dW1 = [[1, 2, ...]]'],
    ['x.txt', 'dW1 = [[[1, 2]]]'],
    ['x.txt', 'dW1 = [[1, two]]'],
    ['x.txt', 'dW1 = [[1, 2], [3]]'],
    ['x.txt', 'dW1 = [[1, 2], 3]'],
    ['x.txt', 'dW1 = [[1, 2]'],
    ['x.txt', '1 2\n[torch.FloatTensor of size 1x2]'],
    ['x.json', '{ "a": "b" }'],
    ['x.json', '{ "dW1": [[1, 2], [3]], "db1": [1, "x"] }'],
    ['x.json', '{ "layers": [{ "dW": [[1]] }, { "db": [1], "dZ": 1 }, {}, 7] }'],
    ['x.json', '{ "layers": [{ "name": "hiden", "dW": [[1]] }, { "dW": [] }] }'],
    ['x.json', '{ "layers": [{ "gradients": { "weight": 1 } }, { "gradients": 7 }] }'],
    ['x.json', MODEL],
    ['x.json', MODEL.replace('"batch"', '"expected": {}, "batch"')],
    ['x.json', MODEL.replace('"batch"', '"expected": { "layers": [] }, "batch"')],
  ])('%s of %j that is broken', (name, content) => {
    expectReadTranslated(name, content);
  });

  it.each([
    '{ "dW1": [[1, 1, 1], [1, 1, 1]], "db1": [1, 1, 1], "dW2": [[1], [1], [1]], "db2": [1], "z2": 1 }',
    '{ "W1": [[1, 2, 3], [4, 5, 6]], "b1": [7, 8, 9], "dW1": [[1, 1, 1], [1, 1, 1]], "W2": [[1.5], [2.5], [3.5]] }',
    '{ "dW0": [[1, 1, 1], [1, 1, 1]], "dW1": [[1], [1], [1]], "dW9": [[1]], "da1": [1, 2, 3], "dW_0": [[1, 1, 1], [1, 1, 1]] }',
    '{ "0.weight": [[1, 1, 1], [1, 1, 1]], "2.weight": [[1], [1], [1]] }',
    '{ "1.weight": [[1, 1, 1], [1, 1, 1]], "5.weight": [[1], [1], [1]] }',
    '{ "hidden.dW": [[1, 1, 1], [1, 1, 1]], "exit.db": [1], "hidden.delta": [[1, 1]], "seven": [1, 2, 3, 4, 5, 6, 7] }',
    '{ "grads": [[[1, 1, 1], [1, 1, 1]], [[1], [1], [1]]] }',
    '{ "x1": [1, 1, 1], "grad": [[1, 1, 1]], "W.grad": [[1, 1, 1], [1, 1, 1]], "W.other": [[2, 2], [2, 2]] }',
    '[[1, 1, 1], [1, 1, 1]]\n[1, 1, 1]\n[[9, 9]]',
    'dW1 = 7\ndW1 = [[1, 1, 1], [1, 1, 1]]\ndW1 = [[1, 1, 1], [1, 1, 1]]',
  ])('%j that is matched', (text) => {
    expectReadTranslated('x.txt', text);
  });

  it('that is corrected', () => {
    expectReadTranslated(
      'x.json',
      '{ "one": [[1, 1, 1], [1, 1, 1]], "two": [1, 1], "three": [1, 1, 1], "four": [1], "five": [2] }',
      new Map<string, Correction>([
        ['one', { layer: 0, quantity: 'dW' }],
        ['two', { layer: 0, quantity: 'db' }],
        ['three', 'ignore'],
        ['four', { layer: 7, quantity: 'db' }],
        ['five', { layer: 1, quantity: 'db' }],
      ]),
    );
  });

  it('of which only names and shapes are known', () => {
    const headers = ['dW1', 'one', 'hidden'].map((name) => ({ name, shape: [2, 3] }));
    const said = proposeMeanings(headers, network).flatMap(({ meaning = '', reason }) => [meaning, reason]);
    expectTranslated(said, MODEL);
  });
});
