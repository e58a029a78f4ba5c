/** Arrays that were read → a dump in safetensors, which keeps every bit and says how exact each array is. */
import type { FoundArray } from './foundArray';

export interface ReadArray {
  readonly array: FoundArray;
  /** Little-endian and row-major. */
  readonly bytes: Uint8Array;
}

/** The length of the header, the header, the numbers: https://github.com/huggingface/safetensors */
export function dumpOf(arrays: readonly ReadArray[]): Uint8Array<ArrayBuffer> {
  let end = 0;
  const entries = arrays.map(({ array: { name, shape, type }, bytes }) => {
    const start = end;
    end += bytes.length;
    return [name, { dtype: type, shape, data_offsets: [start, end] }] as const;
  });
  const header = new TextEncoder().encode(JSON.stringify(Object.fromEntries(entries)));
  const dump = new Uint8Array(8 + header.length + end);
  new DataView(dump.buffer).setBigUint64(0, BigInt(header.length), true);
  dump.set(header, 8);
  let place = 8 + header.length;
  for (const { bytes } of arrays) {
    dump.set(bytes, place);
    place += bytes.length;
  }
  return dump;
}
