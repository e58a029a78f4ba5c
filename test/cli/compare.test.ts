/** `compare` as a process: a user's numbers beside a model, what it says of them, and how it ends. */
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Comparison } from '../../src/inspector/comparison/comparison';
import { goldenPath } from '../inspector/inspectorOf';
import { type BuiltCli, buildCli, type Ended } from './builtCli';

let built: BuiltCli;

beforeAll(async () => {
  built = await buildCli();
}, 60_000);

afterAll(() => built.remove());

const MISTAKES = join(import.meta.dirname, '../golden/mistakes');
const model = (name: string): string => join(MISTAKES, `${name}.model.json`);
const mine = (name: string): string => join(MISTAKES, `${name}.mine.json`);

const compare = (name: string, ...options: string[]): Promise<Ended> =>
  built.run(['compare', model(name), mine(name), ...options]);

it('names the mistake, and ends with 1', async () => {
  const { code, out, err } = await compare('own_weights_used-00', '--json');
  expect([code, err]).toStrictEqual([1, '']);
  expect(out.match(/\n/g)).toHaveLength(1);
  const { quantities, diagnoses, ...rest } = JSON.parse(out) as Comparison;
  expect(rest).toStrictEqual({
    matches: false,
    conventions: [],
    firstDivergence: { layer: 'layer1', quantity: 'delta' },
  });
  const [first] = diagnoses;
  expect(Object.keys(first!)).toStrictEqual([
    ...['mistake', 'layer', 'parameters', 'relativeError', 'explanation'],
  ]);
  expect(first).toMatchObject({ mistake: 'own_weights_used', layer: 'layer1', parameters: {} });
  expect(first!.relativeError).toBeLessThan(1e-12);
  expect(quantities.find(({ layer, quantity }) => layer === 'layer1' && quantity === 'dW')).toMatchObject({
    status: 'follows',
  });
});

it('says it to read', async () => {
  const { code, out } = await compare('own_weights_used-00');
  expect(code).toBe(1);
  expect(out).toContain('First wrong: δ of layer “layer1”');
  expect(out).toContain(
    'own_weights_used: The δ of layer “layer1” comes back through that layer’s own weights',
  );
  expect(out).toMatch(/layer1 {2}∂L\/∂W +follows/);
});

it('ends with 0 where all matches, in the user’s own conventions', async () => {
  const { code, out } = await compare('convention-samples-in-columns-00', '--json');
  expect(code).toBe(0);
  expect(JSON.parse(out)).toMatchObject({
    matches: true,
    conventions: ['samples_in_columns', 'layout_out_in', 'delta_without_reduction'],
    firstDivergence: null,
    diagnoses: [],
  });
});

it('accepts its own output, from standard input too', async () => {
  const notes = goldenPath('notes-2-3-1');
  const { out } = await built.run(['run', notes, '--json']);
  const { code } = await built.run(['compare', notes, '-'], { input: out });
  expect(code).toBe(0);
});

it('tells what it cannot use, a line an issue, and ends with 2', async () => {
  const path = join(built.folder, 'mine.json');
  await writeFile(
    path,
    '{ "layers": [\n  { "name": "hiden", "dW": [[1]] },\n  { "name": "output", "db": [1, "x"] }\n] }',
  );
  const { code, out, err } = await built.run(['compare', goldenPath('notes-2-3-1'), path]);
  expect([code, out]).toStrictEqual([2, '']);
  const names = (
    JSON.parse(await readFile(goldenPath('notes-2-3-1'), 'utf8')) as { layers: { name: string }[] }
  ).layers;
  const lines = err.trimEnd().split('\n');
  expect(lines[0]).toContain(`${path}:2:13: unknown_name: The model has no layer "hiden"`);
  expect(lines[0]).toContain(`"${names[0]!.name}"`);
  expect(lines[1]).toContain(`${path}:3:33: not_a_number: The db of layer "output"`);
  expect(lines).toHaveLength(2);
});

describe('without numbers of one’s own', () => {
  const expecting = async (expected: object | undefined): Promise<string> => {
    const text = await readFile(model('own_weights_used-00'), 'utf8');
    return JSON.stringify({ ...(JSON.parse(text) as object), expected });
  };

  it('those that the model expects are compared, from standard input too', async () => {
    const expected = JSON.parse(await readFile(mine('own_weights_used-00'), 'utf8')) as object;
    const file = join(built.folder, 'expecting.json');
    await writeFile(file, await expecting(expected));
    const ended = await built.run(['compare', file, '--json']);
    expect(ended).toStrictEqual(await compare('own_weights_used-00', '--json'));
    expect(await built.run(['compare', '-', '--json'], { input: await expecting(expected) })).toStrictEqual(
      ended,
    );
  });

  it('a run does not read them', async () => {
    const file = join(built.folder, 'unread.json');
    await writeFile(file, await expecting({ layers: [{ dW: 'anything' }] }));
    const { code, err } = await built.run(['run', file, '--json']);
    expect([code, err]).toStrictEqual([0, '']);
  });

  it('a model that expects none says so, and what is wrong stands at its place', async () => {
    const none = await built.run(['compare', model('own_weights_used-00')]);
    expect([none.code, none.out]).toStrictEqual([2, '']);
    expect(none.err).toContain(
      ':1:1: missing: The model has no "expected" numbers to compare with (expected ',
    );
    const text = await expecting({ layers: [{ db: ['x'] }] });
    const wrong = await built.run(['compare', '-'], { input: text });
    expect(wrong.code).toBe(2);
    expect(wrong.err).toContain(`<stdin>:1:${text.indexOf('"x"') + 1}: not_a_number: `);
  });
});

it('a file that is not there', async () => {
  const { code, err } = await built.run(['compare', goldenPath('notes-2-3-1'), 'nowhere.json']);
  expect(code).toBe(2);
  expect(err).toBe(
    'nowhere.json:1:1: unreadable: The file cannot be read (expected numbers to compare, found ENOENT)\n',
  );
});

it('reads arrays with names of their own, and says which are not compared', async () => {
  const { layers } = JSON.parse(await readFile(mine('own_weights_used-00'), 'utf8')) as {
    layers: { dW: number[][]; db: number[] }[];
  };
  const arrays: Record<string, unknown> = Object.fromEntries(
    layers.flatMap(({ dW, db }, l): [string, unknown][] => [
      [`dW${l + 1}`, dW],
      [`db${l + 1}`, db],
    ]),
  );
  const file = join(built.folder, 'arrays.json');
  await writeFile(file, JSON.stringify({ ...arrays, learning_rates: [[[0.1]]] }));
  const { code, out, err } = await built.run(['compare', model('own_weights_used-00'), file, '--json']);
  expect(code).toBe(1);
  const { diagnoses, quantities } = JSON.parse(out) as Comparison;
  expect(diagnoses[0]).toMatchObject({ mistake: 'own_weights_used', layer: 'layer1' });
  expect(quantities.filter(({ status }) => status === 'missing').length).toBeGreaterThan(0);
  expect(err).toMatch(/arrays\.json: learning_rates\.0 is not compared: /);
});

it('reads binary files, and says what is wrong with one that is cut off', async () => {
  const whole = await readFile(join(import.meta.dirname, '../golden/dumps/littlef8.npy'));
  const file = join(built.folder, 'cut.npy');
  await writeFile(file, whole.subarray(0, whole.length - 3));
  const { code, err } = await built.run(['compare', model('own_weights_used-00'), file]);
  expect(code).toBe(2);
  expect(err).toMatch(/^.*cut\.npy:1:1: truncated: .*\(expected .*, found .*\)\n$/);
});
