/** The element types of binary formats: how many bytes, how they are read, how exact they are. */
import type { Precision } from '../../comparison/claim';

export interface ElementType {
  /** Bytes of one element. */
  readonly size: number;
  read(view: DataView, offset: number, littleEndian: boolean): number;
  readonly precision: Precision;
}

const exact: Precision = { kind: 'float64' };

type ElementTypeName =
  | 'float64'
  | 'float32'
  | 'float16'
  | 'bfloat16'
  | 'int64'
  | 'int32'
  | 'int16'
  | 'int8'
  | 'uint64'
  | 'uint32'
  | 'uint16'
  | 'uint8';

export const elementTypes: { readonly [N in ElementTypeName]: ElementType } = {
  float64: { size: 8, read: (view, at, little) => view.getFloat64(at, little), precision: exact },
  float32: {
    size: 4,
    read: (view, at, little) => view.getFloat32(at, little),
    precision: { kind: 'float32' },
  },
  float16: {
    size: 2,
    read: (view, at, little) => halfOf(view.getUint16(at, little)),
    precision: { kind: 'digits', significant: 3 },
  },
  bfloat16: {
    size: 2,
    read: (view, at, little) => brainFloatOf(view.getUint16(at, little)),
    precision: { kind: 'digits', significant: 2 },
  },
  int64: { size: 8, read: (view, at, little) => Number(view.getBigInt64(at, little)), precision: exact },
  int32: { size: 4, read: (view, at, little) => view.getInt32(at, little), precision: exact },
  int16: { size: 2, read: (view, at, little) => view.getInt16(at, little), precision: exact },
  int8: { size: 1, read: (view, at) => view.getInt8(at), precision: exact },
  uint64: { size: 8, read: (view, at, little) => Number(view.getBigUint64(at, little)), precision: exact },
  uint32: { size: 4, read: (view, at, little) => view.getUint32(at, little), precision: exact },
  uint16: { size: 2, read: (view, at, little) => view.getUint16(at, little), precision: exact },
  uint8: { size: 1, read: (view, at) => view.getUint8(at), precision: exact },
};

/** binary16: a sign, 5 bits of exponent, 10 of fraction. */
function halfOf(bits: number): number {
  const sign = bits & 0x8000 ? -1 : 1;
  const exponent = (bits >>> 10) & 0x1f;
  const fraction = bits & 0x3ff;
  if (exponent === 0x1f) return fraction === 0 ? sign * Infinity : NaN;
  return exponent === 0 ? sign * fraction * 2 ** -24 : sign * (1 + fraction / 2 ** 10) * 2 ** (exponent - 15);
}

/** bfloat16: the upper half of a float32. */
function brainFloatOf(bits: number): number {
  upperHalf.setUint16(0, bits);
  return upperHalf.getFloat32(0);
}

const upperHalf = new DataView(new ArrayBuffer(4));

/** The number of elements of a shape; 1 for a single number's empty shape. */
export function countOf(shape: readonly number[]): number {
  return shape.reduce((product, length) => product * length, 1);
}

/**
 * Reads elements that follow each other.
 * @param bytes exactly theirs: the caller has checked the length.
 */
export function readElements(bytes: Uint8Array, type: ElementType, littleEndian: boolean): Float64Array {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const values = new Float64Array(bytes.byteLength / type.size);
  for (let i = 0; i < values.length; i++) values[i] = type.read(view, i * type.size, littleEndian);
  return values;
}
