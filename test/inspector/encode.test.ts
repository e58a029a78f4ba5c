/** Files of a run's matrices: the numbers of the run that was there when one was asked for, in slices, until cancelled. */
import { describe, expect, it } from 'vitest';
import { matrixOf } from '../../src/engine/cells';
import { columnsOf, rowsOf } from '../../src/engine/tensor';
import { Inspector } from '../../src/inspector/inspector';
import type { MatrixRef } from '../../src/inspector/views';
import { denseModel } from '../denseModel';
import { readCsv, readNpy } from './exports/readers';
import { goldenText, inspectorOf } from './inspectorOf';

const gradient: MatrixRef = { quantity: 'parameterGradient', layer: 0, parameter: 'weights' };

describe('a file of a matrix', () => {
  it.each<MatrixRef>([
    { quantity: 'input' },
    { quantity: 'sampleLoss' },
    { quantity: 'loss' },
    { quantity: 'delta', layer: 1 },
    gradient,
    { ...gradient, sample: 2 },
    { quantity: 'relativeGradient', layer: 0, parameter: 'weights' },
    { quantity: 'parameterGradient', layer: 1, parameter: 'biases' },
  ])('has the numbers of %o', async (ref) => {
    const inspector = await inspectorOf(goldenText('case-1-08'));
    const matrix = matrixOf(inspector.result(), ref)!;
    const values = [...matrix.data];
    const read = readNpy(await inspector.encode(ref, 'npy'));
    expect(read.shape).toEqual(matrix.shape);
    expect(read.values).toStrictEqual(values);
    const { shape, values: lines } = readCsv(await inspector.encode(ref, 'csv'));
    expect({ shape, lines }).toStrictEqual({ shape: [rowsOf(matrix), columnsOf(matrix)], lines: values });
  });

  it('says whose numbers they are', async () => {
    const inspector = await inspectorOf(goldenText('notes-2-3-1'));
    const bytes = await inspector.encode({ ...gradient, sample: 0 }, 'json');
    const { values, ...about } = JSON.parse(new TextDecoder().decode(bytes)) as Record<string, unknown>;
    const { name } = inspector.overview({});
    expect(about).toEqual({
      ...{ name, quantity: 'parameterGradient', layer: inspector.overview({}).layers[0]!.name },
      ...{ parameter: 'weights', sample: 1, shape: [2, 3] },
    });
    expect(values).toHaveLength(2);
  });

  it('is not of a matrix that the run does not have', async () => {
    const inspector = await inspectorOf(goldenText('notes-2-3-1'));
    for (const ref of [
      { quantity: 'delta', layer: 7 },
      { ...gradient, parameter: 'kernels' },
      { ...gradient, sample: 5 },
    ] as const) {
      await expect(inspector.encode(ref, 'npy')).rejects.toThrow(RangeError);
    }
    await expect(new Inspector(slices()).encode(gradient, 'npy')).rejects.toMatchObject({
      name: 'NoRunError',
    });
  });

  it('keeps its numbers when the network runs again, and again, while it is written', async () => {
    const { inspector, values } = await large();
    const meanwhile = async (): Promise<void> => {
      for (const factor of [2, 3, 4]) await inspector.run(model(factor), 'test', () => undefined);
    };
    const [bytes] = await Promise.all([inspector.encode(gradient, 'csv'), meanwhile()]);
    expect([...matrixOf(inspector.result(), gradient)!.data]).not.toEqual(values);
    expect(readCsv(bytes).values).toStrictEqual(values);
  });

  it('tells how much of it is written', async () => {
    const { inspector } = await large();
    const shares: number[] = [];
    await inspector.encode(gradient, 'csv', (share) => shares.push(share));
    expect(shares.length).toBeGreaterThan(2);
    expect(shares).toEqual([...shares].sort((x, y) => x - y));
    expect(shares[0]).toBeGreaterThan(0);
    expect(shares.at(-1)).toBe(1);
  });

  it('ends soon after it was cancelled', async () => {
    const { inspector } = await large();
    let told = 0;
    const encoding = inspector.encode(
      gradient,
      'csv',
      () => told++,
      () => told >= 2,
    );
    await expect(encoding).rejects.toMatchObject({ name: 'CancelledError' });
    expect(told).toBe(2);
  });
});

/** A scheduler that pauses at every slice and lets others run meanwhile. */
function slices(): ConstructorParameters<typeof Inspector>[0] {
  let time = 0;
  return { now: () => (time += 15), pause: () => new Promise((resolve) => setImmediate(resolve)) };
}

/** The same network with inputs of another size. */
function model(factor: number): string {
  const whole = JSON.parse(denseModel([64, 96, 3], 2)) as { batch: { inputs: number[][] } };
  whole.batch.inputs = whole.batch.inputs.map((row) => row.map((x) => x * factor));
  return JSON.stringify(whole);
}

async function large(): Promise<{ inspector: Inspector; values: readonly number[] }> {
  const inspector = new Inspector(slices());
  const { run } = await inspector.run(model(1), 'test', () => undefined);
  expect(run).toBe(1);
  return { inspector, values: [...matrixOf(inspector.result(), gradient)!.data] };
}
