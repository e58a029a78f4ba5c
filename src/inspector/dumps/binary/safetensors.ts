/** `.safetensors`: the length of a JSON header, the header, the numbers: https://github.com/huggingface/safetensors */
import { strFromU8 } from 'fflate';
import { IssueList } from '../../../model/issueList';
import { elementsOf, isList, isObject, type Json } from '../../../model/json';
import { readJson } from '../../../model/readJson';
import { describe, shapeText } from '../../../model/words';
import { type DumpIssue, type DumpReading, type NamedArray, unread } from '../dump';
import { countOf, type ElementType, readElements } from './elementTypes';
import { tensorTypes } from './tensorTypes';

const lengthSize = 8;

/** The format's own limit is 100 MB, for thousands of tensors. */
const longestHeader = 2 ** 24;

const types: ReadonlyMap<unknown, ElementType> = new Map(Object.entries(tensorTypes));

/** Whether the file begins with a length and an open brace, as nothing else does. */
export function looksLikeSafetensors(bytes: Uint8Array): boolean {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return bytes[lengthSize] === 0x7b && view.getUint32(4, true) === 0;
}

/** Reads all tensors of a file; one that is broken does not hide the others. */
export function readSafetensors(bytes: Uint8Array): DumpReading {
  if (bytes.length < lengthSize) {
    return unread(truncated('a header’s length of 8 bytes', `${bytes.length} bytes`));
  }
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const length = Number(view.getBigUint64(0, true));
  if (length > longestHeader) {
    return unread({
      code: 'too_large',
      message: 'The header is too long for a dump of a network',
      expected: `at most ${longestHeader} bytes`,
      found: `${length} bytes`,
    });
  }
  if (bytes.length < lengthSize + length) {
    return unread(truncated(`a header of ${length} bytes`, `${bytes.length - lengthSize} bytes`));
  }
  const header = readJson(strFromU8(bytes.subarray(lengthSize, lengthSize + length)), new IssueList());
  if (!isObject(header)) {
    return unread({
      code: 'damaged',
      message: 'The header does not say which tensors there are',
      expected: 'a JSON object',
      found: header === undefined ? 'broken JSON' : describe(header),
    });
  }
  return readTensors(Object.entries(header), bytes.subarray(lengthSize + length));
}

function readTensors(entries: readonly [string, Json | undefined][], data: Uint8Array): DumpReading {
  const arrays: NamedArray[] = [];
  const issues: DumpIssue[] = [];
  // Tensors do not share bytes; ones that did could need any multiple of the file's size.
  let left = data.length;
  for (const [name, entry] of entries) {
    if (name === '__metadata__') continue;
    const tensor = readTensor(name, entry, data, left);
    if ('code' in tensor) issues.push(tensor);
    else {
      arrays.push(tensor.array);
      left -= tensor.bytes;
    }
  }
  if (arrays.length === 0 && issues.length === 0) {
    issues.push({
      code: 'no_numbers',
      message: 'The file has no tensors in it',
      expected: 'at least one tensor',
      found: 'none',
    });
  }
  return { arrays, issues };
}

function readTensor(
  name: string,
  entry: Json | undefined,
  data: Uint8Array,
  left: number,
): { readonly array: NamedArray; readonly bytes: number } | DumpIssue {
  const { dtype, shape: lengths, data_offsets: offsets } = isObject(entry) ? entry : {};
  const shape = wholeNumbers(lengths);
  const [start, end, ...more] = wholeNumbers(offsets) ?? [];
  if (shape === undefined || start === undefined || end === undefined || more.length > 0) {
    return {
      code: 'damaged',
      message: `${name}: the header does not say what the tensor is`,
      expected: '"dtype", "shape" and "data_offsets"',
      found: entry === undefined ? 'nothing' : describe(entry),
    };
  }
  const type = types.get(dtype);
  if (type === undefined) {
    return {
      code: 'unsupported',
      message: `${name}: elements of this type are not read`,
      expected: [...types.keys()].join(', '),
      found: dtype === undefined ? 'no type' : describe(dtype),
    };
  }
  const wanted = countOf(shape) * type.size;
  if (end - start !== wanted) {
    return {
      code: 'damaged',
      message: `${name}: the shape does not fit the place of the numbers`,
      expected: `${wanted} bytes for ${shapeText(shape)} numbers`,
      found: `${end - start} bytes`,
    };
  }
  if (end > data.length) return truncated(`${end} bytes of numbers, up to ${name}`, `${data.length} bytes`);
  if (wanted > left) {
    return {
      code: 'damaged',
      message: `${name} shares its numbers with another tensor`,
      expected: 'a place of its own for every tensor',
      found: `bytes ${start} to ${end}`,
    };
  }
  const values = readElements(data.subarray(start, end), type, true);
  return { array: { name, shape, values, precision: type.precision }, bytes: wanted };
}

function wholeNumbers(value: Json | undefined): readonly number[] | undefined {
  if (!isList(value)) return undefined;
  const elements = elementsOf(value);
  return elements.every((n): n is number => typeof n === 'number' && Number.isSafeInteger(n) && n >= 0)
    ? elements
    : undefined;
}

function truncated(expected: string, found: string): DumpIssue {
  return { code: 'truncated', message: 'The file ends too early', expected, found };
}
