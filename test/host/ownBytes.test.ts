/** Bytes that may move: never those of a buffer that others use. */
import { describe, expect, it } from 'vitest';
import { ownBytes } from '../../src/host/ownBytes';

/** Bytes that differ from piece to piece of a copy. */
function numbered(length: number): Uint8Array<ArrayBuffer> {
  return new Uint8Array(new Uint32Array(Math.ceil(length / 4)).map((_, i) => i * 2_654_435_761).buffer);
}

describe('own bytes', () => {
  it('are the same where they have their buffer alone', async () => {
    const bytes = numbered(8);
    expect((await ownBytes(bytes)).buffer).toBe(bytes.buffer);
  });

  it.each([0, 1, 5_000_000, 8 * 1024 * 1024])('are a copy of %i bytes of a larger buffer', async (length) => {
    const larger = numbered(length + 16);
    const window = larger.subarray(8, 8 + length);
    const own = await ownBytes(window);
    expect(Buffer.compare(own, window)).toBe(0);
    structuredClone(own, { transfer: [own.buffer] });
    expect(larger).toHaveLength(Math.ceil((length + 16) / 4) * 4);
  });

  it('of Node’s shared pool are a copy', async () => {
    const pooled = Buffer.from('{"layers": []}');
    expect(pooled.buffer.byteLength).toBeGreaterThan(pooled.byteLength);
    const own = await ownBytes(pooled);
    expect(own.buffer).not.toBe(pooled.buffer);
    expect(new TextDecoder().decode(own)).toBe('{"layers": []}');
  });
});
