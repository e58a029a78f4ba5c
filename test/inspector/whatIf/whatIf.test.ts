/** What-ifs: other numbers in place of the file's, their run, the gradients' prediction, steps, and the way back to the text. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Inspector } from '../../../src/inspector/inspector';
import type { CellRef, NumberText } from '../../../src/inspector/views';
import { shortestSingle } from '../../../src/inspector/numberText';
import { goldenNames, goldenText, inspectorOf } from '../inspectorOf';

const weight = (row: number, column: number, layer = 0): CellRef => ({
  ...{ quantity: 'parameter', layer, parameter: 'weights', row, column },
});
const bias = (column: number, layer = 0): CellRef => ({
  ...{ quantity: 'parameter', layer, parameter: 'biases', row: 0, column },
});
const input = (row: number, column: number): CellRef => ({ quantity: 'input', row, column });
const target = (row: number, column: number): CellRef => ({ quantity: 'target', row, column });
const none = (): void => undefined;
const lossCell: CellRef = { quantity: 'loss', row: 0, column: 0 };

function write(text: string, edits: readonly NumberText[]): string {
  let written = text;
  for (const { range, text: digits } of [...edits].reverse()) {
    written = written.slice(0, range.start.offset) + digits + written.slice(range.end.offset);
  }
  return written;
}

function valueOf(inspector: Inspector, { row, column, ...matrix }: CellRef): number {
  const window = { rowStart: row, rowEnd: row + 1, columnStart: column, columnEnd: column + 1 };
  return inspector.tiles([{ matrix, ...window }])[0]!.values[0]!;
}

/** Every number that a file gives. */
function givenCells(inspector: Inspector): readonly CellRef[] {
  const { layers, samples, inputWidth } = inspector.overview({});
  const all = (rows: number, columns: number, matrix: Omit<CellRef, 'row' | 'column'>): CellRef[] =>
    Array.from({ length: rows * columns }, (_, i) => ({
      ...matrix,
      row: Math.floor(i / columns),
      column: i % columns,
    }));
  return [
    ...all(samples, inputWidth, { quantity: 'input' }),
    ...layers.flatMap(({ index, parameters }) =>
      parameters.flatMap(({ name, rows, columns }) =>
        all(rows, columns, { quantity: 'parameter', layer: index, parameter: name }),
      ),
    ),
  ];
}

/** Everything that a run computed, to be compared to the bit. */
function numbersOf(inspector: Inspector): unknown {
  const { forward, backward } = inspector.result();
  return { forward, backward };
}

describe('a number of a what-if', () => {
  it('is shown with all that follows from it, and the file stays', async () => {
    const text = goldenText('notes-2-3-1');
    const inspector = await inspectorOf(text);
    const before = inspector.overview({}).loss.value;
    const shown = await inspector.change(weight(0, 1), 0.75);
    expect(shown).toMatchObject({ run: 2, lost: 0, whatIf: { changed: 1, edited: [weight(0, 1)] } });
    expect(shown.whatIf!.baseLoss).toBe(before);
    expect(shown.whatIf!.loss).toBe(inspector.overview({}).loss.value);
    expect(valueOf(inspector, weight(0, 1))).toBe(0.75);
    const explained = [weight(0, 1), weight(0, 0)].map(
      (cell) => inspector.explain(cell, {}, false).fileValue,
    );
    expect(explained).toEqual([-0.4, undefined]);
    expect(inspector.overview({}).run).toBe(2);
    expect(await inspector.discard()).toEqual({ run: 1, whatIf: undefined, lost: 0 });
    expect(inspector.overview({}).loss.value).toBe(before);
  });

  it('that is the file’s own ends the what-if', async () => {
    const inspector = await inspectorOf(goldenText('notes-2-3-1'));
    const own = valueOf(inspector, bias(1));
    await inspector.change(bias(1), 3);
    expect((await inspector.change(bias(1), own)).whatIf).toBeUndefined();
  });

  it('makes the run of the text that has it, to the bit', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...goldenNames),
        fc.array(fc.tuple(fc.nat(), fc.double({ min: -2, max: 2, noNaN: true })), {
          minLength: 1,
          maxLength: 5,
        }),
        async (name, edits) => {
          const text = goldenText(name);
          const inspector = await inspectorOf(text);
          const cells = givenCells(inspector);
          for (const [k, value] of edits) await inspector.change(cells[k % cells.length]!, value);
          const written = write(text, inspector.whatIfTexts(text));
          expect(numbersOf(inspector)).toEqual(numbersOf(await inspectorOf(written)));
        },
      ),
      { numRuns: 40 },
    );
  });

  it('is rounded to float32 where the model is', async () => {
    const text = goldenText('notes-2-3-1').replace('{', '{ "dtype": "float32",');
    const inspector = await inspectorOf(text);
    await inspector.change(weight(0, 0), 0.1);
    expect(valueOf(inspector, weight(0, 0))).toBe(Math.fround(0.1));
    // The fewest digits that are the same float32.
    expect(inspector.whatIfTexts(text).map((each) => each.text)).toEqual(['0.1']);
    await expect(inspector.change(weight(0, 0), 1e39)).rejects.toThrow(/too large for float32/);
  });

  it('that is not finite comes back where it is the file’s own', async () => {
    const inspector = await inspectorOf(goldenText('notes-2-3-1').replace('-0.4', '"NaN"'));
    await inspector.change(weight(0, 1), 1);
    expect((await inspector.change(weight(0, 1), NaN)).whatIf).toBeUndefined();
  });

  it('must be finite, and one that the file gives', async () => {
    const inspector = await inspectorOf(goldenText('notes-2-3-1'));
    for (const value of [NaN, Infinity, -Infinity]) {
      await expect(inspector.change(weight(0, 0), value)).rejects.toThrow('Only finite numbers');
    }
    const delta: CellRef = { quantity: 'delta', layer: 0, row: 0, column: 0 };
    await expect(inspector.change(delta, 1)).rejects.toThrow(/computed/);
    await expect(inspector.change(weight(9, 0), 1)).rejects.toThrow(RangeError);
    await expect(inspector.change(weight(0, 0, 7), 1)).rejects.toThrow(/computed/);
    expect(inspector.shown()).toEqual({ run: 1, whatIf: undefined, lost: 0 });
  });
});

const classes = JSON.stringify({
  layers: [{ type: 'dense', weights: [[0.1, 0.2, -0.3]], biases: [0, 0.1, 0], activation: 'softmax' }],
  loss: 'sparse_categorical_crossentropy',
  batch: { inputs: [[1], [2]], targets: [0, 2] },
});

describe('a target', () => {
  it('that is a class stays one', async () => {
    const inspector = await inspectorOf(classes);
    await expect(inspector.change(target(0, 1), 0.5)).rejects.toThrow(/targets are classes/);
    await expect(inspector.change(target(0, 0), 0)).rejects.toThrow(/sample 1/);
    const { whatIf } = await inspector.change(target(0, 1), 1);
    expect(whatIf).toMatchObject({ changed: 1, edited: [target(0, 0), target(0, 1)] });
    expect([0, 1, 2].map((column) => valueOf(inspector, target(0, column)))).toEqual([0, 1, 0]);
    expect(write(classes, inspector.whatIfTexts(classes))).toBe(classes.replace('[0,2]', '[1,2]'));
    // Taken back, the file's own class is the class again.
    expect((await inspector.change(target(0, 1), 0)).whatIf).toBeUndefined();
  });

  it('has a prediction by its gradient', async () => {
    const inspector = await inspectorOf(goldenText('notes-2-3-1'));
    const output = valueOf(inspector, { quantity: 'activation', layer: 1, row: 0, column: 0 });
    const wanted = valueOf(inspector, target(0, 0));
    const { whatIf } = await inspector.change(target(0, 0), 0.5);
    expect(whatIf!.firstOrder).toBeCloseTo((wanted - output) * (0.5 - wanted), 15);
    // Of ½ (a − y)² nothing but the square of the change is left.
    const rest = whatIf!.loss - whatIf!.baseLoss - whatIf!.firstOrder;
    expect(rest).toBeCloseTo(0.5 * (0.5 - wanted) ** 2, 15);
  });

  it('that is a class has an exact one', async () => {
    const inspector = await inspectorOf(classes);
    const { whatIf } = await inspector.change(target(0, 1), 1);
    expect(whatIf!.firstOrder).not.toBe(0);
    expect(whatIf!.firstOrder).toBeCloseTo(whatIf!.loss - whatIf!.baseLoss, 15);
  });

  it('that hinge reads as −1 and 1 is written as 0 and 1', async () => {
    const text = JSON.stringify({
      layers: [{ type: 'dense', weights: [[0.1]] }],
      loss: 'hinge',
      batch: { inputs: [[1], [2]], targets: [[0], [1]] },
    });
    const inspector = await inspectorOf(text);
    await inspector.change(target(0, 0), 1);
    expect(valueOf(inspector, target(0, 0))).toBe(1);
    expect(write(text, inspector.whatIfTexts(text))).toContain('"targets":[[1],[1]]');
    await expect(inspector.change(target(0, 0), 0.5)).rejects.toThrow(/−1 or 1/);
  });
});

describe('the first-order prediction', () => {
  it('is the change of the loss but for a square of the change', async () => {
    for (const name of goldenNames) {
      const probe = await inspectorOf(goldenText(name));
      const cells = givenCells(probe);
      const picked = [0, Math.floor(cells.length / 2), cells.length - 1].map((i) => cells[i]!);
      const error = async (h: number): Promise<number> => {
        const inspector = await inspectorOf(goldenText(name));
        for (const cell of picked) await inspector.change(cell, valueOf(inspector, cell) + h);
        const { loss, baseLoss, firstOrder } = inspector.shown().whatIf!;
        return Math.abs(loss - baseLoss - firstOrder);
      };
      const isSingle = probe.overview({}).dtype === 'float32';
      if (isSingle || !Number.isFinite(probe.overview({}).loss.value)) continue;
      // |error| ≤ C h²: a tenth of the change has a hundredth of the error, in digits that float64 has.
      const [coarse, fine] = [await error(1e-3), await error(1e-4)];
      expect(fine, name).toBeLessThanOrEqual(coarse / 50 + 1e-12);
    }
  });

  it('counts inputs by what every reader sends back', async () => {
    const inspector = await inspectorOf(goldenText('notes-2-3-1'));
    const h = 1e-6;
    const { whatIf } = await inspector.change(input(0, 1), valueOf(inspector, input(0, 1)) + h);
    expect(whatIf!.firstOrder).not.toBe(0);
    expect(Math.abs(whatIf!.loss - whatIf!.baseLoss - whatIf!.firstOrder)).toBeLessThan(1e-13);
  });
});

describe('steps of gradient descent', () => {
  it('change every parameter by its gradient, forwards and back', async () => {
    const inspector = await inspectorOf(goldenText('notes-2-3-1'));
    const gradient = { ...weight(0, 1), quantity: 'parameterGradient' } as const;
    const [w, g] = [valueOf(inspector, weight(0, 1)), valueOf(inspector, gradient)];
    const losses = [inspector.overview({}).loss.value];
    const first = await inspector.step(0.5);
    expect(valueOf(inspector, weight(0, 1))).toBe(w - 0.5 * g);
    expect(first.whatIf).toMatchObject({ changed: 13, edited: [], stepsBack: 1 });
    losses.push(first.whatIf!.loss);
    const second = await inspector.step(0.5);
    losses.push(second.whatIf!.loss);
    expect(second.whatIf!.losses).toEqual(losses);
    expect(losses[2]).toBeLessThan(losses[1]!);
    expect(losses[1]).toBeLessThan(losses[0]!);
    const back = await inspector.stepBack();
    expect(back.whatIf).toMatchObject({ losses: losses.slice(0, 2), loss: losses[1], stepsBack: 1 });
    expect((await inspector.stepBack()).whatIf).toBeUndefined();
    expect(valueOf(inspector, weight(0, 1))).toBe(w);
  });

  it('keep what was edited since, when they are taken back', async () => {
    const inspector = await inspectorOf(goldenText('notes-2-3-1'));
    await inspector.step(0.1);
    await inspector.change(bias(0), 7);
    const { whatIf } = await inspector.stepBack();
    expect(whatIf).toMatchObject({ changed: 1, edited: [bias(0)], stepsBack: 0 });
    expect(valueOf(inspector, bias(0))).toBe(7);
  });

  it('are written number by number', async () => {
    const text = goldenText('notes-2-3-1');
    const inspector = await inspectorOf(text);
    await inspector.step(0.1);
    await inspector.step(0.1);
    const edits = inspector.whatIfTexts(text);
    expect(edits).toHaveLength(13);
    expect(numbersOf(await inspectorOf(write(text, edits)))).toEqual(numbersOf(inspector));
  });

  it('of many parameters are written in few pieces', async () => {
    const row = (n: number, s: number): number[] => Array.from({ length: n }, (_, i) => Math.sin(i + s));
    const text = JSON.stringify(
      {
        layers: [
          { type: 'dense', weights: Array.from({ length: 40 }, (_, i) => row(40, i)), biases: row(40, 9) },
        ],
        batch: { inputs: [row(40, 1)], targets: [row(40, 2)] },
      },
      undefined,
      1,
    );
    const inspector = await inspectorOf(text);
    await inspector.step(0.1);
    const edits = inspector.whatIfTexts(text);
    expect(edits.length).toBeLessThan(5);
    const written = write(text, edits);
    expect(written.replace(/-?\d[\d.e+-]*/g, '0')).toBe(text.replace(/-?\d[\d.e+-]*/g, '0'));
    expect(numbersOf(await inspectorOf(written))).toEqual(numbersOf(inspector));
  });
});

describe('another text of the file', () => {
  const text = goldenText('notes-2-3-1');

  it('keeps what was changed on top of it', async () => {
    const inspector = await inspectorOf(text);
    await inspector.change(weight(0, 1), 0.75);
    const reply = await inspector.run(text.replace('0.15', '0.16'), 'test', none);
    expect(reply).toMatchObject({ kind: 'ran', lost: 0, whatIf: { changed: 1, edited: [weight(0, 1)] } });
    expect([weight(0, 0), weight(0, 1)].map((cell) => valueOf(inspector, cell))).toEqual([0.16, 0.75]);
  });

  it('that has the numbers itself ends the what-if', async () => {
    const inspector = await inspectorOf(text);
    await inspector.change(weight(0, 1), 0.75);
    await inspector.step(0.1);
    const written = write(text, inspector.whatIfTexts(text));
    const { whatIf } = inspector.shown();
    const reply = await inspector.run(written, 'test', none);
    expect(reply).toMatchObject({ kind: 'ran', whatIf: undefined, lost: 0 });
    expect(inspector.overview({}).loss.value).toBe(whatIf!.loss);
  });

  it('says how many of them it has no place for', async () => {
    const inspector = await inspectorOf(text);
    await inspector.change(weight(0, 1), 0.75);
    const other = await inspector.run(goldenText('xor-2-2-1'), 'test', none);
    expect(other).toMatchObject({ kind: 'ran', whatIf: undefined, lost: 1 });
    expect(await inspector.discard()).toMatchObject({ lost: 0 });
  });

  it('that is broken changes nothing', async () => {
    const inspector = await inspectorOf(text);
    const shown = await inspector.change(weight(0, 1), 0.75);
    expect(await inspector.run('{"layers": [', 'test', none)).toMatchObject({ kind: 'refused' });
    expect(inspector.shown()).toEqual(shown);
  });
});

it('changes that come together are made one after another', async () => {
  const inspector = await inspectorOf(goldenText('notes-2-3-1'));
  const [, , last] = await Promise.all([
    inspector.change(weight(0, 0), 1),
    inspector.change(weight(0, 0), 2),
    inspector.change(weight(1, 0), 3),
  ]);
  expect(last).toMatchObject({ run: 4, whatIf: { changed: 2 } });
  expect(valueOf(inspector, weight(0, 0))).toBe(2);
  expect(valueOf(inspector, lossCell)).toBe(last.whatIf!.loss);
});

it('that would take too much memory says so, and what is shown stays', async () => {
  const text = goldenText('notes-2-3-1');
  const scheduler = { now: () => 0, pause: () => Promise.resolve() };
  const asked = await new Inspector(scheduler, { memory: 4 }).run(text, 'test', none);
  if (asked.kind !== 'question') throw new Error(`no question but ${asked.kind}`);
  // A quarter of the memory is enough for one run, not for two.
  const inspector = new Inspector(scheduler, { memory: 6 * asked.needed });
  await inspector.run(text, 'test', none);
  await expect(inspector.change(weight(0, 0), 1)).rejects.toThrow(/needs .* of memory/);
  expect(inspector.shown()).toEqual({ run: 1, whatIf: undefined, lost: 0 });
});

it('float32 numbers are written with the fewest digits that read back as they are', () => {
  expect([0.1, 1 / 3, 16777216, -0, 1e-45].map((x) => shortestSingle(Math.fround(x)))).toEqual([
    ...[0.1, 0.33333334, 16777216, -0, 1e-45],
  ]);
  fc.assert(
    fc.property(fc.float({ noNaN: true, noDefaultInfinity: true }), (x) => {
      const digits = shortestSingle(x);
      expect(Math.fround(digits)).toBe(x);
      expect(String(digits).length).toBeLessThanOrEqual(String(x).length);
    }),
  );
});
