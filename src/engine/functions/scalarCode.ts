/** The elementary operations on numbers themselves, in plain JavaScript: what is written in them is computed at once. */
import type { ElementCode } from './elementCode';

/** One number and the halves of its bits. */
const shared = new Float64Array(1);
const halves = new Uint32Array(shared.buffer);
shared[0] = -0;
const HIGH = halves[1] === 0 ? 0 : 1;
const LOW = 1 - HIGH;

/** The terms of a polynomial under way. */
const terms = new Float64Array(64);

function fromBits(high: number, low: number): number {
  halves[HIGH] = high;
  halves[LOW] = low;
  return shared[0]!;
}

export const scalarCode: ElementCode<number> = {
  add: (x, y) => x + y,
  sub: (x, y) => x - y,
  mul: (x, y) => x * y,
  div: (x, y) => x / y,
  neg: (x) => -x,
  abs: (x) => Math.abs(x),
  max: (x, y) => Math.max(x, y),
  min: (x, y) => Math.min(x, y),
  atLeast: (x, bound) => (x < bound ? bound : x),
  atMost: (x, bound) => (bound < x ? bound : x),
  ifLess: (x, y, yes, no) => (x < y ? yes : no),
  ifEqual: (x, y, yes, no) => (x === y ? yes : no),
  withSign: (x, sign) => (sign < 0 || (sign === 0 && 1 / sign < 0) ? -Math.abs(x) : Math.abs(x)),
  and: (x, mask) => {
    shared[0] = x;
    return fromBits(halves[HIGH]! & mask.high, halves[LOW]! & mask.low);
  },
  or: (x, mask) => {
    shared[0] = x;
    return fromBits(halves[HIGH]! | mask.high, halves[LOW]! | mask.low);
  },
  addBits: (x, y) => {
    shared[0] = x;
    const low = halves[LOW]! + y.low;
    return fromBits(halves[HIGH]! + y.high + (low >= 2 ** 32 ? 1 : 0), low);
  },
  shiftLeft: (x, by) => {
    shared[0] = x;
    return fromBits(halves[LOW]! << (by - 32), 0);
  },
  shiftRight: (x, by) => {
    shared[0] = x;
    return fromBits(0, halves[HIGH]! >>> (by - 32));
  },
  number: (x) => x,
  polynomial: (x, coefficients) => {
    let count = coefficients.length;
    for (let i = 0; i < count; i++) terms[i] = coefficients[i]!;
    for (let power = x; ; power *= power) {
      const pairs = count >> 1;
      for (let i = 0; i < pairs; i++) terms[i] = terms[2 * i]! + terms[2 * i + 1]! * power;
      if (count % 2 === 1) terms[pairs] = terms[count - 1]!;
      count -= pairs;
      if (count === 1) return terms[0]!;
    }
  },
};
