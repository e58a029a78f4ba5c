/** Where two networks of the same shapes have other numbers. */
import type { NetworkSpec } from '../../engine/network';
import type { Tensor } from '../../engine/tensor';
import type { MatrixRef } from '../views';
import { givenTensor, givenTensors } from './givenTensors';

export interface TensorPair {
  readonly ref: MatrixRef;
  readonly before: Tensor;
  readonly after: Tensor;
}

/** The tensors that are not the very same. */
export function otherTensors(before: NetworkSpec, after: NetworkSpec): readonly TensorPair[] {
  return givenTensors(before).flatMap((ref) => {
    const [own, other] = [givenTensor(before, ref)!, givenTensor(after, ref)!];
    return own === other ? [] : [{ ref, before: own, after: other }];
  });
}

/** The indices at which a pair's numbers differ; NaN is NaN, and 0 is not −0. */
export function* differences({ before, after }: Pick<TensorPair, 'before' | 'after'>): Iterable<number> {
  for (let i = 0; i < after.data.length; i++) {
    if (!Object.is(before.data[i], after.data[i])) yield i;
  }
}

/** How many numbers are others. */
export function countDifferences(before: NetworkSpec, after: NetworkSpec): number {
  return otherTensors(before, after).reduce((sum, pair) => sum + Array.from(differences(pair)).length, 0);
}
