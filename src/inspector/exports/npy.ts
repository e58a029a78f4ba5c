/** NumPy's array file, version 1.0: https://numpy.org/doc/stable/reference/generated/numpy.lib.format.html */
import { dtypeOf } from '../../engine/tensor';
import { asciiBytes } from './ascii';
import { type Encoder, fileShape } from './encoder';

/** The numbers begin at a multiple of this. */
const ALIGNMENT = 64;
const MAGIC = [0x93, ...asciiBytes('NUMPY'), 1, 0];
/** Behind the magic two bytes say how long the header is. */
const PREFIX = MAGIC.length + 2;

/** So many numbers are written at a time. */
const PIECE = 2 ** 16;

/** Every number to the bit, little-endian, row by row. */
export const npy: Encoder = function* (matrix) {
  const { data } = matrix;
  const isDouble = dtypeOf(matrix) === 'float64';
  const header = headerOf(isDouble ? '<f8' : '<f4', fileShape(matrix));
  const size = data.BYTES_PER_ELEMENT;
  const bytes = new Uint8Array(header.length + data.length * size);
  bytes.set(header);
  const view = new DataView(bytes.buffer, header.length);
  for (let start = 0; start < data.length; start += PIECE) {
    const end = Math.min(data.length, start + PIECE);
    for (let i = start; i < end; i++) {
      if (isDouble) view.setFloat64(i * size, data[i]!, true);
      else view.setFloat32(i * size, data[i]!, true);
    }
    yield end - start;
  }
  return bytes;
};

function headerOf(descr: string, shape: readonly number[]): Uint8Array {
  const lengths = shape.length === 1 ? `${shape[0]!},` : shape.join(', ');
  const text = `{'descr': '${descr}', 'fortran_order': False, 'shape': (${lengths}), }`;
  const length = Math.ceil((PREFIX + text.length + 1) / ALIGNMENT) * ALIGNMENT;
  const written = asciiBytes(`${text.padEnd(length - PREFIX - 1)}\n`);
  const header = new Uint8Array(length);
  header.set(MAGIC);
  new DataView(header.buffer).setUint16(MAGIC.length, written.length, true);
  header.set(written, PREFIX);
  return header;
}
