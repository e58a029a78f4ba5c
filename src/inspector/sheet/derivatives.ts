/** The sheet's chain rule, and the local derivatives that it is made of. */
import * as l10n from '@vscode/l10n';
import type { Network } from '../../engine/network';
import { symbolic } from '../../engine/rule';
import { deltaSymbol, gradientSymbol, sentLoss, withoutBraces } from '../../engine/symbols';
import { gradientFactor, parameterNames } from '../formulas';
import { elementFormula, generalElement, generalUnit } from '../layerFormulas';
import type { FormulaEntry } from '../views';
import {
  activationsOf,
  hidden,
  layerList,
  matricesOf,
  ofLayers,
  readersOf,
  typesOf,
  withParameter,
} from './layerTypes';
import type { Group } from './group';

/** The notes' chain rule with its three numbered factors. */
export function chainGroup(network: Network): Group {
  const { notation } = network;
  const factor = gradientFactor(network, true);
  const entries = typesOf(network).flatMap(({ rule, layers }) =>
    matricesOf(rule).flatMap((parameter): FormulaEntry[] => {
      const own = withParameter(network, layers, parameter).filter((l) => hidden(network).includes(l));
      if (own.length === 0) return [];
      const weight = generalElement(network, rule, parameter);
      const [a, zOfLayer, zOfReader] = [
        generalUnit(notation, 'a', 'j', 'l'),
        generalUnit(notation, 'z', 'j', 'l'),
        generalUnit(notation, 'z', 'k', 'l+1'),
      ];
      const delta = withoutBraces(deltaSymbol(notation, { unit: 'k' }, 'l+1'));
      const factors = [
        [`\\frac{\\partial ${sentLoss(network)}}{\\partial ${zOfReader}}`, delta],
        [`\\frac{\\partial ${zOfReader}}{\\partial ${a}}`, '\\text{①}'],
        [`\\frac{\\partial ${a}}{\\partial ${zOfLayer}}`, '\\text{②}'],
        [`\\frac{\\partial ${zOfLayer}}{\\partial ${weight}}`, '\\text{③}'],
      ].map(([above, below]) => `\\underbrace{${above!}}_{${below!}}`);
      return [
        {
          id: 'weightGradient',
          marker: '',
          latex: `${gradientSymbol(notation, weight)} = ${factor}${factor === '' ? '' : ' '}\\sum_k ${factors.join(' \\cdot ')}`,
          numbers: [{ quantity: 'parameterGradient', layers: own, parameter }],
        },
      ];
    }),
  );
  return { title: l10n.t('The chain rule for one weight of a hidden layer'), entries };
}

export function localGroup(network: Network): Group {
  const { notation } = network;
  const [a, z] = [generalUnit(notation, 'a', 'j', 'l'), generalUnit(notation, 'z', 'j', 'l')];
  const senders = readersOf(network);
  const entries = senders.map(({ rule, layers }): FormulaEntry => ({
    id: 'inputDerivative',
    marker: '①',
    latex: elementFormula(network, rule, rule.formulas.inputDerivative),
    ...ofLayers(senders, layers),
    numbers: [{ quantity: 'upstreamGradient', layers }],
  }));
  for (const { layer, layers } of activationsOf(network)) {
    const { activation } = layer;
    const where = `${l10n.t(activation.title)}, ${layerList(layers)}`;
    const latex =
      activation.kind === 'row'
        ? activation.jacobian
        : `\\frac{\\partial ${a}}{\\partial ${z}} = \\sigma'(${z}) = ${symbolic(activation.derivativeFormula, [z, a], parameterNames(layer.activationParameters))}`;
    entries.push({
      id: 'activationDerivative',
      marker: '②',
      latex,
      note:
        activation.kind === 'row'
          ? l10n.t('{0}: a full Jacobian, every output depends on every z', where)
          : where,
      numbers: [{ quantity: 'activationDerivative', layers }],
    });
  }
  for (const { rule, layers } of typesOf(network)) {
    const formula = rule.formulas.parameterDerivative;
    if (formula === undefined) continue;
    const sources = layers.flatMap((index) => network.layers[index]!.inputs);
    const read = sources.filter((source) => source !== 'inputs');
    entries.push({
      id: 'parameterDerivative',
      marker: '③',
      latex: elementFormula(network, rule, formula),
      numbers: [
        { quantity: 'activation', layers: [...new Set(read)] },
        ...(sources.includes('inputs') ? [{ quantity: 'input', layers: [] } as const] : []),
      ],
    });
  }
  return { title: l10n.t('Three local derivatives'), entries };
}
