/** The sheet's gradients of parameters: of one element, and of whole matrices with their shapes. */
import * as l10n from '@vscode/l10n';
import type { LayerParameter } from '../../engine/layers/rule';
import type { Network } from '../../engine/network';
import { gradientSymbol, parameterSymbol } from '../../engine/symbols';
import type { Latex } from '../../engine/term';
import { asFactor, slope, whole } from '../formulas';
import {
  deltaShape,
  elementGradient,
  elementGradientSymbol,
  GENERAL,
  parameterGradient,
  parameterShape,
  sentBack,
  shapedGradient,
} from '../layerFormulas';
import type { FormulaEntry } from '../views';
import { matricesOf, ofLayers, readersOf, type TypeEntry, typesOf, withParameter } from './layerTypes';
import type { Group } from './group';

export function gradientGroup(network: Network): Group {
  const entries = gradientEntries(network, 'element');
  const note = l10n.t('of one sample; the batch’s gradient is the sum over its samples');
  return {
    title: l10n.t('Read off the gradients'),
    entries: network.samples === 1 ? entries : entries.map((entry) => ({ ...entry, note })),
  };
}

function gradientEntries(network: Network, form: 'element' | 'shaped'): readonly FormulaEntry[] {
  return typesOf(network).flatMap((type) => gradientsOfType(network, type, form));
}

function gradientsOfType(
  network: Network,
  { rule, layers: ofType }: TypeEntry,
  form: 'element' | 'shaped',
): readonly FormulaEntry[] {
  return Object.entries(rule.parameters).flatMap(([name, declared]): FormulaEntry[] => {
    const layers = withParameter(network, ofType, name);
    if (layers.length === 0) return [];
    const vector = declared.axes.length === 1;
    const [left, right] =
      form === 'element'
        ? [elementGradientSymbol(network, rule, name), elementGradient(network, rule, name)]
        : [
            `\\underbrace{${wholeGradient(network, declared)}}_{${parameterShape(network, vector)}}`,
            shapedGradient(network, rule, name),
          ];
    return [
      {
        id: vector ? 'biasGradient' : 'weightGradient',
        marker: vector ? '' : '③',
        latex: `${left} = ${right}`,
        numbers: [{ quantity: 'parameterGradient', layers, parameter: name }],
      },
    ];
  });
}

/** ∂L/∂W^l as a fraction, or dW^{[l]}. */
function wholeGradient({ notation }: Network, parameter: LayerParameter): Latex {
  return gradientSymbol(notation, parameterSymbol(notation, parameter, {}, 'l'));
}

export function matrixGroup(network: Network): Group {
  const { notation } = network;
  const deltas = notation.symbols === 'd' ? 'dZ' : 'Δ';
  const senders = readersOf(network);
  const entries = senders.map(({ rule, layers }): FormulaEntry => ({
    id: 'hiddenDelta',
    marker: '①②',
    latex: `\\underbrace{${whole(network.notation, 'delta', 'l', false)}}_{${deltaShape(network)}} = ${asFactor(sentBack(network, rule, false))} \\odot ${slope(network.notation, 'l', false)}`,
    ...ofLayers(senders, layers),
    numbers: [{ quantity: 'delta', layers }],
  }));
  entries.push(...gradientEntries(network, 'shaped'));
  if (network.samples === 1) return { title: l10n.t('Matrix form, shapes below'), entries };
  for (const { rule, layers } of typesOf(network)) {
    for (const parameter of matricesOf(rule)) {
      entries.push({
        id: 'weightGradient',
        marker: '',
        latex: `${wholeGradient(network, rule.parameters[parameter]!)} = ${parameterGradient(network, rule, parameter, true, GENERAL, true)}`,
        note:
          notation.samples === 'rows'
            ? l10n.t('the batch at once: rows of A and {0} are samples', deltas)
            : l10n.t('the batch at once: columns of A and {0} are samples', deltas),
        numbers: [
          { quantity: 'parameterGradient', layers: withParameter(network, layers, parameter), parameter },
        ],
      });
    }
  }
  return { title: l10n.t('Matrix form, shapes below'), entries };
}
