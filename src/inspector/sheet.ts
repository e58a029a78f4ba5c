/** The formula sheet: backprop's derivation in the notes' order, from the rules of this very network. */
import type { LayerParameter, LayerRule } from '../engine/layers/rule';
import type { Network, NetworkLayer } from '../engine/network';
import { symbolic } from '../engine/rule';
import {
  asFactor,
  derivationOf,
  elementLoss,
  fusedDelta,
  isAlone,
  lossDerivative,
  parameterNames,
  scaleFactors,
  signFirst,
} from './formulas';
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

/** The parameters of a type that are matrices, by name. */
function matricesOf({ parameters }: LayerRule): readonly (readonly [string, LayerParameter])[] {
  return Object.entries(parameters).filter(([, { axes }]) => axes.length > 1);
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
  const entries: FormulaEntry[] = [
    ...typesOf(network).map((type): FormulaEntry => {
      const notes = preActivationNotes(network, type);
      return {
        id: 'preActivation',
        marker: '',
        latex: `z^{l} = ${preActivation(network, type)}`,
        ...(notes.length === 0 ? {} : { note: notes.join('; ') }),
        numbers: [{ quantity: 'preActivation', layers: type.layers }],
      };
    }),
    ...activationsOf(network).map(({ layer, layers }): FormulaEntry => {
      const { activation } = layer;
      const latex =
        activation.kind === 'row'
          ? `a_i^{l} = ${activation.formula}`
          : `a^{l} = \\sigma(z^{l}) = ${symbolic(activation.formula, ['z^{l}'], parameterNames(layer.activationParameters))}`;
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

/** z without the parameters that no layer has. */
export function preActivation(network: Network, { rule, layers }: TypeEntry): string {
  return Object.entries(rule.parameters)
    .filter(([name]) => withParameter(network, layers, name).length === 0)
    .reduce(
      (latex, [, { symbol }]) => latex.replace(` + ${symbol.matrix}^{l}`, ''),
      rule.formulas.preActivation.sample,
    );
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
      latex: mean ? 'L = \\frac{1}{m} \\sum_k \\ell_k' : 'L = \\sum_k \\ell_k',
      note: `${mean ? 'mean' : 'sum'} over ${network.samples} samples`,
      numbers: [{ quantity: 'loss', layers: [] }],
    });
  }
  return { title: 'Loss', entries };
}

/** The notes' chain rule with its three numbered factors. */
function chainGroup(network: Network): Group {
  const entries = typesOf(network).flatMap(({ rule, layers }) =>
    matricesOf(rule).flatMap(([parameter, { symbol }]): FormulaEntry[] => {
      const own = withParameter(network, layers, parameter).filter((l) => hidden(network).includes(l));
      if (own.length === 0) return [];
      const weight = `${symbol.element}_{ij}^{l}`;
      return [
        {
          id: 'weightGradient',
          marker: '',
          latex: `\\frac{\\partial L}{\\partial ${weight}} = \\sum_k \\underbrace{\\frac{\\partial L}{\\partial z_k^{l+1}}}_{\\delta_k^{l+1}} \\cdot \\underbrace{\\frac{\\partial z_k^{l+1}}{\\partial a_j^{l}}}_{\\text{①}} \\cdot \\underbrace{\\frac{\\partial a_j^{l}}{\\partial z_j^{l}}}_{\\text{②}} \\cdot \\underbrace{\\frac{\\partial z_j^{l}}{\\partial ${weight}}}_{\\text{③}}`,
          numbers: [{ quantity: 'parameterGradient', layers: own, parameter }],
        },
      ];
    }),
  );
  return { title: 'The chain rule for one weight of a hidden layer', entries };
}

function localGroup(network: Network): Group {
  const senders = readersOf(network);
  const entries = senders.map(({ rule, layers }): FormulaEntry => ({
    id: 'inputDerivative',
    marker: '①',
    latex: rule.formulas.inputDerivative.element,
    ...ofLayers(senders, layers),
    numbers: [{ quantity: 'upstreamGradient', layers }],
  }));
  for (const { layer, layers } of activationsOf(network)) {
    const { activation } = layer;
    const latex =
      activation.kind === 'row'
        ? activation.jacobian
        : `\\frac{\\partial a_j^{l}}{\\partial z_j^{l}} = \\sigma'(z_j^{l}) = ${symbolic(activation.derivativeFormula, ['z_j^{l}', 'a_j^{l}'], parameterNames(layer.activationParameters))}`;
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
    const latex = rule.formulas.parameterDerivative;
    if (latex === undefined) continue;
    const sources = layers.flatMap((index) => network.layers[index]!.inputs);
    const read = sources.filter((source) => source !== 'inputs');
    entries.push({
      id: 'parameterDerivative',
      marker: '③',
      latex,
      numbers: [
        { quantity: 'activation', layers: [...new Set(read)] },
        ...(sources.includes('inputs') ? [{ quantity: 'input', layers: [] } as const] : []),
      ],
    });
  }
  return { title: 'Three local derivatives', entries };
}

function outputGroup(network: Network): Group {
  const output = network.layers.at(-1)!;
  const numbers = [{ quantity: 'delta', layers: [output.index] }] as const;
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
      latex: `\\delta^{L} = ${fusedDelta(network, 'L', false, true)}`,
      ...(scaleNote === undefined ? {} : { note: scaleNote }),
      numbers,
    });
    return { title: 'Start at the output', entries };
  }
  const { rule, parameters } = network.loss;
  const cases = !fromLogits && rule.derivativeFormula.pieces.length > 1;
  const upstream = cases
    ? `${scaleFactors(network, true)} ${symbolic(rule.derivativeFormula, ['a^{L}', 'y'], parameterNames(parameters))}`
    : lossDerivative(network, 'L', false, true);
  entries.push({
    id: 'lossDerivative',
    marker: '',
    latex: `\\frac{\\partial L}{\\partial a^{L}} = ${upstream}`,
    ...(scaleNote === undefined ? {} : { note: scaleNote }),
    numbers: [{ quantity: 'upstreamGradient', layers: [output.index] }],
  });
  const simple = /^[^\\]*$/.test(upstream) ? `(${upstream})` : '\\frac{\\partial L}{\\partial a^{L}}';
  entries.push({
    id: 'outputDelta',
    marker: '',
    latex:
      output.activation.kind === 'row'
        ? '\\delta_j^{L} = \\sum_i \\frac{\\partial L}{\\partial a_i^{L}} \\cdot \\frac{\\partial a_i^{L}}{\\partial z_j^{L}}'
        : `\\delta^{L} = ${simple} \\odot \\sigma'(z^{L})`,
    numbers,
  });
  return { title: 'Start at the output', entries };
}

function scaleExplanation(network: Network): string {
  const parts: string[] = [];
  if (network.loss.sampleScale !== 1) parts.push(`m = ${network.samples} samples, mean over the batch`);
  if (network.loss.outputScale !== 1)
    parts.push(`n = ${network.layers.at(-1)!.units} outputs, mean over outputs`);
  return parts.join('; ');
}

function hiddenGroup(network: Network): Group {
  const senders = readersOf(network);
  const entries = senders.map(({ rule, layers }): FormulaEntry => {
    const { element } = rule.formulas.inputGradient;
    return {
      id: 'hiddenDelta',
      marker: '①②',
      latex: `\\delta_j^{l} = ${isAlone(element) ? element : `\\Big( ${element} \\Big)`} \\cdot \\sigma'(z_j^{l})`,
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
    const left =
      form === 'element'
        ? `\\frac{\\partial L}{\\partial ${declared.symbol.element}_{${vector ? 'j' : 'ij'}}^{l}}`
        : `\\underbrace{\\frac{\\partial L}{\\partial ${declared.symbol.matrix}^{l}}}_{${vector ? '(n_{l}, 1)' : '(n_{l-1}, n_{l})'}}`;
    return [
      {
        id: vector ? 'biasGradient' : 'weightGradient',
        marker: vector ? '' : '③',
        latex: `${left} = ${rule.formulas.parameterGradients[name]![form]}`,
        numbers: [{ quantity: 'parameterGradient', layers, parameter: name }],
      },
    ];
  });
}

function matrixGroup(network: Network): Group {
  const senders = readersOf(network);
  const entries = senders.map(({ rule, layers }): FormulaEntry => ({
    id: 'hiddenDelta',
    marker: '①②',
    latex: `\\underbrace{\\delta^{l}}_{(n_{l}, 1)} = ${asFactor(rule.formulas.inputGradient.sample)} \\odot \\sigma'(z^{l})`,
    ...ofLayers(senders, layers),
    numbers: [{ quantity: 'delta', layers }],
  }));
  entries.push(...gradientEntries(network, 'shaped'));
  if (network.samples === 1) return { title: 'Matrix form, shapes below', entries };
  for (const { rule, layers } of typesOf(network)) {
    for (const [parameter, { symbol }] of matricesOf(rule)) {
      entries.push({
        id: 'weightGradient',
        marker: '',
        latex: `\\frac{\\partial L}{\\partial ${symbol.matrix}^{l}} = ${rule.formulas.parameterGradients[parameter]!.batch}`,
        note: 'the batch at once: rows of A and Δ are samples',
        numbers: [
          { quantity: 'parameterGradient', layers: withParameter(network, layers, parameter), parameter },
        ],
      });
    }
  }
  return { title: 'Matrix form, shapes below', entries };
}
