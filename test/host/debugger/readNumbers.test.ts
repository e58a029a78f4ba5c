/** Arrays in pieces, whatever an adapter does with long texts. */
import { Buffer } from 'node:buffer';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { FoundArray } from '../../../src/host/debugger/foundArray';
import type { Language } from '../../../src/host/debugger/languages/language';
import { NumberReader } from '../../../src/host/debugger/readNumbers';
import { bytesOf, ShortenedReplyError } from '../../../src/host/debugger/reply';
import { frameOf } from './frameOf';

/** A language whose expressions are the places that are asked for. */
const places: Language = {
  title: 'Places',
  sessionTypes: /^places$/,
  isVariable: () => true,
  survey: () => '',
  piece: (_, start, end) => `${start} ${end}`,
};

const numbers = Float32Array.from({ length: 400_000 }, (_, i) => i / 3);
const array: FoundArray = { name: 'dW1', expression: 'dW1', shape: [400, 1000], type: 'F32' };
const { signal } = new AbortController();

/** A frame that gives those numbers, in texts that are cut in the middle where they are longer than allowed. */
function frameCutting(longest: number, asked: string[] = []): ReturnType<typeof frameOf> {
  return frameOf([], (expression) => {
    asked.push(expression);
    const [start, end] = expression.split(' ').map(Number);
    const text = Buffer.from(numbers.slice(start, end).buffer).toString('base64');
    return text.length <= longest
      ? `'${text}'`
      : `'${text.slice(0, longest / 2)}...${text.slice(-longest / 2)}'`;
  });
}

describe('numbers', () => {
  it.each([
    ['in large pieces where nothing is shortened', Infinity, 3, 3],
    ['in small pieces where debugpy shortens, after one try', 2 ** 16, 34, 33],
    ['in small pieces where the JavaScript debugger shortens', 100_000, 34, 33],
  ])('are read %s', async (_, longest, first, second) => {
    const asked: string[] = [];
    const reader = new NumberReader(frameCutting(longest, asked), places);
    let read = 0;
    const bytes = await reader.read(array, (more) => (read += more), signal);
    expect(Buffer.compare(bytes, new Uint8Array(numbers.buffer))).toBe(0);
    expect(read).toBe(numbers.byteLength);
    expect(asked).toHaveLength(first);
    // What was learned of the adapter holds for the next array too.
    asked.length = 0;
    await reader.read(array, () => undefined, signal);
    expect(asked).toHaveLength(second);
  });

  it('are refused where even small pieces are shortened, or come short', async () => {
    const shortened = new NumberReader(frameCutting(1000), places).read(array, () => undefined, signal);
    await expect(shortened).rejects.toThrow(ShortenedReplyError);
    const short = new NumberReader(
      frameOf([], () => "'AAAA'"),
      places,
    ).read(array, () => undefined, signal);
    await expect(short).rejects.toThrow('3 bytes');
  });
});

describe('a reply', () => {
  it.each(["'", '"', '`', ''])('is read in quotes %s', (quote) => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 50 }), (bytes) => {
        const text = Buffer.from(bytes).toString('base64');
        expect(Uint8Array.from(bytesOf(quote + text + quote))).toEqual(bytes);
      }),
    );
  });

  it.each([
    'NameError: name ... is not defined',
    'undefined',
    "'AAAA",
    "'AAA'",
    'Uncaught ReferenceError: x',
  ])('that is no Base64 is told: %s', (result) => {
    expect(() => bytesOf(result)).toThrow(/the debugger answered/);
  });
});
