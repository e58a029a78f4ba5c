// The findings of small models, and models to have them.
import type { Finding, FindingId } from '../../../src/inspector/views';
import { inspectorOf } from '../inspectorOf';

/** What is found in a model; only by one rule where it is named. */
export async function findingsOf(model: string | object, id?: FindingId): Promise<readonly Finding[]> {
  const inspector = await inspectorOf(model);
  const { findings } = await inspector.findings();
  return id === undefined ? findings : findings.filter((finding) => finding.id === id);
}

export interface DenseLayer {
  readonly weights: readonly (readonly (number | string)[])[];
  readonly biases?: readonly number[];
  readonly activation?: string | object;
}

/** Dense layers, linear where nothing else is said, with the sum of half squared errors over the batch. */
export function dense(
  layers: readonly DenseLayer[],
  inputs: readonly (readonly (number | string)[])[],
  targets: readonly (readonly number[])[],
): object {
  return {
    layers: layers.map((layer) => ({ type: 'dense', ...layer })),
    reduction: 'sum',
    batch: { inputs, targets },
  };
}
