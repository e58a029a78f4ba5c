/** A walk meets what the library meets in the same text: the same values, places and errors, in the same order. */
import fc from 'fast-check';
import { printParseErrorCode, visit } from 'jsonc-parser';
import { describe, expect, it } from 'vitest';
import { type JsonVisitor, walkJson } from '../../src/model/json';
import type { JsonPath } from '../../src/model/modelIssue';
import type { NumericArray } from '../../src/model/numericArray';
import { locate } from '../../src/model/locate';
import { readModel } from '../../src/model/readModel';

type Event = readonly [what: string, start: number, end: number, value?: unknown, path?: JsonPath];

/** What the library itself meets. */
function libraryEvents(text: string): readonly Event[] {
  const events: Event[] = [];
  const at =
    (what: string) =>
    (offset: number, length: number): void =>
      void events.push([what, offset, offset + length]);
  visit(
    text,
    {
      onObjectBegin: at('{'),
      onObjectEnd: at('}'),
      onArrayBegin: at('['),
      onArrayEnd: at(']'),
      onObjectProperty: (key, offset, length) => void events.push(['key', offset, offset + length, key]),
      onLiteralValue: (value: unknown, offset, length, _line, _column, path) =>
        void events.push(['value', offset, offset + length, value, path()]),
      onError: (error, offset, length) =>
        void events.push(['error', offset, offset + length, printParseErrorCode(error)]),
    },
    { allowTrailingComma: true },
  );
  return events;
}

/** What our walk meets, with the lists of numbers taken apart. */
function walkEvents(text: string): { readonly events: readonly Event[]; readonly lists: number } {
  const events: Event[] = [];
  let lists = 0;
  const at =
    (what: string) =>
    (start: number, end: number): void =>
      void events.push([what, start, end]);
  const takeApart = (list: NumericArray, indices: readonly number[], path: JsonPath): void => {
    const { start, end } = indices.length === 0 ? list : list.at(indices)!;
    events.push(['[', start, start + 1]);
    const isInner = indices.length === 0 && list.isMatrix;
    const row = indices.length === 0 ? list : (list.elements()[indices[0]!] as NumericArray);
    row.elements().forEach((element, i) => {
      if (isInner) {
        takeApart(list, [i], path);
        return;
      }
      const place = list.at([...indices, i])!;
      events.push([
        'value',
        place.start,
        place.end,
        typeof element === 'string' && element !== text.slice(place.start + 1, place.end - 1) ? NaN : element,
        [...path, ...indices, i],
      ]);
    });
    events.push([']', end - 1, end]);
  };
  const visitor: JsonVisitor = {
    onObjectBegin: at('{'),
    onObjectEnd: at('}'),
    onArrayBegin: at('['),
    onArrayEnd: at(']'),
    onObjectProperty: (key, start, end) => void events.push(['key', start, end, key]),
    onLiteralValue: (value, start, end, path) => void events.push(['value', start, end, value, path()]),
    onNumbers: (list, path) => {
      lists++;
      takeApart(list, [], path());
    },
    onError: (error, start, end) => void events.push(['error', start, end, error]),
  };
  walkJson(text, visitor);
  return { events, lists };
}

const number = fc.oneof(
  fc.double({ min: -1, max: 1, noNaN: true }).map((value) => value.toString()),
  fc.constantFrom('0', '-0', '1', '1e400', '"NaN"', '"Infinity"', '12345678901234567890'),
);
const trivia = fc.oneof(
  { weight: 8, arbitrary: fc.constant('') },
  fc.constantFrom(' ', '\n', ' '.repeat(40), `\r\n${'\t'.repeat(20)}`, '// [1]\n', '/* ] */', '/*é*/'),
);
const separated = (
  element: fc.Arbitrary<string>,
  minLength: number,
  maxLength: number,
): fc.Arbitrary<string> =>
  fc
    .tuple(
      fc.array(fc.tuple(trivia, element, trivia), { minLength, maxLength }),
      fc.constantFrom('', ','),
      trivia,
    )
    .map(
      ([elements, last, space]) => `[${elements.map((parts) => parts.join('')).join(',')}${last}${space}]`,
    );
const flat = separated(number, 1, 12);
/** Rows of one length, rows of several, and lists in which something is no number. */
const list = fc.oneof(
  flat,
  fc
    .tuple(flat, fc.integer({ min: 1, max: 5 }))
    .map(([row, rows]) => `[${Array(rows).fill(row).join(' ,\n')}]`),
  separated(flat, 1, 4),
  separated(
    fc.oneof({ weight: 9, arbitrary: number }, fc.constantFrom('null', '"a, [1"', '{}', '[]')),
    1,
    12,
  ),
);
const document = fc
  .array(fc.tuple(fc.constantFrom('a', 'b', 'c [1', 'd\\"'), trivia, list, trivia), {
    minLength: 1,
    maxLength: 5,
  })
  .map(
    (pairs) =>
      `{${pairs.map(([key, before, value, after]) => `"${key}":${before}${value}${after}`).join(',')}}`,
  );

const slip = fc.constantFrom(
  ...[
    '[',
    ']',
    '{',
    '}',
    ',',
    ':',
    '"',
    '/',
    '\\',
    '-',
    '.',
    'e',
    '0',
    ' ',
    '\n',
    'x',
    '//',
    '/*',
    '1e999',
    '\u0000',
  ],
);

describe('the events of a walk', () => {
  it('are those of the library', () => {
    let lists = 0;
    fc.assert(
      fc.property(document, (text) => {
        const walked = walkEvents(text);
        lists += walked.lists;
        expect(walked.events).toEqual(libraryEvents(text));
      }),
      { numRuns: 2000 },
    );
    expect(lists).toBeGreaterThan(2000);
  }, 60_000);

  it('are those of the library where the text is broken', () => {
    let lists = 0;
    let errors = 0;
    fc.assert(
      fc.property(
        document,
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.nat(2),
        slip,
        (valid, at, removed, slipped) => {
          const place = Math.floor(at * valid.length);
          const text = valid.slice(0, place) + slipped + valid.slice(place + removed);
          const expected = libraryEvents(text);
          const walked = walkEvents(text);
          lists += walked.lists;
          errors += Number(expected.some(([what]) => what === 'error'));
          expect(walked.events).toEqual(expected);
        },
      ),
      { numRuns: 10_000 },
    );
    expect(errors).toBeGreaterThan(4000);
    expect(lists).toBeGreaterThan(1000);
  }, 120_000);

  it('are those of the library in a text cut off anywhere', () => {
    fc.assert(
      fc.property(document, fc.double({ min: 0, max: 1, noNaN: true }), (valid, at) => {
        const text = valid.slice(0, Math.floor(at * valid.length));
        expect(walkEvents(text).events).toEqual(libraryEvents(text));
      }),
      { numRuns: 2000 },
    );
  }, 60_000);

  it('are those of the library behind a byte order mark', () => {
    const text = '{ "a": [0.123456789, 0.123456789, 0.123456789] }';
    const shifted = libraryEvents(text).map(([what, start, end, ...more]) => [
      what,
      start + 1,
      end + 1,
      ...more,
    ]);
    const { events, lists } = walkEvents(`\uFEFF${text}`);
    expect(lists).toBe(1);
    expect(events).toEqual(shifted);
  });
});

describe('depth', () => {
  const numbers = (length: number): string => `[${Array(length).fill('0.5').join(',')}]`;

  it.each([
    [63, numbers(30), undefined],
    [64, numbers(30), 0],
    [62, `[${numbers(30)},${numbers(30)}]`, undefined],
    [63, `[ ${numbers(30)},${numbers(30)}]`, 2],
    [64, `[ ${numbers(30)},${numbers(30)}]`, 0],
  ])('of %i lists around numbers', (around, inside, tooDeep) => {
    const text = `${'['.repeat(around)}${inside}${']'.repeat(around)}`;
    const found = walkJson(text, { onNumbers: () => undefined });
    const start = around + (tooDeep ?? 0);
    expect(found).toEqual(tooDeep === undefined ? undefined : { start, end: start + 1 });
  });
});

/** A model of about a megabyte: rows of numbers, one to a line. */
const rows = Array.from(
  { length: 100 },
  (_, i) =>
    `[\n${Array.from({ length: 400 }, (_, j) => `      ${(Math.sin(400 * i + j) / 3).toFixed(15)}`).join(',\n')}\n    ]`,
);
const large = `{
  "layers": [{ "type": "dense", "weights": [${rows.join(', ')}] }],
  "batch": { "inputs": [[${Array(100).fill('0.25').join(', ')}]], "targets": [[${Array(400).fill('1').join(', ')}]] }
}`;

describe('a broken file of a megabyte', () => {
  it('would be right', () => {
    expect(large.length).toBeGreaterThan(900_000);
    expect(readModel(large, 'large').issues).toEqual([]);
  });

  it.each([
    [0.001, 'x', 'invalid_json'],
    [0.3, 'null', 'not_a_number'],
    [0.5, '[7]', 'not_a_number'],
    [0.7, '1e999', 'not_a_number'],
    [0.8, '.5', 'invalid_json'],
    [0.9, '01', 'invalid_json'],
    [0.999, '"', 'invalid_json'],
  ])('has its problem right where, at %d of it, %s stands', (part, slipped, code) => {
    const start = large.indexOf('\n      ', Math.floor(part * large.lastIndexOf('\n      '))) + 7;
    const end = start + /^[-.\d]+/.exec(large.slice(start, start + 30))![0].length;
    const { issues } = readModel(large.slice(0, start) + slipped + large.slice(end), 'large');
    const places = issues.filter((issue) => issue.code === code).map(({ range }) => range.start.offset);
    // A digit behind a zero is missing its comma.
    expect(places[0]).toBe(slipped === '01' ? start + 1 : start);
  });

  it('has the places of the library behind a missing comma', () => {
    const place = large.lastIndexOf(',\n      ');
    const text = `${large.slice(0, place)} ${large.slice(place + 1)}`;
    const { issues } = readModel(text, 'large');
    expect(issues.map(({ code, range }) => [code, range.start.offset])).toEqual([
      ['invalid_json', place + 8],
    ]);
    const last = ['layers', 0, 'weights', 99, 399];
    const range = locate(text, last)!;
    expect(text.slice(range.start.offset, range.end.offset)).toBe(
      /(\S+)\s*$/.exec(rows.at(-1)!.slice(0, -1))![1],
    );
  });
});

describe('white space', () => {
  it('of any length changes no place', () => {
    const space = ' \t\r\n'.repeat(1_000_000);
    const text = `${space}{${space}"a"${space}:${space}[${space}null${space},1]}${space}`;
    const start = text.indexOf('null');
    expect(locate(text, ['a', 0])).toMatchObject({ start: { offset: start }, end: { offset: start + 4 } });
    const { issues } = readModel(text.replace('null', 'nul'), 'blank');
    expect(issues[0]).toMatchObject({
      code: 'invalid_json',
      found: 'nul',
      range: { start: { offset: start } },
    });
  });
});
