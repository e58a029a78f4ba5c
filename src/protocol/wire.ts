/**
 * What JSON cannot carry: NaN, ±Infinity and −0 as numbers, undefined in lists, and errors. Typed arrays cross as they are.
 *
 * Such values are written as objects with one of the tags below; keys of plain data that begin like a tag get a `$` more,
 * so that nothing in a message can be taken for one. A property that is undefined is left out: to the other end, absent
 * and undefined are the same, whether the transport clones or writes JSON.
 */

const NUMBER = '$number';
const UNDEFINED = '$undefined';
const ERROR = '$error';

/** Arrays that are to move, each with its buffer. */
const moving = new WeakMap<ArrayBufferView, ArrayBuffer>();

/**
 * Marks an array so that its message moves it instead of copying it, where the transport can: it is empty here then.
 * @param array the only one on its buffer.
 */
export function moved<T extends ArrayBufferView<ArrayBuffer>>(array: T): T {
  moving.set(array, array.buffer);
  return array;
}

/**
 * Message → the same as JSON can carry it, with typed arrays at the side.
 * @param transfer takes the buffers of those arrays that are to move.
 */
export function toWire(value: unknown, transfer: ArrayBuffer[] = []): unknown {
  if (value === undefined) return { [UNDEFINED]: true };
  if (typeof value === 'number') {
    return Number.isFinite(value) && !Object.is(value, -0)
      ? value
      : { [NUMBER]: Object.is(value, -0) ? '-0' : String(value) };
  }
  if (typeof value !== 'object' || value === null) return value;
  if (ArrayBuffer.isView(value)) {
    const buffer = moving.get(value);
    if (buffer !== undefined) transfer.push(buffer);
    return value;
  }
  if (value instanceof Error) return { [ERROR]: value.name, message: value.message };
  if (Array.isArray(value)) return value.map((entry) => toWire(entry, transfer));
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, entry]) => entry !== undefined)
      .map(([key, entry]) => [key.startsWith('$') ? `$${key}` : key, toWire(entry, transfer)]),
  );
}

/** The inverse of `toWire`. */
export function fromWire(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || ArrayBuffer.isView(value)) return value;
  if (Array.isArray(value)) return value.map(fromWire);
  if (Object.hasOwn(value, NUMBER)) return Number((value as Record<string, unknown>)[NUMBER]);
  if (Object.hasOwn(value, UNDEFINED)) return undefined;
  if (Object.hasOwn(value, ERROR)) {
    const { [ERROR]: name, message } = value as Record<string, unknown>;
    return Object.assign(new Error(String(message)), { name: String(name) });
  }
  return Object.fromEntries(
    Object.entries(value).map(([key, entry]) => [key.startsWith('$') ? key.slice(1) : key, fromWire(entry)]),
  );
}
