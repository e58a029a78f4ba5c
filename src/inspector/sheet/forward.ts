/** The sheet's forward pass: z, a and the loss. */
import * as l10n from '@vscode/l10n';
import type { Network } from '../../engine/network';
import { symbolic } from '../../engine/rule';
import { lossOfEach } from '../../engine/symbols';
import { elementLoss, parameterNames, signFirst, whole } from '../formulas';
import { generalUnit, preActivation } from '../layerFormulas';
import { singular } from '../naming';
import type { FormulaEntry } from '../views';
import { activationsOf, layerList, type TypeEntry, typesOf, withParameter } from './layerTypes';
import type { Group } from './group';

export function forwardGroup(network: Network): Group {
  const { notation } = network;
  const [aOfLayer, zOfLayer] = (['a', 'z'] as const).map((letter) => whole(notation, letter, 'l', false));
  const entries: FormulaEntry[] = [
    ...typesOf(network).map((type): FormulaEntry => {
      const notes = preActivationNotes(network, type);
      const isThere = (name: string): boolean => withParameter(network, type.layers, name).length > 0;
      return {
        id: 'preActivation',
        marker: '',
        latex: `${zOfLayer!} = ${preActivation(network, type.rule, isThere)}`,
        ...(notes.length === 0 ? {} : { note: notes.join('; ') }),
        numbers: [{ quantity: 'preActivation', layers: type.layers }],
      };
    }),
    ...activationsOf(network).map(({ layer, layers }): FormulaEntry => {
      const { activation } = layer;
      const latex =
        activation.kind === 'row'
          ? `${generalUnit(notation, 'a', 'i', 'l')} = ${activation.formula}`
          : `${aOfLayer!} = \\sigma(${zOfLayer!}) = ${symbolic(activation.formula, [zOfLayer!], parameterNames(layer.activationParameters))}`;
      return {
        id: 'activation',
        marker: '',
        latex,
        note: `${l10n.t(activation.title)}, ${layerList(layers)}`,
        numbers: [{ quantity: 'activation', layers }],
      };
    }),
  ];
  return { title: l10n.t('Forward'), entries };
}

function preActivationNotes(network: Network, { rule, layers }: TypeEntry): readonly string[] {
  const some = Object.entries(rule.parameters).flatMap(([name, { symbol }]) => {
    const having = withParameter(network, layers, name);
    return having.length === 0 || having.length === layers.length
      ? []
      : [l10n.t('with a {0} {1} in {2} only', singular(name), symbol.matrix, layerList(having))];
  });
  return typesOf(network).length === 1 ? some : [`${rule.type}, ${layerList(layers)}`, ...some];
}

export function lossGroup(network: Network): Group {
  const { rule } = network.loss;
  const several = network.layers.at(-1)!.units > 1;
  const overOutputs = `${network.loss.outputScale === 1 ? '' : '\\frac{1}{n} '}${several ? '\\sum_j' : ''}`;
  const element = elementLoss(network, 'L', { unit: several ? 'j' : undefined }, true);
  const mean = network.spec.reduction === 'mean';
  const entries: FormulaEntry[] = [
    {
      id: 'loss',
      marker: '',
      latex: `\\ell = ${signFirst(overOutputs, element)}`,
      note: l10n.t(rule.title),
      numbers: [
        { quantity: 'sampleLoss', layers: [] },
        { quantity: 'loss', layers: [] },
      ],
    },
  ];
  if (network.samples > 1) {
    entries.push({
      id: 'loss',
      marker: '',
      latex: `L = ${mean ? '\\frac{1}{m} ' : ''}\\sum_k ${lossOfEach(network)}`,
      note: mean
        ? l10n.t('mean over {0} samples', network.samples)
        : l10n.t('sum over {0} samples', network.samples),
      numbers: [{ quantity: 'loss', layers: [] }],
    });
  }
  return { title: l10n.t('Loss'), entries };
}
