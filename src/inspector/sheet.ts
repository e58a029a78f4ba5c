/** The formula sheet: backprop's derivation in the notes' order, from the rules of this very network. */
import type { Network, NetworkLayer } from '../engine/network';
import { symbolic } from '../engine/rule';
import {
  derivationOf,
  elementLoss,
  fusedDelta,
  lossDerivative,
  parameterNames,
  scaleFactors,
  signFirst,
} from './formulas';
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

function all(network: Network): readonly number[] {
  return network.layers.map((layer) => layer.index);
}

function hidden(network: Network): readonly number[] {
  return all(network).slice(0, -1);
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
    {
      id: 'preActivation',
      marker: '',
      latex: `z^{l} = ${preActivation(network)}`,
      ...biasNote(network),
      numbers: [{ quantity: 'preActivation', layers: all(network) }],
    },
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

function withBias(network: Network): readonly number[] {
  return network.layers
    .filter(({ parameters }) => parameters['biases'] !== undefined)
    .map(({ index }) => index);
}

/** z without the parameters that no layer has. */
function preActivation(network: Network): string {
  const { formulas, parameters } = network.layers[0]!.rule;
  const { sample } = formulas.preActivation;
  return withBias(network).length > 0
    ? sample
    : sample.replace(` + ${parameters['biases']!.symbol.matrix}^{l}`, '');
}

function biasNote(network: Network): { readonly note?: string } {
  const layers = withBias(network);
  return layers.length === 0 || layers.length === network.layers.length
    ? {}
    : { note: `with a bias b in ${layerList(layers)} only` };
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
  if (hidden(network).length === 0) return { title: 'Chain rule', entries: [] };
  return {
    title: 'The chain rule for one weight of a hidden layer',
    entries: [
      {
        id: 'weightGradient',
        marker: '',
        latex:
          '\\frac{\\partial L}{\\partial w_{ij}^{l}} = \\sum_k \\underbrace{\\frac{\\partial L}{\\partial z_k^{l+1}}}_{\\delta_k^{l+1}} \\cdot \\underbrace{\\frac{\\partial z_k^{l+1}}{\\partial a_j^{l}}}_{\\text{①}} \\cdot \\underbrace{\\frac{\\partial a_j^{l}}{\\partial z_j^{l}}}_{\\text{②}} \\cdot \\underbrace{\\frac{\\partial z_j^{l}}{\\partial w_{ij}^{l}}}_{\\text{③}}',
        numbers: [{ quantity: 'parameterGradient', layers: hidden(network), parameter: 'weights' }],
      },
    ],
  };
}

function localGroup(network: Network): Group {
  const { formulas } = network.layers[0]!.rule;
  const entries: FormulaEntry[] = [];
  if (hidden(network).length > 0) {
    entries.push({
      id: 'inputDerivative',
      marker: '①',
      latex: formulas.inputDerivative.element,
      numbers: [{ quantity: 'upstreamGradient', layers: hidden(network) }],
    });
  }
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
  entries.push({
    id: 'parameterDerivative',
    marker: '③',
    latex: formulas.parameterDerivative,
    numbers: [
      { quantity: 'activation', layers: hidden(network) },
      { quantity: 'input', layers: [] },
    ],
  });
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
  if (hidden(network).length === 0) return { title: 'Walk back', entries: [] };
  const { formulas } = network.layers[0]!.rule;
  const numbers = [{ quantity: 'delta', layers: hidden(network) }] as const;
  return {
    title: 'Walk back',
    entries: [
      {
        id: 'hiddenDelta',
        marker: '①②',
        latex: `\\delta_j^{l} = \\Big( ${formulas.inputGradient.element} \\Big) \\cdot \\sigma'(z_j^{l})`,
        numbers,
      },
    ],
  };
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
  const { formulas, parameters } = network.layers[0]!.rule;
  return Object.entries(parameters).flatMap(([name, declared]): FormulaEntry[] => {
    const layers = name === 'biases' ? withBias(network) : all(network);
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
        latex: `${left} = ${formulas.parameterGradients[name]![form]}`,
        numbers: [{ quantity: 'parameterGradient', layers, parameter: name }],
      },
    ];
  });
}

function matrixGroup(network: Network): Group {
  const { formulas } = network.layers[0]!.rule;
  const entries: FormulaEntry[] = [];
  if (hidden(network).length > 0) {
    entries.push({
      id: 'hiddenDelta',
      marker: '①②',
      latex: `\\underbrace{\\delta^{l}}_{(n_{l}, 1)} = ( ${formulas.inputGradient.sample} ) \\odot \\sigma'(z^{l})`,
      numbers: [{ quantity: 'delta', layers: hidden(network) }],
    });
  }
  entries.push(...gradientEntries(network, 'shaped'));
  if (network.samples > 1) {
    entries.push({
      id: 'weightGradient',
      marker: '',
      latex: `\\frac{\\partial L}{\\partial W^{l}} = ${formulas.parameterGradients['weights']!.batch}`,
      note: 'the batch at once: rows of A and Δ are samples',
      numbers: [{ quantity: 'parameterGradient', layers: all(network), parameter: 'weights' }],
    });
  }
  return { title: 'Matrix form, shapes below', entries };
}
