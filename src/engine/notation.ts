/** How a person writes backprop: the letters, which way matrices lie, and where the 1/m of a batch's mean stands. */

/** Only `reduction` changes numbers; the others change how the same numbers are written. */
export interface Notation {
  /** δ^l and ∂L/∂W^l, or dZ^{[l]} and dW^{[l]}. */
  readonly symbols: 'partial' | 'd';
  /** Whether W has a row an input (Wᵀ a + b) or a row a unit (W a + b). */
  readonly weights: 'in_out' | 'out_in';
  /** Whether a sample of a batch is a row or a column. */
  readonly samples: 'rows' | 'columns';
  /** 1/m of a mean over the batch: inside δ = ∂L/∂z, or in front of the parameters' gradients, so that δ = ∂(m L)/∂z. */
  readonly reduction: 'delta' | 'gradients';
}

/**
 * Well-known ones. PyTorch: nn.Linear computes x Wᵀ + b, and what autograd keeps of z carries the mean's 1/m.
 * deeplearning.ai: Andrew Ng's "Neural Networks and Deep Learning", Z = W A + b, dZ = A − Y, dW = 1/m dZ Aᵀ.
 */
export const notations = {
  notes: { symbols: 'partial', weights: 'in_out', samples: 'rows', reduction: 'delta' },
  pytorch: { symbols: 'partial', weights: 'out_in', samples: 'rows', reduction: 'delta' },
  'deeplearning.ai': { symbols: 'd', weights: 'out_in', samples: 'columns', reduction: 'gradients' },
} as const satisfies Readonly<Record<string, Notation>>;
