/** one_sample_only: the gradients are one sample's, because each overwrites the one before instead of being added. */
import * as l10n from '@vscode/l10n';
import { rowsAt } from '../estimate';
import type { Deviation } from '../pass';
import { type Mistake, supposed } from './mistake';

/** The samples that are tried: all of a small batch, otherwise the first and the last, where a loop begins and ends. */
const MOST_TRIED = 64;

export const oneSampleOnly: Mistake = {
  id: 'one_sample_only',
  formula:
    '\\frac{\\partial L}{\\partial W^{l}} = \\boxed{\\phantom{\\textstyle\\sum_k}} a_k^{l-1} (\\delta_k^{l})^{\\mathsf{T}}',
  sentence: (where, { sample = '' }) =>
    l10n.t(
      'The gradients of {0} are those of sample {1} alone: the batch’s are the sum over its samples.',
      where,
      sample,
    ),
  applies: ({ samples }) => samples > 1,
  *hypotheses({ pass: { rules }, step }) {
    if (step.quantity !== 'dW' && step.quantity !== 'db') return;
    const m = rules.network.samples;
    const tried = m <= MOST_TRIED ? Array.from({ length: m }, (_, k) => m - 1 - k) : [m - 1, 0];
    for (const k of tried) {
      for (const factor of rules.network.spec.reduction === 'mean' ? [1, m] : [1]) {
        for (const layer of [step.layer, null]) {
          yield supposed(layer, ofSample(k, factor, layer), { sample: k + 1 });
        }
      }
    }
  },
};

/** @param layer only this one; null for all. */
function ofSample(k: number, factor: number, layer: number | null): Deviation {
  return (pass, step) => {
    if (layer !== null && step.layer !== layer) return undefined;
    if (step.quantity !== 'dW' && step.quantity !== 'db') return undefined;
    const { rules } = pass;
    const delta = rules.arithmetic.scaled(rowsAt(pass.delta(step.layer), [k]), factor);
    return step.quantity === 'db'
      ? rules.biasGradient(delta)
      : rules.weightGradient(rowsAt(pass.input(pass.layer(step.layer)), [k]), delta);
  };
}
