/** NumPy's `.npy`, versions 1 to 3: https://numpy.org/doc/stable/reference/generated/numpy.lib.format.html */
import { strFromU8 } from 'fflate';
import { shapeText } from '../../../model/words';
import { type DumpIssue, type DumpReading, unread } from '../dump';
import { countOf, type ElementType, elementTypes, readElements } from './elementTypes';

/** "\x93NUMPY" */
export const npyMagic = [0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59] as const;

/** A header of one array's type and shape is far shorter; NumPy itself stops at 10,000. */
const longestHeader = 10_000;

/** As many dimensions as NumPy allows. */
const mostDimensions = 64;

/** NumPy's letter and size of an element. */
const types: ReadonlyMap<string, ElementType> = new Map([
  ['f8', elementTypes.float64],
  ['f4', elementTypes.float32],
  ['f2', elementTypes.float16],
  ['i8', elementTypes.int64],
  ['i4', elementTypes.int32],
  ['i2', elementTypes.int16],
  ['i1', elementTypes.int8],
  ['u8', elementTypes.uint64],
  ['u4', elementTypes.uint32],
  ['u2', elementTypes.uint16],
  ['u1', elementTypes.uint8],
]);

interface Header {
  readonly type: ElementType;
  readonly littleEndian: boolean;
  readonly fortranOrder: boolean;
  readonly shape: readonly number[];
  /** Where the elements begin. */
  readonly dataStart: number;
}

/** Reads the one array of a `.npy` file. */
export function readNpy(name: string, bytes: Uint8Array): DumpReading {
  const header = readHeader(name, bytes);
  if ('code' in header) return unread(header);
  const { type, littleEndian, fortranOrder, shape, dataStart } = header;
  const wanted = countOf(shape) * type.size;
  const there = bytes.length - dataStart;
  if (!(wanted <= there)) {
    return unread(truncated(name, `${wanted} bytes for ${shapeText(shape)} numbers`, `${there} bytes`));
  }
  const values = readElements(bytes.subarray(dataStart, dataStart + wanted), type, littleEndian);
  return {
    arrays: [
      {
        name,
        shape,
        values: fortranOrder ? toRowMajor(values, shape) : values,
        precision: type.precision,
      },
    ],
    issues:
      wanted === there
        ? []
        : [
            {
              code: 'unread_data',
              message: `${name}: behind the array stands more, which is not read; save several arrays by np.savez`,
              expected: 'one array',
              found: `${there - wanted} more bytes`,
            },
          ],
  };
}

function readHeader(name: string, bytes: Uint8Array): Header | DumpIssue {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const major = bytes[npyMagic.length];
  if (!npyMagic.every((byte, i) => bytes[i] === byte) || (major !== undefined && (major < 1 || major > 3))) {
    return {
      code: 'damaged',
      message: `${name} is no NumPy array of a known version`,
      expected: 'version 1, 2 or 3 of .npy',
      found: major === undefined ? `${bytes.length} bytes` : `version ${major}`,
    };
  }
  const lengthSize = major === 1 ? 2 : 4;
  const headerStart = npyMagic.length + 2 + lengthSize;
  if (bytes.length < headerStart) return truncated(name, 'a header', `${bytes.length} bytes`);
  const length = lengthSize === 2 ? view.getUint16(8, true) : view.getUint32(8, true);
  if (length > longestHeader) {
    return {
      code: 'too_large',
      message: `${name}: the header is too long to be one array’s`,
      expected: `at most ${longestHeader} bytes`,
      found: `${length} bytes`,
    };
  }
  const dataStart = headerStart + length;
  if (bytes.length < dataStart) {
    return truncated(name, `a header of ${length} bytes`, `${bytes.length - headerStart} bytes`);
  }
  return parseHeader(name, strFromU8(bytes.subarray(headerStart, dataStart), true), dataStart);
}

/** The header is a Python dictionary, always written with these three keys. */
function parseHeader(name: string, text: string, dataStart: number): Header | DumpIssue {
  const description = /'descr': *(?:'([^']*)'|\[)/.exec(text);
  const fortran = /'fortran_order': *(True|False)/.exec(text)?.[1];
  const lengths = /'shape': *\(([\d, L]*)\)/.exec(text)?.[1]?.match(/\d+/g) ?? [];
  if (description === null || fortran === undefined || !text.includes("'shape'")) {
    return {
      code: 'damaged',
      message: `${name}: the header does not say what the array is`,
      expected: "'descr', 'fortran_order' and 'shape'",
      found: JSON.stringify(text.slice(0, 60)),
    };
  }
  const [, order = '', code = ''] = /^([<>|=]?)(.*)$/s.exec(description[1] ?? '') ?? [];
  const type = types.get(code);
  if (type === undefined) return unsupportedType(name, description[1]);
  const shape = lengths.map(Number);
  if (shape.length > mostDimensions) {
    return {
      code: 'damaged',
      message: `${name}: an array has no more than ${mostDimensions} dimensions`,
      expected: `at most ${mostDimensions} dimensions`,
      found: `${shape.length}`,
    };
  }
  return { type, littleEndian: order !== '>', fortranOrder: fortran === 'True', shape, dataStart };
}

function unsupportedType(name: string, description: string | undefined): DumpIssue {
  return {
    code: 'unsupported',
    message:
      description === undefined
        ? `${name} is a structured array: save each of its fields as an array of its own`
        : `${name}: elements of this type are not read; convert them by .astype(float)`,
    expected: 'real numbers: float16, float32, float64 or integers',
    found:
      description === undefined ? 'a structured type' : `type ${JSON.stringify(description.slice(0, 40))}`,
  };
}

function truncated(name: string, expected: string, found: string): DumpIssue {
  return { code: 'truncated', message: `${name} ends too early`, expected, found };
}

/** Numbers whose first index runs fastest → whose last one does. */
function toRowMajor(values: Float64Array, shape: readonly number[]): Float64Array {
  const sorted = new Float64Array(values.length);
  const index = shape.map(() => 0);
  for (let from = 0; from < values.length; from++) {
    sorted[index.reduce((to, i, axis) => to * shape[axis]! + i, 0)] = values[from]!;
    for (let axis = 0; axis < index.length && ++index[axis]! === shape[axis]; axis++) index[axis] = 0;
  }
  return sorted;
}
