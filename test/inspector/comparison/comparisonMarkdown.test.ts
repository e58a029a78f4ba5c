/** A comparison as Markdown: the verdict, the mistakes, the quantities; names that would be markup stay text. */
import { describe, expect, it } from 'vitest';
import { comparisonMarkdown } from '../../../src/inspector/comparison/comparisonMarkdown';
import type { Comparison } from '../../../src/inspector/comparison/comparison';
import { compareNow } from './support/compareNow';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readOutput } from '../../../src/inspector/comparison/readOutput';
import { runOf } from './support/runOf';

const MISTAKES = join(import.meta.dirname, '../../golden/mistakes');
const textOf = (name: string): string => readFileSync(join(MISTAKES, `${name}.json`), 'utf8');

function golden(name: string): Comparison {
  const run = runOf(textOf(`${name}.model`));
  return compareNow(run, readOutput(textOf(`${name}.mine`), run.network).claims!);
}

describe('a comparison as Markdown', () => {
  it('says what is wrong first, why, and what follows', () => {
    const lines = comparisonMarkdown(golden('own_weights_used-00'), 'net', 'mine.json').split('\n');
    expect(lines[0]).toBe('## mine.json against net');
    expect(lines).toContain('The first wrong quantity is $\\delta^{1}$ of layer layer1.');
    expect(lines.some((line) => line.startsWith('**own weights used** (leaves'))).toBe(true);
    expect(lines.some((line) => line.startsWith('$$\\delta^{l} = \\boxed{W^{l}}'))).toBe(true);
    const table = lines.filter((line) => line.startsWith('| $'));
    expect(table).toHaveLength(9);
    expect(table[6]).toMatch(/^\| \$\\delta\^\{1\}\$ \| layer1 \| ✗ \*\*first wrong\*\* \| 9\.0e-1 \| /);
    expect(table[7]).toContain('↳ follows');
  });

  it('says the conventions of numbers that match', () => {
    const text = comparisonMarkdown(golden('convention-samples-in-columns-00'), 'net', 'mine.json');
    expect(text).toContain('Every number that was given matches.');
    expect(text.match(/^- Convention, no mistake: /gm)).toHaveLength(3);
  });

  it('keeps names from being markup', () => {
    const text = comparisonMarkdown(golden('convention-samples-in-columns-00'), '**a** | b', '<img>.json');
    expect(text.split('\n')[0]).toBe('## \\<img\\>.json against \\*\\*a\\*\\* \\| b');
  });
});
