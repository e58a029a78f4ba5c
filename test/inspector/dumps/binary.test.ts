/** Binary dumps: what they hold comes back; what they only claim is an issue, before anything is allocated. */
import fc from 'fast-check';
import { zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { bytesOf, joined, npyHeader, npyOf, safetensorsOf } from './binaryFiles';
import { goldenBytes, readingOf } from './goldenDumps';

const numbers = fc.array(fc.integer({ min: 1, max: 4 }), { maxLength: 3 }).chain((shape) => {
  const length = shape.reduce((product, n) => product * n, 1);
  return fc.record({
    shape: fc.constant(shape),
    values: fc.array(fc.double(), { minLength: length, maxLength: length }),
  });
});

describe('round trips', () => {
  it('.npy', () => {
    fc.assert(
      fc.property(numbers, fc.constantFrom(1, 2, 3), ({ shape, values }, version) => {
        const { arrays, issues } = readingOf(
          'x.npy',
          npyOf(npyHeader('<f8', shape), bytesOf(...values), version),
        );
        expect(issues).toEqual([]);
        expect(arrays).toMatchObject([{ name: 'x', shape, precision: { kind: 'float64' } }]);
        expect([...arrays[0]!.values]).toEqual(values);
      }),
    );
  });

  it('.npz', () => {
    fc.assert(
      fc.property(
        fc.array(numbers, { minLength: 1, maxLength: 4 }),
        fc.constantFrom(0, 6),
        (given, level) => {
          const entries = given.map(
            ({ shape, values }, i) =>
              [`x${i}.npy`, npyOf(npyHeader('<f8', shape), bytesOf(...values))] as const,
          );
          const { arrays, issues } = readingOf('x.npz', zipSync(Object.fromEntries(entries), { level }));
          expect(issues).toEqual([]);
          expect(arrays.map(({ name }) => name)).toEqual(given.map((_, i) => `x${i}`));
          expect(arrays.map(({ values }) => [...values])).toEqual(given.map(({ values }) => values));
        },
      ),
    );
  });

  it('.safetensors', () => {
    fc.assert(
      fc.property(fc.array(numbers, { minLength: 1, maxLength: 4 }), (given) => {
        let end = 0;
        const header = Object.fromEntries(
          given.map(({ shape, values }, i) => {
            const start = end;
            end += 8 * values.length;
            return [`x.${i}`, { dtype: 'F64', shape, data_offsets: [start, end] }];
          }),
        );
        const data = joined(...given.map(({ values }) => bytesOf(...values)));
        const { arrays, issues } = readingOf('x.safetensors', safetensorsOf(header, data));
        expect(issues).toEqual([]);
        expect(arrays.map(({ shape }) => shape)).toEqual(given.map(({ shape }) => shape));
        expect(arrays.map(({ values }) => [...values])).toEqual(given.map(({ values }) => values));
      }),
    );
  });
});

describe('a file that ends early', () => {
  it.each(['bigf8.npy', 'versionTwo.npy', 'stored.npz', 'deflated.npz', 'types.safetensors'])(
    '%s is an issue at every length',
    (file) => {
      const bytes = goldenBytes(file);
      for (let length = 0; length < bytes.length; length++) {
        const { issues } = readingOf(file, bytes.subarray(0, length));
        expect(issues.length, `${length} bytes`).toBeGreaterThan(0);
      }
    },
  );
});

describe('a header that claims', () => {
  it.each<[string, string, Uint8Array, string]>([
    ['more numbers than there are', 'x.npy', npyOf(npyHeader('<f8', [1e9, 1e9]), bytesOf(1)), 'truncated'],
    [
      'a shape beyond all numbers',
      'x.npy',
      npyOf(npyHeader('<f8', [0, 1]).replace('0, 1', `0, ${'9'.repeat(400)}`), bytesOf()),
      'truncated',
    ],
    [
      'a hundred dimensions',
      'x.npy',
      npyOf(npyHeader('<f8', Array<number>(100).fill(1)), bytesOf(1)),
      'damaged',
    ],
    ['to be long', 'x.npy', npyOf(npyHeader('<f8', [1]) + ' '.repeat(20_000), bytesOf(1)), 'too_large'],
    ['nothing', 'x.npy', npyOf('{}', bytesOf(1)), 'damaged'],
    ['a later version', 'x.npy', npyOf(npyHeader('<f8', [1]), bytesOf(1), 9), 'damaged'],
    [
      'more numbers than there are',
      'x.safetensors',
      safetensorsOf({ x: { dtype: 'F64', shape: [1e12], data_offsets: [0, 8e12] } }, bytesOf(1)),
      'truncated',
    ],
    [
      'another shape than its numbers’',
      'x.safetensors',
      safetensorsOf({ x: { dtype: 'F64', shape: [2], data_offsets: [0, 8] } }, bytesOf(1)),
      'damaged',
    ],
    [
      'negative offsets',
      'x.safetensors',
      safetensorsOf({ x: { dtype: 'F64', shape: [1], data_offsets: [-8, 0] } }, bytesOf(1)),
      'damaged',
    ],
    [
      'an unknown type',
      'x.safetensors',
      safetensorsOf({ x: { dtype: 'F8_E4M3', shape: [1], data_offsets: [0, 1] } }, bytesOf(1)),
      'unsupported',
    ],
    [
      'the same numbers twice',
      'x.safetensors',
      safetensorsOf(
        {
          x: { dtype: 'F64', shape: [1], data_offsets: [0, 8] },
          y: { dtype: 'F64', shape: [1], data_offsets: [0, 8] },
        },
        bytesOf(1),
      ),
      'damaged',
    ],
    ['no tensors', 'x.safetensors', safetensorsOf({ __metadata__: {} }, bytesOf()), 'no_numbers'],
    ['a length of gigabytes', 'x.safetensors', Uint8Array.of(0, 0, 0, 255, 0, 0, 0, 0, 0x7b), 'too_large'],
  ])('%s in %s', (_, name, bytes, code) => {
    expect(readingOf(name, bytes).issues.map((issue) => issue.code)).toEqual([code]);
  });

  it('several arrays in one .npy says that only the first is read', () => {
    const one = npyOf(npyHeader('<f8', [1]), bytesOf(1));
    const { arrays, issues } = readingOf('x.npy', joined(one, one));
    expect(arrays).toHaveLength(1);
    expect(issues.map(({ code }) => code)).toEqual(['unread_data']);
  });
});

describe('an archive', () => {
  const array = npyOf(npyHeader('<f8', [1]), bytesOf(1));

  /** The same archive with another number of 4 bytes at a place behind the mark of its directory. */
  const withClaim = (bytes: Uint8Array, place: number, claim: number): Uint8Array => {
    const changed = Uint8Array.from(bytes);
    const directory = changed.findLastIndex((_, i) =>
      [0x50, 0x4b, 0x01, 0x02].every((b, k) => changed[i + k] === b),
    );
    new DataView(changed.buffer).setUint32(directory + place, claim, true);
    return changed;
  };

  it('that claims to unpack to more than it can is not unpacked', () => {
    const { arrays, issues } = readingOf('x.npz', withClaim(zipSync({ 'x.npy': array }), 24, 2 ** 31));
    expect(arrays).toEqual([]);
    expect(issues.map(({ code }) => code)).toEqual(['damaged']);
  });

  it('that would unpack to too much is not unpacked', () => {
    const packed = new Uint8Array(2 ** 19);
    const { arrays, issues } = readingOf(
      'x.npz',
      withClaim(zipSync({ 'x.npy': packed }, { level: 0 }), 24, 2 ** 28 + 2 ** 20),
    );
    expect(arrays).toEqual([]);
    expect(issues.map(({ code }) => code)).toEqual(['too_large']);
  });

  it('with thousands of entries is none of a network', () => {
    const entries = Object.fromEntries(Array.from({ length: 5000 }, (_, i) => [`${i}.npy`, array]));
    const { issues } = readingOf('x.npz', zipSync(entries, { level: 0 }));
    expect(issues.map(({ code }) => code)).toEqual(['too_large']);
  });

  it('without arrays says so', () => {
    expect(readingOf('x.npz', zipSync({ 'a.txt': array })).issues.map(({ code }) => code)).toEqual([
      'no_numbers',
    ]);
  });

  it('passes over what is no array', () => {
    expect(
      readingOf('x.npz', zipSync({ 'a.txt': array, 'b.npy': array })).arrays.map(({ name }) => name),
    ).toEqual(['b']);
  });
});
