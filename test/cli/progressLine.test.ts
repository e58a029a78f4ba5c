/** The line that says how far a command is. */
import { expect, it } from 'vitest';
import { ProgressLine } from '../../src/cli/progressLine';

/** What a terminal of one line shows after all that was written to it. */
function shown(written: readonly string[]): string {
  return written.join('').split('\r\u001b[K').at(-1)!;
}

function lineOn(isTTY: boolean | undefined): { line: ProgressLine; written: string[] } {
  const written: string[] = [];
  const write = (text: string): number => written.push(text);
  return { line: new ProgressLine(isTTY === undefined ? { write } : { isTTY, write }), written };
}

it('is written over, and gone at the end', () => {
  const { line, written } = lineOn(true);
  line.show('1 of 20');
  line.show('2');
  expect(shown(written)).toBe('2');
  line.clear();
  expect(shown(written)).toBe('');
  expect(written.join('')).not.toContain('\n');
});

it.each([false, undefined])('says nothing in a file or a pipe (isTTY %s)', (isTTY) => {
  const { line, written } = lineOn(isTTY);
  line.show('1 of 20');
  line.clear();
  expect(written).toStrictEqual([]);
});
