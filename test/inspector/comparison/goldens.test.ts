/** The golden mistakes and conventions: the first diagnosis is the mistake that was made, and a convention is none. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readOutput } from '../../../src/inspector/comparison/readOutput';
import { runOf } from './support/runOf';
import { compareNow } from './support/compareNow';

const FOLDER = join(import.meta.dirname, '../../golden/mistakes');

interface Answer {
  readonly mistake: string | null;
  readonly layer: string | null;
  readonly conventions?: readonly string[];
}

const names = readdirSync(FOLDER)
  .filter((file) => file.endsWith('.answer.json'))
  .map((file) => file.slice(0, -'.answer.json'.length));

const textOf = (name: string): string => readFileSync(join(FOLDER, `${name}.json`), 'utf8');

describe('golden mistakes', () => {
  it('are there', () => {
    expect(names).toHaveLength(44);
  });

  it.each(names)('%s', (name) => {
    const answer = JSON.parse(textOf(`${name}.answer`)) as Answer;
    const run = runOf(textOf(`${name}.model`));
    const { claims } = readOutput(textOf(`${name}.mine`), run.network);
    const { matches, conventions, firstDivergence, diagnoses, quantities } = compareNow(run, claims!);
    expect(conventions.map(({ id }) => id)).toStrictEqual(answer.conventions ?? []);
    expect(matches).toBe(answer.mistake === null);
    expect(quantities.some(({ status }) => status === 'wrong')).toBe(!matches);
    if (answer.mistake === null) {
      expect([firstDivergence, diagnoses]).toStrictEqual([undefined, []]);
      return;
    }
    const first = diagnoses[0]!;
    expect(first).toMatchObject({ mistake: answer.mistake, layer: answer.layer });
    expect(first.relativeError).toBeLessThan(1e-9);
    expect(firstDivergence).toBe(quantities.findIndex(({ status }) => status === 'wrong'));
  });
});
