/** Whatever a message holds arrives as it was sent, through a clone and through JSON. */
import { deepStrictEqual } from 'node:assert';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fromWire, toWire } from '../../src/protocol/wire';
import { asJson, carriers } from './transports';

const sent = (value: unknown, carry: (data: unknown) => unknown): unknown => fromWire(carry(toWire(value)));

/** Any number, the ones that JSON has no words for among them. */
const number = fc.oneof(fc.double(), fc.constantFrom(NaN, Infinity, -Infinity, -0, 0));
/** Keys of users, and keys that look like the wire's own. */
const key = fc.oneof(
  fc.string(),
  fc.constantFrom(
    '$number',
    '$error',
    '$undefined',
    '$$number',
    '$',
    '__proto__',
    'constructor',
    'message',
    't',
  ),
);
const plain = fc.letrec<{ value: unknown }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 4, depthSize: 'small' },
    number,
    fc.string(),
    fc.boolean(),
    fc.constant(null),
    fc.float64Array(),
    fc.float32Array(),
    fc.uint32Array(),
    fc.array(fc.oneof(tie('value'), fc.constant(undefined))),
    fc.dictionary(key, tie('value'), { noNullPrototype: true }),
  ),
})).value;

describe.each(carriers)('by %s', (_name, carry) => {
  it('a message arrives as it was sent', () => {
    fc.assert(
      fc.property(plain, (value) => {
        deepStrictEqual(sent(value, carry), value);
      }),
    );
  });

  it.each([NaN, Infinity, -Infinity, -0, 0, 5e-324, 1.7976931348623157e308])('the number %d', (value) => {
    expect(sent({ deep: [[value]] }, carry)).toStrictEqual({ deep: [[value]] });
    expect(sent(Float64Array.of(value, 1), carry)).toStrictEqual(Float64Array.of(value, 1));
    expect(sent({ tile: Float32Array.of(value) }, carry)).toStrictEqual({ tile: Float32Array.of(value) });
  });

  it('an undefined property is absent, an undefined entry stays in its place', () => {
    expect(sent({ sample: undefined, run: 1 }, carry)).toStrictEqual({ run: 1 });
    expect(sent([1, undefined, 2], carry)).toStrictEqual([1, undefined, 2]);
    expect(sent(undefined, carry)).toBeUndefined();
  });

  it('data that look like tags are data', () => {
    for (const value of [
      { $number: 'NaN' },
      { $number: 5 },
      { $error: 'TypeError', message: 'no' },
      { $undefined: true },
      { $$number: '1' },
      { $: 1, $$: 2 },
    ]) {
      expect(sent(value, carry)).toStrictEqual(value);
    }
  });

  it('__proto__ is a key like any other', () => {
    const value: unknown = JSON.parse('{"__proto__": {"polluted": true}, "own": 1}');
    const arrived = sent(value, carry) as object;
    expect(Object.keys(arrived)).toStrictEqual(['__proto__', 'own']);
    expect(Object.getPrototypeOf(arrived)).toBe(Object.prototype);
    expect('polluted' in arrived).toBe(false);
  });

  it('an error arrives as an error with its name', () => {
    const arrived = sent({ why: new RangeError('too far') }, carry) as { why: Error };
    expect(arrived.why).toBeInstanceOf(Error);
    expect([arrived.why.name, arrived.why.message]).toStrictEqual(['RangeError', 'too far']);
  });
});

it('what is on the wire is JSON: nothing is lost between text and text', () => {
  fc.assert(
    fc.property(plain, (value) => {
      const wire = toWire(value);
      deepStrictEqual(asJson(wire), wire);
    }),
  );
});

it('a view of a large buffer does not change what arrives', () => {
  const large = new Float64Array(100).fill(7);
  large[10] = NaN;
  expect(sent(large.subarray(10, 12), asJson)).toStrictEqual(Float64Array.of(NaN, 7));
});
