/** The sheet's δ: of the output, then of the layers before it. */
import * as l10n from '@vscode/l10n';
import type { Network } from '../../engine/network';
import { symbolic } from '../../engine/rule';
import { deltaSymbol, gradientSymbol, sentLoss, withoutBraces } from '../../engine/symbols';
import type { Latex } from '../../engine/term';
import {
  derivationOf,
  fusedDelta,
  isAlone,
  lossDerivative,
  parameterNames,
  scaleFactors,
  whole,
} from '../formulas';
import { elementFormula, generalUnit } from '../layerFormulas';
import type { FormulaEntry } from '../views';
import { ofLayers, readersOf } from './layerTypes';
import type { Group } from './group';

export function outputGroup(network: Network): Group {
  const { notation } = network;
  const output = network.layers.at(-1)!;
  const numbers = [{ quantity: 'delta', layers: [output.index] }] as const;
  const [aOfOutput, zOfOutput, delta] = (['a', 'z', 'delta'] as const).map((letter) =>
    whole(notation, letter, 'L', false),
  );
  const upstreamOf = (a: Latex): Latex => gradientSymbol(notation, a, sentLoss(network));
  const { fused, fromLogits } = network.loss;
  const entries: FormulaEntry[] = [];
  const scaleNote = scaleFactors(network, true) === '' ? undefined : scaleExplanation(network);
  if (fused !== undefined && !fromLogits) {
    derivationOf(network).forEach((latex, i) =>
      entries.push({
        id: 'lossDerivative',
        marker: '',
        latex,
        ...(i === 0
          ? {
              note: l10n.t({
                message: '{0} of {1}',
                args: [l10n.t(network.loss.rule.title), l10n.t(fused.activation.title)],
                comment: ['a loss, of the outputs of an activation'],
              }),
            }
          : {}),
        numbers: [],
      }),
    );
    entries.push({
      id: 'outputDelta',
      marker: '',
      latex: `${delta!} = ${fusedDelta(network, 'L', false, true)}`,
      ...(scaleNote === undefined ? {} : { note: scaleNote }),
      numbers,
    });
    return { title: l10n.t('Start at the output'), entries };
  }
  const { rule, parameters } = network.loss;
  const cases = !fromLogits && rule.derivativeFormula.pieces.length > 1;
  const upstream = cases
    ? `${scaleFactors(network, true)} ${symbolic(rule.derivativeFormula, [aOfOutput!, 'y'], parameterNames(parameters))}`
    : lossDerivative(network, 'L', false, true);
  entries.push({
    id: 'lossDerivative',
    marker: '',
    latex: `${upstreamOf(aOfOutput!)} = ${upstream}`,
    ...(scaleNote === undefined ? {} : { note: scaleNote }),
    numbers: [{ quantity: 'upstreamGradient', layers: [output.index] }],
  });
  const simple = /^[^\\]*$/.test(upstream) ? `(${upstream})` : upstreamOf(aOfOutput!);
  entries.push({
    id: 'outputDelta',
    marker: '',
    latex:
      output.activation.kind === 'row'
        ? `${withoutBraces(deltaSymbol(notation, { unit: 'j' }, 'L'))} = \\sum_i ${upstreamOf(generalUnit(notation, 'a', 'i', 'L'))} \\cdot \\frac{\\partial ${generalUnit(notation, 'a', 'i', 'L')}}{\\partial ${generalUnit(notation, 'z', 'j', 'L')}}`
        : `${delta!} = ${simple} \\odot \\sigma'(${zOfOutput!})`,
    numbers,
  });
  return { title: l10n.t('Start at the output'), entries };
}

function scaleExplanation(network: Network): string {
  const parts: string[] = [];
  if (network.loss.deltaScale !== 1)
    parts.push(l10n.t('m = {0} samples, mean over the batch', network.samples));
  if (network.loss.outputScale !== 1)
    parts.push(l10n.t('n = {0} outputs, mean over outputs', network.layers.at(-1)!.units));
  return parts.join('; ');
}

export function hiddenGroup(network: Network): Group {
  const senders = readersOf(network);
  const entries = senders.map(({ rule, layers }): FormulaEntry => {
    const sent = elementFormula(network, rule, rule.formulas.inputGradient.element);
    const delta = withoutBraces(deltaSymbol(network.notation, { unit: 'j' }, 'l'));
    return {
      id: 'hiddenDelta',
      marker: '①②',
      latex: `${delta} = ${isAlone(sent) ? sent : `\\Big( ${sent} \\Big)`} \\cdot \\sigma'(${generalUnit(network.notation, 'z', 'j', 'l')})`,
      ...ofLayers(senders, layers),
      numbers: [{ quantity: 'delta', layers }],
    };
  });
  return { title: l10n.t('Walk back'), entries };
}
