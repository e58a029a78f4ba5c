/** sparse_categorical_crossentropy: ℓ = −ln a of the true class, which the targets give by its index. */
import { categoricalCrossentropy } from './categoricalCrossentropy';
import type { LossRule } from './rule';

export const sparseCategoricalCrossentropy: LossRule = {
  ...categoricalCrossentropy,
  name: 'sparse_categorical_crossentropy',
  title: 'sparse categorical cross-entropy',
  aliases: {
    sparseCategoricalCrossentropy: {},
    SparseCategoricalCrossentropy: {},
    NLLLoss: {},
    nll_loss: {},
    nll: {},
    CrossEntropyLoss: { from_logits: 1 },
  },
  documentation: 'Categorical cross-entropy whose targets are class indices: y is 1 at that class, else 0.',
  targets: 'classes',
};
