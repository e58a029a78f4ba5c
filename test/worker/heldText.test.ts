/** The worker's text: decoded by its byte order mark, and compared with the one before. */
import { describe, expect, it } from 'vitest';
import { HeldText } from '../../src/worker/heldText';

const TEXT = '{"name": "σ′ → 𝛿"}';

const utf8 = new TextEncoder().encode(TEXT);
const utf16 = Uint8Array.from(Buffer.from(TEXT, 'utf16le'));

describe('the held text', () => {
  it.each([
    ['text', TEXT],
    ['UTF-8', utf8],
    ['UTF-8 with a mark', Uint8Array.of(0xef, 0xbb, 0xbf, ...utf8)],
    ['UTF-16, little end first', Uint8Array.of(0xff, 0xfe, ...utf16)],
    ['UTF-16, big end first', Uint8Array.of(0xfe, 0xff, ...Buffer.from(utf16).swap16())],
  ])('is the same from %s', (_form, content) => {
    const held = new HeldText();
    expect(held.replace(content)).toBe(true);
    expect(held.current).toBe(TEXT);
    expect(held.replace(TEXT)).toBe(false);
    expect(held.replace(`${TEXT} `)).toBe(true);
  });

  it('of no bytes is empty, and there', () => {
    const held = new HeldText();
    expect(() => held.current).toThrow('there is no text');
    expect(held.replace(new Uint8Array(0))).toBe(true);
    expect(held.current).toBe('');
  });
});
