/** NumPy's `.npy`, versions 1 to 3: https://numpy.org/doc/stable/reference/generated/numpy.lib.format.html */
import * as l10n from '@vscode/l10n';
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
    return unread(
      truncated(
        name,
        l10n.t('{0} bytes for {1} numbers', wanted, shapeText(shape)),
        l10n.t('{0} bytes', there),
      ),
    );
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
              message: l10n.t(
                '{0}: behind the array stands more, which is not read; save several arrays by np.savez',
                name,
              ),
              expected: l10n.t('one array'),
              found: l10n.t('{0} more bytes', there - wanted),
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
      message: l10n.t('{0} is no NumPy array of a known version', name),
      expected: l10n.t('version 1, 2 or 3 of .npy'),
      found: major === undefined ? l10n.t('{0} bytes', bytes.length) : l10n.t('version {0}', major),
    };
  }
  const lengthSize = major === 1 ? 2 : 4;
  const headerStart = npyMagic.length + 2 + lengthSize;
  if (bytes.length < headerStart)
    return truncated(name, l10n.t('a header'), l10n.t('{0} bytes', bytes.length));
  const length = lengthSize === 2 ? view.getUint16(8, true) : view.getUint32(8, true);
  if (length > longestHeader) {
    return {
      code: 'too_large',
      message: l10n.t('{0}: the header is too long to be one array’s', name),
      expected: l10n.t('at most {0} bytes', longestHeader),
      found: l10n.t('{0} bytes', length),
    };
  }
  const dataStart = headerStart + length;
  if (bytes.length < dataStart) {
    return truncated(
      name,
      l10n.t('a header of {0} bytes', length),
      l10n.t('{0} bytes', bytes.length - headerStart),
    );
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
      message: l10n.t('{0}: the header does not say what the array is', name),
      expected: l10n.t('{0}, {1} and {2}', "'descr'", "'fortran_order'", "'shape'"),
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
      message: l10n.t('{0}: an array has no more than {1} dimensions', name, mostDimensions),
      expected: l10n.t('at most {0} dimensions', mostDimensions),
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
        ? l10n.t('{0} is a structured array: save each of its fields as an array of its own', name)
        : l10n.t('{0}: elements of this type are not read; convert them by .astype(float)', name),
    expected: l10n.t('real numbers: float16, float32, float64 or integers'),
    found:
      description === undefined
        ? l10n.t('a structured type')
        : l10n.t('type {0}', JSON.stringify(description.slice(0, 40))),
  };
}

function truncated(name: string, expected: string, found: string): DumpIssue {
  return { code: 'truncated', message: l10n.t('{0} ends too early', name), expected, found };
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
