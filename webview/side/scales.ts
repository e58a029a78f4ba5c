/** The ends of thumbnails' scales: each its own, or one for all layers, so that it is seen where gradients fade. */
import type { Statistics } from '../../src/inspector/views';
import { type Exponents, exponentsOf } from './histogram';
import type { ShownMatrix } from './shownMatrices';
import { largestOf } from './thumbnailSource';

/** A matrix of the list with its statistics. */
export interface Digest {
  readonly shown: ShownMatrix;
  readonly statistics: Statistics;
}

export interface Scales {
  /** The magnitude that gets the end of the colours. */
  limit(digest: Digest): number;
  /** Of the histogram. */
  axis(digest: Digest): Exponents;
  /** The one limit of what the list is about; undefined where each has its own. */
  readonly shared: number | undefined;
}

export const ownScales: Scales = {
  limit: ({ shown, statistics }) => largestOf(shown, statistics),
  axis: ({ statistics }) => exponentsOf([statistics.histogram]),
  shared: undefined,
};

/** δ is another thing than the gradients of parameters beside it: it has a scale of its own. */
export function isMain(shown: ShownMatrix, all: readonly ShownMatrix[]): boolean {
  return shown.matrix.quantity !== 'delta' || all.every(({ matrix }) => matrix.quantity === 'delta');
}

/** @param digests of everything in the list, in view or not. */
export function sharedScales(digests: readonly Digest[]): Scales {
  const all = digests.map(({ shown }) => shown);
  const scaleOf = (main: boolean) => {
    const group = digests.filter(({ shown }) => isMain(shown, all) === main);
    return {
      limit: Math.max(0, ...group.map(({ shown, statistics }) => largestOf(shown, statistics))),
      axis: exponentsOf(group.map(({ statistics }) => statistics.histogram)),
    };
  };
  const [main, deltas] = [scaleOf(true), scaleOf(false)];
  const own = ({ shown }: Digest) => (isMain(shown, all) ? main : deltas);
  return {
    limit: (digest) => own(digest).limit,
    axis: (digest) => own(digest).axis,
    shared: main.limit,
  };
}
