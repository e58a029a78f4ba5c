/** The formula sheet: backprop's derivation in the notes' order, from the rules of this very network. */
import type { LayerParameter, LayerRule } from '../engine/layers/rule';
import type { Network, NetworkLayer } from '../engine/network';
import type { Notation } from '../engine/notation';
import { symbolic } from '../engine/rule';
import {
  deltaSymbol,
  gradientSymbol,
  indexed,
  lossOfEach,
  parameterSymbol,
  sentLoss,
  withoutBraces,
} from '../engine/symbols';
import type { Latex } from '../engine/term';
import {
  asFactor,
  derivationOf,
  elementLoss,
  fusedDelta,
  gradientFactor,
  isAlone,
  lossDerivative,
  parameterNames,
  scaleFactors,
  signFirst,
  slope,
  whole,
} from './formulas';
import {
  deltaShape,
  elementFormula,
  elementGradient,
  elementGradientSymbol,
  GENERAL,
  generalElement,
  parameterGradient,
  parameterShape,
  preActivation,
  sentBack,
  shapedGradient,
} from './layerFormulas';
import { singular } from './naming';
import type { FormulaEntry, FormulaSheet } from './views';

type Group = FormulaSheet['groups'][number];

export function sheetOf(network: Network, run: number): FormulaSheet {
  const groups = [
    forwardGroup(network),
    lossGroup(network),
    chainGroup(network),
    localGroup(network),
    outputGroup(network),
    hiddenGroup(network),
    gradientGroup(network),
    matrixGroup(network),
  ];
  return { run, groups: groups.filter((group) => group.entries.length > 0) };
}

function hidden(network: Network): readonly number[] {
  return network.layers.slice(0, -1).map(({ index }) => index);
}

/** A type of layer in the network, with the layers that a formula of it speaks of. */
interface TypeEntry {
  readonly rule: LayerRule;
  readonly layers: readonly number[];
}

function typesOf(network: Network): readonly TypeEntry[] {
  return byRule(network.layers.map(({ rule, index }) => [rule, index]));
}

/** The types of layers that send gradients back, with the hidden layers that get them. */
function readersOf(network: Network): readonly TypeEntry[] {
  const pairs = hidden(network).flatMap((index) => {
    const { readers } = network.layers[index]!;
    // What nobody reads gets 0, by whichever formula.
    const from = readers.length === 0 ? [index + 1] : readers.map(({ layer }) => layer);
    return from.map((reader) => [network.layers[reader]!.rule, index] as const);
  });
  return byRule(pairs);
}

function byRule(pairs: readonly (readonly [LayerRule, number])[]): readonly TypeEntry[] {
  const groups = new Map<LayerRule, Set<number>>();
  for (const [rule, layer] of pairs) groups.set(rule, (groups.get(rule) ?? new Set()).add(layer));
  return [...groups].map(([rule, layers]) => ({ rule, layers: [...layers] }));
}

/** Says which layers a formula is of, where there are several for the same thing. */
function ofLayers(entries: readonly TypeEntry[], layers: readonly number[]): { readonly note?: string } {
  return entries.length === 1 ? {} : { note: layerList(layers) };
}

/** Those of the layers that have the parameter. */
function withParameter(network: Network, layers: readonly number[], name: string): readonly number[] {
  return layers.filter((index) => network.layers[index]!.parameters[name] !== undefined);
}

/** `a_j^{l}`. */
function element(notation: Notation, letter: Latex, unit: Latex, layer: Latex): Latex {
  return withoutBraces(indexed(notation, letter, { unit }, layer));
}

/** The names of a type's parameters that are matrices. */
function matricesOf({ parameters }: LayerRule): readonly string[] {
  return Object.keys(parameters).filter((name) => parameters[name]!.axes.length > 1);
}

/** One representative of each activation in the network, with the layers that use it. */
function activationsOf(
  network: Network,
): readonly { readonly layer: NetworkLayer; readonly layers: readonly number[] }[] {
  const groups = new Map<string, NetworkLayer[]>();
  for (const layer of network.layers) {
    const key = `${layer.activation.name} ${JSON.stringify(layer.activationParameters)}`;
    groups.set(key, [...(groups.get(key) ?? []), layer]);
  }
  return [...groups.values()].map((members) => ({
    layer: members[0]!,
    layers: members.map(({ index }) => index),
  }));
}

function forwardGroup(network: Network): Group {
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
          ? `${element(notation, 'a', 'i', 'l')} = ${activation.formula}`
          : `${aOfLayer!} = \\sigma(${zOfLayer!}) = ${symbolic(activation.formula, [zOfLayer!], parameterNames(layer.activationParameters))}`;
      return {
        id: 'activation',
        marker: '',
        latex,
        note: `${activation.title}, ${layerList(layers)}`,
        numbers: [{ quantity: 'activation', layers }],
      };
    }),
  ];
  return { title: 'Forward', entries };
}

function preActivationNotes(network: Network, { rule, layers }: TypeEntry): readonly string[] {
  const some = Object.entries(rule.parameters).flatMap(([name, { symbol }]) => {
    const having = withParameter(network, layers, name);
    return having.length === 0 || having.length === layers.length
      ? []
      : [`with a ${singular(name)} ${symbol.matrix} in ${layerList(having)} only`];
  });
  return typesOf(network).length === 1 ? some : [`${rule.type}, ${layerList(layers)}`, ...some];
}

function layerList(layers: readonly number[]): string {
  const numbers = layers.map((index) => index + 1);
  return numbers.length === 1 ? `layer ${numbers[0]!}` : `layers ${numbers.join(', ')}`;
}

function lossGroup(network: Network): Group {
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
      note: rule.title,
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
      note: `${mean ? 'mean' : 'sum'} over ${network.samples} samples`,
      numbers: [{ quantity: 'loss', layers: [] }],
    });
  }
  return { title: 'Loss', entries };
}

/** The notes' chain rule with its three numbered factors. */
function chainGroup(network: Network): Group {
  const { notation } = network;
  const factor = gradientFactor(network, true);
  const entries = typesOf(network).flatMap(({ rule, layers }) =>
    matricesOf(rule).flatMap((parameter): FormulaEntry[] => {
      const own = withParameter(network, layers, parameter).filter((l) => hidden(network).includes(l));
      if (own.length === 0) return [];
      const weight = generalElement(network, rule, parameter);
      const [a, zOfLayer, zOfReader] = [
        element(notation, 'a', 'j', 'l'),
        element(notation, 'z', 'j', 'l'),
        element(notation, 'z', 'k', 'l+1'),
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
  return { title: 'The chain rule for one weight of a hidden layer', entries };
}

function localGroup(network: Network): Group {
  const { notation } = network;
  const [a, z] = [element(notation, 'a', 'j', 'l'), element(notation, 'z', 'j', 'l')];
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
          ? `${activation.title}, ${layerList(layers)}: a full Jacobian, every output depends on every z`
          : `${activation.title}, ${layerList(layers)}`,
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
  return { title: 'Three local derivatives', entries };
}

function outputGroup(network: Network): Group {
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
        ...(i === 0 ? { note: `${network.loss.rule.title} of ${fused.activation.title}` } : {}),
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
    return { title: 'Start at the output', entries };
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
        ? `${withoutBraces(deltaSymbol(notation, { unit: 'j' }, 'L'))} = \\sum_i ${upstreamOf(element(notation, 'a', 'i', 'L'))} \\cdot \\frac{\\partial ${element(notation, 'a', 'i', 'L')}}{\\partial ${element(notation, 'z', 'j', 'L')}}`
        : `${delta!} = ${simple} \\odot \\sigma'(${zOfOutput!})`,
    numbers,
  });
  return { title: 'Start at the output', entries };
}

function scaleExplanation(network: Network): string {
  const parts: string[] = [];
  if (network.loss.deltaScale !== 1) parts.push(`m = ${network.samples} samples, mean over the batch`);
  if (network.loss.outputScale !== 1)
    parts.push(`n = ${network.layers.at(-1)!.units} outputs, mean over outputs`);
  return parts.join('; ');
}

function hiddenGroup(network: Network): Group {
  const senders = readersOf(network);
  const entries = senders.map(({ rule, layers }): FormulaEntry => {
    const sent = elementFormula(network, rule, rule.formulas.inputGradient.element);
    const delta = withoutBraces(deltaSymbol(network.notation, { unit: 'j' }, 'l'));
    return {
      id: 'hiddenDelta',
      marker: '①②',
      latex: `${delta} = ${isAlone(sent) ? sent : `\\Big( ${sent} \\Big)`} \\cdot \\sigma'(${element(network.notation, 'z', 'j', 'l')})`,
      ...ofLayers(senders, layers),
      numbers: [{ quantity: 'delta', layers }],
    };
  });
  return { title: 'Walk back', entries };
}

function gradientGroup(network: Network): Group {
  const entries = gradientEntries(network, 'element');
  const note = 'of one sample; the batch’s gradient is the sum over its samples';
  return {
    title: 'Read off the gradients',
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

function matrixGroup(network: Network): Group {
  const { notation } = network;
  const senders = readersOf(network);
  const entries = senders.map(({ rule, layers }): FormulaEntry => ({
    id: 'hiddenDelta',
    marker: '①②',
    latex: `\\underbrace{${whole(network.notation, 'delta', 'l', false)}}_{${deltaShape(network)}} = ${asFactor(sentBack(network, rule, false))} \\odot ${slope(network.notation, 'l', false)}`,
    ...ofLayers(senders, layers),
    numbers: [{ quantity: 'delta', layers }],
  }));
  entries.push(...gradientEntries(network, 'shaped'));
  if (network.samples === 1) return { title: 'Matrix form, shapes below', entries };
  for (const { rule, layers } of typesOf(network)) {
    for (const parameter of matricesOf(rule)) {
      entries.push({
        id: 'weightGradient',
        marker: '',
        latex: `${wholeGradient(network, rule.parameters[parameter]!)} = ${parameterGradient(network, rule, parameter, true, GENERAL, true)}`,
        note: `the batch at once: ${notation.samples} of A and ${notation.symbols === 'd' ? 'dZ' : 'Δ'} are samples`,
        numbers: [
          { quantity: 'parameterGradient', layers: withParameter(network, layers, parameter), parameter },
        ],
      });
    }
  }
  return { title: 'Matrix form, shapes below', entries };
}
