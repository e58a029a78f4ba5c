/** `.safetensors`: the length of a JSON header, the header, the numbers: https://github.com/huggingface/safetensors */
import * as l10n from '@vscode/l10n';
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
    return unread(truncated(l10n.t('a header’s length of 8 bytes'), l10n.t('{0} bytes', bytes.length)));
  }
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const length = Number(view.getBigUint64(0, true));
  if (length > longestHeader) {
    return unread({
      code: 'too_large',
      message: l10n.t('The header is too long for a dump of a network'),
      expected: l10n.t('at most {0} bytes', longestHeader),
      found: l10n.t('{0} bytes', length),
    });
  }
  if (bytes.length < lengthSize + length) {
    return unread(
      truncated(l10n.t('a header of {0} bytes', length), l10n.t('{0} bytes', bytes.length - lengthSize)),
    );
  }
  const header = readJson(strFromU8(bytes.subarray(lengthSize, lengthSize + length)), new IssueList());
  if (!isObject(header)) {
    return unread({
      code: 'damaged',
      message: l10n.t('The header does not say which tensors there are'),
      expected: l10n.t('a JSON object'),
      found: header === undefined ? l10n.t('broken JSON') : describe(header),
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
      message: l10n.t('The file has no tensors in it'),
      expected: l10n.t('at least one tensor'),
      found: l10n.t('none'),
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
      message: l10n.t('{0}: the header does not say what the tensor is', name),
      expected: l10n.t('{0}, {1} and {2}', '"dtype"', '"shape"', '"data_offsets"'),
      found: entry === undefined ? l10n.t('nothing') : describe(entry),
    };
  }
  const type = types.get(dtype);
  if (type === undefined) {
    return {
      code: 'unsupported',
      message: l10n.t('{0}: elements of this type are not read', name),
      expected: [...types.keys()].join(', '),
      found: dtype === undefined ? l10n.t('no type') : describe(dtype),
    };
  }
  const wanted = countOf(shape) * type.size;
  if (end - start !== wanted) {
    return {
      code: 'damaged',
      message: l10n.t('{0}: the shape does not fit the place of the numbers', name),
      expected: l10n.t('{0} bytes for {1} numbers', wanted, shapeText(shape)),
      found: l10n.t('{0} bytes', end - start),
    };
  }
  if (end > data.length) {
    return truncated(l10n.t('{0} bytes of numbers, up to {1}', end, name), l10n.t('{0} bytes', data.length));
  }
  if (wanted > left) {
    return {
      code: 'damaged',
      message: l10n.t('{0} shares its numbers with another tensor', name),
      expected: l10n.t('a place of its own for every tensor'),
      found: l10n.t('bytes {0} to {1}', start, end),
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
  return { code: 'truncated', message: l10n.t('The file ends too early'), expected, found };
}
