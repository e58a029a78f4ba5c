/** constant_factor: a quantity is c times what it should be, and no better reason is known. */
import * as l10n from '@vscode/l10n';
import type { EstimatedNumber } from '../estimate';
import { fitNumber } from '../fitting';
import type { Deviation, Step } from '../pass';
import { type Mistake } from './mistake';

const SYMBOLS: Readonly<Record<string, string>> = { delta: 'δ', dW: '∂L/∂W', db: '∂L/∂b' };

export const constantFactor: Mistake = {
  id: 'constant_factor',
  formula: '\\delta^{l} = \\boxed{c} \\, \\frac{\\partial L}{\\partial z^{l}}',
  sentence: (where, { factor = '', quantity = '' }) =>
    SYMBOLS[quantity] === undefined
      ? l10n.t('In {0} every gradient of a parameter is {1} times what it should be.', where, factor)
      : l10n.t('In {0} {1} is {2} times what it should be.', where, SYMBOLS[quantity], factor),
  applies: () => true,
  *hypotheses(divergence) {
    const { step, suspects } = divergence;
    const gradient = step.quantity === 'dW' || step.quantity === 'db';
    const places: readonly [number | null, string, (candidate: Step) => boolean][] = [
      ...suspects.map(({ index }): [number, string, (candidate: Step) => boolean] => [
        index,
        'delta',
        ({ layer, quantity }) => layer === index && quantity === 'delta',
      ]),
      ...(gradient
        ? ([
            [null, 'gradients', ({ quantity }) => quantity === 'dW' || quantity === 'db'],
            [null, step.quantity, ({ quantity }) => quantity === step.quantity],
            [
              step.layer,
              'gradients',
              ({ layer, quantity }) => layer === step.layer && (quantity === 'dW' || quantity === 'db'),
            ],
            [
              step.layer,
              step.quantity,
              ({ layer, quantity }) => layer === step.layer && quantity === step.quantity,
            ],
          ] satisfies [number | null, string, (candidate: Step) => boolean][])
        : []),
    ];
    for (const [layer, quantity, concerns] of places) {
      const factor = fitNumber(divergence, (p) => scaledAt(concerns, { value: p, tolerance: 0 }));
      if (factor === undefined) continue;
      const parameters = { factor: factor.value, quantity };
      yield { layer, parameters, fitted: 1, deviation: scaledAt(concerns, factor) };
    }
  },
};

function scaledAt(concerns: (step: Step) => boolean, factor: EstimatedNumber): Deviation {
  return (pass, step) =>
    concerns(step) ? pass.rules.arithmetic.scaled(pass.byRule(step), factor) : undefined;
}
