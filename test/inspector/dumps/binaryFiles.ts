/** Binary dumps made byte by byte, also such as no library would write. */
import { strToU8 } from 'fflate';

/** A `.npy` file with a header as it is given and the bytes behind it. */
export function npyOf(header: string, data: Uint8Array, version = 1): Uint8Array {
  const text = strToU8(header, true);
  const length = version === 1 ? [text.length & 255, text.length >> 8] : [...little(text.length, 4)];
  return joined(Uint8Array.of(0x93, ...strToU8('NUMPY'), version, 0, ...length), text, data);
}

/** The header that NumPy writes. */
export function npyHeader(description: string, shape: readonly number[], isFortran = false): string {
  const lengths = shape.length === 1 ? `${shape[0]!},` : shape.join(', ');
  return `{'descr': '${description}', 'fortran_order': ${isFortran ? 'True' : 'False'}, 'shape': (${lengths}), }\n`;
}

/** A `.safetensors` file with any header. */
export function safetensorsOf(header: unknown, data: Uint8Array): Uint8Array {
  const text = strToU8(JSON.stringify(header));
  return joined(little(text.length, 8), text, data);
}

/** The bytes of float64 numbers. */
export function bytesOf(...values: readonly number[]): Uint8Array {
  return new Uint8Array(Float64Array.from(values).buffer);
}

export function joined(...parts: readonly Uint8Array[]): Uint8Array {
  return Uint8Array.from(parts.flatMap((part) => [...part]));
}

function little(value: number, size: number): Uint8Array {
  return Uint8Array.from({ length: size }, (_, i) => Math.floor(value / 256 ** i) & 255);
}
