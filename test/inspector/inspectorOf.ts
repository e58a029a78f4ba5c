/** Inspectors that have run a model, for tests of their views. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Inspector } from '../../src/inspector/inspector';
import type { CellRef, MatrixRef, RunOptions } from '../../src/inspector/views';
import { matrixOf } from '../../src/engine/cells';
import { columnsOf, rowsOf } from '../../src/engine/tensor';

const GOLDENS = join(import.meta.dirname, '../golden/mlp');

/** A scheduler that never waits. */
const atOnce = { now: () => 0, pause: () => Promise.resolve() };

/** The inspector after a good run of a model's text, or of the model itself. */
export async function inspectorOf(model: string | object, options?: RunOptions): Promise<Inspector> {
  const inspector = new Inspector(atOnce);
  const text = typeof model === 'string' ? model : JSON.stringify(model);
  const reply = await inspector.run(text, 'test', () => undefined, options);
  if (reply.run === undefined) throw new Error(reply.issues.map(({ message }) => message).join('\n'));
  return inspector;
}

/** The golden models' names. */
export const goldenNames: readonly string[] = readdirSync(GOLDENS)
  .filter((file) => file.endsWith('.json') && !file.endsWith('.expected.json'))
  .map((file) => file.slice(0, -'.json'.length))
  .sort();

export function goldenPath(name: string): string {
  return join(GOLDENS, `${name}.json`);
}

export function goldenText(name: string): string {
  return readFileSync(goldenPath(name), 'utf8');
}

/** Every matrix that a panel can show of a run; of one sample where one is selected. */
function matricesOf(inspector: Inspector, sample?: number): readonly MatrixRef[] {
  const run = inspector.result();
  const ofSample = sample === undefined ? {} : { sample };
  const refs: MatrixRef[] = [
    { quantity: 'input' },
    { quantity: 'target' },
    ...run.network.layers.flatMap(({ index, parameters }): MatrixRef[] => [
      { quantity: 'preActivation', layer: index },
      { quantity: 'activation', layer: index },
      { quantity: 'activationDerivative', layer: index },
      { quantity: 'upstreamGradient', layer: index },
      { quantity: 'delta', layer: index },
      ...Object.keys(parameters).flatMap((parameter): MatrixRef[] => [
        { quantity: 'parameter', layer: index, parameter },
        { quantity: 'parameterGradient', layer: index, parameter, ...ofSample },
        { quantity: 'relativeGradient', layer: index, parameter, ...ofSample },
      ]),
    ]),
    { quantity: 'sampleLoss' },
    { quantity: 'loss' },
  ];
  return refs.filter((ref) => matrixOf(run, ref) !== undefined);
}

const PER_SAMPLE = new Set<MatrixRef['quantity']>([
  'input',
  'target',
  'preActivation',
  'activation',
  'activationDerivative',
  'upstreamGradient',
  'delta',
  'sampleLoss',
]);

/** Every cell of these matrices; rows of samples only of the one that is selected. */
export function cellsOf(inspector: Inspector, sample?: number): readonly CellRef[] {
  return matricesOf(inspector, sample).flatMap((ref) => {
    const matrix = matrixOf(inspector.result(), ref)!;
    const n = columnsOf(matrix);
    return Array.from({ length: rowsOf(matrix) * n }, (_, i) => ({
      ...ref,
      row: Math.floor(i / n),
      column: i % n,
    })).filter(({ row }) => sample === undefined || !PER_SAMPLE.has(ref.quantity) || row === sample);
  });
}
