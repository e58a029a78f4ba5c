/** JavaScript and TypeScript: arrays of numbers and of rows, typed arrays, matrices over a flat array; and objects, arrays and maps that hold them. */
import type { Language } from './language';
import { SURVEY_LIMITS } from './limits';

export const javascript: Language = {
  title: 'JavaScript',
  sessionTypes: /^(?:pwa-)?(?:node|chrome|msedge|extensionHost|node-terminal)$/,
  isVariable: (name) => /^[\p{L}_$][\p{L}\p{M}\p{N}_$]*$/u.test(name),
  survey: (names) => {
    // A variable that its program has not reached yet throws where it is named.
    const variables = names.map((name) => `[${JSON.stringify(name)}, () => ${name}]`).join(', ');
    return `(${PROGRAM}).survey([${variables}])`;
  },
  piece: ({ expression, type }, start, end) =>
    `(${PROGRAM}).piece(${expression}, "${type}", ${start}, ${end})`,
};

const { depth, scalarDepth, visited, arrays, items, numbers } = SURVEY_LIMITS;

/** It leaves no name in the program and calls no getter. */
const PROGRAM = `(() => {
  const TYPES = {
    Float64Array: "F64", Float32Array: "F32", Float16Array: "F16", BigInt64Array: "I64", BigUint64Array: "U64",
    Int32Array: "I32", Int16Array: "I16", Int8Array: "I8", Uint32Array: "U32", Uint16Array: "U16",
    Uint8Array: "U8", Uint8ClampedArray: "U8",
  };

  /** The name of a typed array's type, of whatever window or context it is. */
  const typeOf = (value) =>
    ArrayBuffer.isView(value) ? TYPES[Object.prototype.toString.call(value).slice(8, -1)] : undefined;

  /** findIndex() sees the holes of an array, which every() passes over. */
  const isVector = (value) =>
    (typeOf(value) !== undefined || (Array.isArray(value) && value.findIndex((x) => typeof x !== "number") === -1)) &&
    value.length > 0;

  /** A property without calling its getter. */
  const own = (value, key) => {
    const property = Object.getOwnPropertyDescriptor(value, key);
    return property === undefined ? undefined : property.value;
  };

  const shapeOfList = (value) => {
    if (typeOf(value) === undefined && !(Array.isArray(value) && value.length <= ${numbers})) return undefined;
    if (isVector(value)) return [value.length];
    const columns = value[0] && value[0].length;
    if (!(value.length * columns <= ${numbers})) return undefined;
    const isRow = (row) => isVector(row) && row.length === columns;
    return value.findIndex((row) => !isRow(row)) === -1 ? [value.length, columns] : undefined;
  };

  const flat = (value) => (isVector(value) ? value : value.flatMap((row) => Array.from(row)));

  /** Numbers that all are float32's were made of those, and are no more exact. */
  const typeOfList = (value) => {
    const rows = isVector(value) ? [value] : value;
    const isSingle = (row) => typeOf(row) === "F32" || Array.from(row).every((x) => Object.is(Math.fround(x), x));
    return typeOf(value) || (rows.every(isSingle) ? "F32" : "F64");
  };

  /** Shape, type and where the numbers are; undefined where the value is no array. */
  const header = (value) => {
    if (typeof value === "number") return { shape: [], type: typeOfList([value]), suffix: "" };
    if (typeof value !== "object" || value === null) return undefined;
    const shape = shapeOfList(value);
    if (shape !== undefined) return { shape, type: typeOfList(value), suffix: "" };
    const data = own(value, "data");
    const rows = own(value, "rows");
    const columns = own(value, "columns") || own(value, "cols");
    const length = rows * columns;
    return length > 0 && isVector(data) && data.length === length
      ? { shape: [rows, columns], type: typeOfList(data), suffix: ".data" }
      : undefined;
  };

  /** What a value holds: names, expressions and values. */
  const inside = (name, expression, value) => {
    if (typeof value !== "object" || value === null || ArrayBuffer.isView(value)) return [];
    if (value instanceof Map) {
      return [...value]
        .slice(0, ${items})
        .filter(([key]) => typeof key === "string" || typeof key === "number")
        .map(([key, held]) => [name + "." + key, expression + ".get(" + JSON.stringify(key) + ")", held]);
    }
    if (Array.isArray(value)) {
      if (value.length > ${items}) return [];
      return Array.from(value, (held, i) => [name + "." + i, expression + "[" + i + "]", held]);
    }
    return Object.keys(value)
      .slice(0, ${items})
      .map((key) => [name + "." + key, expression + "[" + JSON.stringify(key) + "]", own(value, key)]);
  };

  const base64 = (text) =>
    typeof globalThis.btoa === "function" ? globalThis.btoa(text) : Buffer.from(text, "latin1").toString("base64");

  const survey = (variables) => {
    const found = [];
    const seen = new Set();
    let level = variables.flatMap(([name, read]) => {
      try {
        return [[name, name, read()]];
      } catch {
        return [];
      }
    });
    for (let step = 0; step < ${depth}; step++) {
      const below = [];
      for (const [name, expression, value] of level) {
        if (seen.has(value) || seen.size >= ${visited} || found.length >= ${arrays}) continue;
        if (typeof value === "number" && step >= ${scalarDepth}) continue;
        if (typeof value === "object") seen.add(value);
        try {
          const about = header(value);
          if (about === undefined) below.push(...inside(name, expression, value));
          else found.push({ name, expression: expression + about.suffix, shape: about.shape, type: about.type });
        } catch {
          // A value that can not be looked at, such as a page of another origin, hides no other.
        }
      }
      level = below;
    }
    const json = JSON.stringify(found);
    return base64(json.replace(/[^ -~]/g, (c) => "\\\\u" + c.charCodeAt(0).toString(16).padStart(4, "0")));
  };

  const piece = (value, type, start, end) => {
    const list = typeof value === "number" ? [value] : value;
    const some =
      typeOf(list) !== undefined
        ? list.subarray(start, end)
        : (type === "F32" ? Float32Array : Float64Array).from(flat(list).slice(start, end));
    const bytes = new Uint8Array(some.buffer, some.byteOffset, some.byteLength);
    let text = "";
    for (let i = 0; i < bytes.length; i += 8192) {
      text += String.fromCharCode.apply(null, bytes.subarray(i, i + 8192));
    }
    return base64(text);
  };

  return { survey, piece };
})()`;
