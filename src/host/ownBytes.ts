/** A file's bytes alone on their buffer, so that they can move to another thread. */

/** Copied at a time: a few milliseconds' work. */
const PIECE = 4 * 1024 * 1024;

/**
 * The same bytes; a copy where they are a window of a larger buffer, which belongs to others too. The copy is made in
 * pieces, because that of a large file would hold the event loop.
 */
export async function ownBytes(bytes: Uint8Array): Promise<Uint8Array<ArrayBuffer>> {
  const { buffer, byteLength } = bytes;
  if (buffer instanceof ArrayBuffer && buffer.byteLength === byteLength) return new Uint8Array(buffer);
  const own = new Uint8Array(byteLength);
  for (let start = 0; start < byteLength; start += PIECE) {
    own.set(bytes.subarray(start, start + PIECE), start);
    await new Promise((resolve) => setTimeout(resolve));
  }
  return own;
}
