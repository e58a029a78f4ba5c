/** Large files stay quick to read, whatever is in them. */
import { describe, expect, it } from 'vitest';
import { locate, pathOf } from '../../src/model/locate';
import { readModel } from '../../src/model/readModel';

/** A valid model of about `size` characters: one wide layer of 512 units. */
function largeModel(size: number): { text: string; inputs: number } {
  let state = 1;
  const number = (): string => {
    state = (state * 16_807) % 2_147_483_647;
    return (state / 2_147_483_647 - 0.5).toFixed(17);
  };
  const rows: string[] = [];
  for (let length = 0; length < size;) {
    const row = `[${Array.from({ length: 512 }, number).join(', ')}]`;
    rows.push(row);
    length += row.length + 8;
  }
  const text = `// ${rows.length} × 512
{
  "layers": [{ "type": "dense", "units": 512, "activation": "softmax", "weights": [\n      ${rows.join(',\n      ')}\n  ] }],
  "loss": "sparse_categorical_crossentropy",
  "batch": { "inputs": [[${Array<string>(rows.length).fill('0').join(',')}]], "targets": [3] }
}`;
  return { text, inputs: rows.length };
}

function timed<T>(what: string, limit: number, work: () => T): T {
  const start = performance.now();
  const result = work();
  const time = performance.now() - start;
  console.info(`${what}: ${time.toFixed(0)} ms`);
  expect(time, what).toBeLessThan(limit);
  return result;
}

const megabyte = 1_000_000;

// The limits leave room for slow and busy machines; the figures that are printed are several times smaller.
describe('10 MB', () => {
  const { text, inputs } = largeModel(10 * megabyte);

  it('of a model are read', () => {
    expect(text.length).toBeGreaterThan(10 * megabyte);
    const { spec, source } = timed('reading a model of 10 MB', 2000, () => readModel(text, 'large'));
    expect(spec!.layers[0]!.parameters['weights']!.shape).toEqual([inputs, 512]);

    const last = {
      quantity: 'parameter',
      layer: 0,
      parameter: 'weights',
      row: inputs - 1,
      column: 511,
    } as const;
    const range = timed('finding its last weight', 1500, () => locate(text, pathOf(last, source!)!))!;
    const value = Number(text.slice(range.start.offset, range.end.offset));
    expect(value).toBe(spec!.layers[0]!.parameters['weights']!.data.at(-1));
  });

  it('of texts in the place of numbers are read to a short list of issues', () => {
    const texts = text.replaceAll(/-?0\.\d+/g, '"$&"');
    const { issues } = timed('reading 10 MB of texts', 6000, () => readModel(texts, 'large'));
    expect(issues.length).toBeLessThan(20);
    expect(issues.map((issue) => issue.message)).toContainEqual(
      `The weights of layer "layer1": ${inputs * 512 - 10} more elements are not numbers`,
    );
  });
});

describe('2 MB', () => {
  it.each([
    ['duplicate keys', `{ ${'"a": 1, '.repeat(250_000)} }`],
    [
      'unknown keys',
      `{ "batch": {}, ${Array.from({ length: 100_000 }, (_, i) => `"key ${i}": 1`).join(', ')} }`,
    ],
    ['layers', `{ "layers": [${Array(80_000).fill('{ "type": "dense" }').join(', ')}] }`],
    ['ragged rows', `{ "batch": { "inputs": [${'[1],[1,2],'.repeat(200_000)}] } }`],
    ['commas', `[${','.repeat(2 * megabyte)}]`],
    ['missing commas', `[${'1 '.repeat(megabyte)}]`],
    ['one text', `"${'a'.repeat(2 * megabyte)}"`],
    ['one name', `{ "layers": [], "loss": "${'relu'.repeat(0.5 * megabyte)}" }`],
    ['one comment', `/*${'*'.repeat(2 * megabyte)}`],
    ['brackets', '[]'.repeat(megabyte)],
  ])('of %s are read to a short list of issues', (name, hostile) => {
    const { spec, issues } = timed(`reading 2 MB of ${name}`, 4000, () => readModel(hostile, 'large'));
    expect(spec).toBeUndefined();
    expect(issues.length).toBeGreaterThan(0);
    expect(issues.length).toBeLessThanOrEqual(202);
    for (const issue of issues) {
      expect(issue.message.length + issue.expected.length + issue.found.length).toBeLessThan(1000);
    }
  });
});
