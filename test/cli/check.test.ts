/** `check` as a process: a model's gradients against central differences, and how it ends. */
import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { AT_A_KINK, OVERFLOWING } from '../inspector/gradientCheck/checkedModels';
import { goldenPath } from '../inspector/inspectorOf';
import { type BuiltCli, buildCli, type Ended } from './builtCli';

let built: BuiltCli;

beforeAll(async () => {
  built = await buildCli();
}, 60_000);

afterAll(() => built.remove());

const check = (...args: string[]): Promise<Ended> => built.run(['check', ...args]);
const checkOf = (model: object, ...options: string[]): Promise<Ended> =>
  built.run(['check', '-', ...options], { input: JSON.stringify(model) });

interface Checked {
  readonly verdict: string;
  readonly total: number;
  readonly checked: number;
  readonly seed: number;
  readonly parameters: readonly { readonly worst: { readonly index: readonly number[] } }[];
  readonly notable: readonly Record<string, unknown>[];
}

const parse = ({ out }: Ended): Checked => JSON.parse(out) as Checked;

it('says that right gradients are right, and ends with 0', async () => {
  const { code, out, err } = await check(goldenPath('notes-2-3-1'));
  expect([code, err]).toStrictEqual([0, '']);
  expect(out).toMatch(/^Right: of 13 gradients, 13 agree with their central differences\.\n/);
});

it('as JSON, from standard input too', async () => {
  const notes = goldenPath('notes-2-3-1');
  const ended = await check(notes, '--json');
  expect([ended.code, ended.err]).toStrictEqual([0, '']);
  expect(ended.out.match(/\n/g)).toHaveLength(1);
  expect(parse(ended)).toMatchObject({ verdict: 'pass', total: 13, checked: 13, seed: 1 });
  const piped = await built.run(['check', '-', '--json'], { input: await readFile(notes, 'utf8') });
  expect(piped).toStrictEqual(ended);
});

it('ends with 1 where a gradient is wrong', async () => {
  const { code, out, err } = await checkOf(OVERFLOWING);
  expect([code, err]).toStrictEqual([1, '']);
  expect(out).toContain('gradient of weight 1,1 in layer 1: differs');
  const json = await checkOf(OVERFLOWING, '--json');
  expect(json.code).toBe(1);
  expect(parse(json).notable[0]).toMatchObject({ analytic: 'NaN', numeric: 0, verdict: 'fail' });
});

it('ends with 0 at a kink, where there is no derivative to compare with', async () => {
  const { code, out } = await checkOf(AT_A_KINK);
  expect(code).toBe(0);
  expect(out).toContain('at a kink');
});

describe('of a larger network', () => {
  const large = goldenPath('activation-layers-classifier');

  it('checks so many as are wanted, the same ones for a seed', async () => {
    const some = await check(large, '--json', '--most', '20');
    expect(parse(some)).toMatchObject({ checked: 20, seed: 1 });
    expect(parse(some).total).toBeGreaterThan(20);
    expect(await check(large, '--json', '--most', '20')).toStrictEqual(some);
    const others = await check(large, '--json', '--most', '20', '--seed', '2');
    expect(parse(others).parameters).not.toStrictEqual(parse(some).parameters);
  });

  it('checks all of them where that is wanted', async () => {
    const { checked, total } = parse(await check(large, '--json', '--all'));
    expect(checked).toBe(total);
  });
});

it.each([
  [['--most', '0'], 'whole number from 1'],
  [['--most', 'many'], 'whole number from 1'],
  [['--seed', '1.5'], 'whole number from 1'],
  [['--all', '--most', '3'], 'cannot be used with'],
  [['--sample', '1'], 'unknown option'],
])('%j is bad input', async (options, message) => {
  const { code, out, err } = await check(goldenPath('notes-2-3-1'), ...options);
  expect([code, out]).toStrictEqual([2, '']);
  expect(err).toContain(message);
});

it('a model with a mistake is told a line an issue, and ends with 2', async () => {
  const { code, out, err } = await checkOf({ layers: [], batch: { inputs: [[1]], targets: [[1]] } });
  expect([code, out]).toStrictEqual([2, '']);
  expect(err).toMatch(/^<stdin>:1:\d+: [a-z_]+: .+ \(expected .+, found .+\)\n$/);
});
