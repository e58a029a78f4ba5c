/** Labels 0 and 1 read as −1 and +1, as Keras's hinge losses do. */
import type { LossRule } from './rule';

export const signedLabels: NonNullable<LossRule['readTargets']> = {
  applies(targets) {
    for (const y of targets) if (y !== 0 && y !== 1) return false;
    return true;
  },
  read: (y) => 2 * y - 1,
  documentation: 'All targets are 0 or 1, so they are read as −1 and +1: y = 2t − 1.',
};
