/** The rules' formulas with this network's layer numbers and factors put in. */
import type { SampleAndBatch } from '../engine/layers/rule';
import type { Network, NetworkLayer } from '../engine/network';
import { bare, isCompound } from '../engine/latex';
import { type PiecewiseFormula, symbolic } from '../engine/rule';
import { indexed, layerNumber, partOfLoss } from '../engine/symbols';
import { columnsOf } from '../engine/tensor';
import type { Latex } from '../engine/term';
import type { Selection } from './views';

/** The layer numbers that a rule's `{l-1}`, `{l}`, `{l+1}` stand for. */
export interface Numbering {
  readonly input: string;
  readonly layer: string;
  readonly reader: string;
}

/** The numbering around one layer. */
export function numberingOf(layer: NetworkLayer, source = 0): Numbering {
  const reader = layer.readers[0]?.layer ?? layer.index + 1;
  return {
    input: layerNumber(layer.inputs[source] ?? 'inputs'),
    layer: layerNumber(layer.index),
    reader: layerNumber(reader),
  };
}

/** A rule's formula with layer numbers. */
export function numbered(latex: Latex, numbering: Numbering): Latex {
  const names: Readonly<Record<string, string>> = {
    'l-1': numbering.input,
    l: numbering.layer,
    'l+1': numbering.reader,
  };
  return latex.replace(/(l[-+]1|\bl)(?=\})/g, (name) => names[name] ?? name);
}

/** Whether formulas speak of the whole batch as matrices, or of one sample as vectors. */
export function isBatch(network: Network, selection: Selection): boolean {
  return network.samples > 1 && selection.sample === undefined;
}

export function pick(forms: SampleAndBatch, batch: boolean): Latex {
  return batch ? forms.batch : forms.sample;
}

/** A^l or a^l, Δ^l or δ^l, Z^l or z^l, Y or y. */
export function whole(letter: 'a' | 'z' | 'delta' | 'y', layer: string, batch: boolean): Latex {
  const base = batch
    ? { a: 'A', z: 'Z', delta: '\\Delta', y: 'Y' }[letter]
    : { a: 'a', z: 'z', delta: '\\delta', y: 'y' }[letter];
  return letter === 'y' ? base : `${base}^{${layer}}`;
}

/** σ′ of the whole z. */
export function slope(layer: string, batch: boolean): Latex {
  return `\\sigma'(${whole('z', layer, batch)})`;
}

/** A product of matrices keeps its parentheses beside ⊙; one fraction and one symbol need none. */
export function asFactor(latex: Latex): Latex {
  return isAlone(latex) ? latex : `(${latex})`;
}

/** Whether it is one fraction, one symbol with its indices, or 0. */
export function isAlone(latex: Latex): boolean {
  const fraction = /^\\frac\{[^{}]*\}\{[^{}]*(?:\{[^{}]*\})?\}$/;
  const symbol = /^(?:\\[a-z]+|[a-z])(?:_[a-z]|_\{[^{}]*\})?(?:\^\{[^{}]*\})?$/i;
  return latex === '0' || fraction.test(latex) || symbol.test(latex);
}

/** 1/m and 1/n as they stand in this network's δ: with numbers, or with letters; nothing where they are 1. */
export function scaleFactors(network: Network, letters: boolean): Latex {
  const { loss, samples, layers } = network;
  const factors: Latex[] = [];
  if (loss.sampleScale !== 1) factors.push(`\\frac{1}{${letters ? 'm' : samples}}`);
  if (loss.outputScale !== 1) factors.push(`\\frac{1}{${letters ? 'n' : layers.at(-1)!.units}}`);
  return factors.join(' \\cdot ');
}

/**
 * ∂L/∂a at the output in whole matrices, with its factors: `\\frac{1}{4} (a^{2} - y)`; only its symbol where the loss has
 * cases.
 */
export function lossDerivative(network: Network, layer: string, batch: boolean, letters: boolean): Latex {
  const { rule, fromLogits, fused, parameters } = network.loss;
  const a = whole('a', layer, batch);
  const y = whole('y', layer, batch);
  if (fromLogits && fused !== undefined) {
    return withScale(network, fusedDifference(network, probability(network, a), batch), letters);
  }
  if (rule.derivativeFormula.pieces.length > 1) return `\\frac{\\partial L}{\\partial ${a}}`;
  return withScale(network, symbolic(rule.derivativeFormula, [a, y], parameterNames(parameters)), letters);
}

/** δ at the output where loss and activation are one: `\frac{1}{4}(a^{2} - y)`. */
export function fusedDelta(network: Network, layer: string, batch: boolean, letters: boolean): Latex {
  return withScale(network, fusedDifference(network, whole('a', layer, batch), batch), letters);
}

function withScale(network: Network, latex: Latex, letters: boolean): Latex {
  const factors = scaleFactors(network, letters);
  if (factors === '') return latex;
  return isCompound(latex) ? `${factors} (${latex})` : `${factors} \\cdot ${latex}`;
}

/** a − y; with Σ y as a factor where the targets of a sample do not sum to 1. */
function fusedDifference(network: Network, a: Latex, batch: boolean): Latex {
  const { fused } = network.loss;
  if (fused === undefined) throw new TypeError('the loss is not fused with an activation');
  const { pieces } = fused.rule.deltaFormula;
  const piece = targetsSumToOne(network) ? pieces[0]! : pieces.at(-1)!;
  return piece.latex([a, whole('y', '', batch), '\\textstyle\\sum_i y_i'], {});
}

/** Whether every sample's targets sum to exactly 1, as those of classes do. */
function targetsSumToOne({ samples, targets }: Network): boolean {
  const n = columnsOf(targets);
  for (let k = 0; k < samples; k++) {
    let sum = 0;
    for (let j = 0; j < n; j++) sum += targets.data[k * n + j]!;
    if (sum !== 1) return false;
  }
  return true;
}

/** How δ of a fused output follows from the general rule, as far as it holds for these targets. */
export function derivationOf(network: Network): readonly Latex[] {
  const { fused } = network.loss;
  if (fused === undefined) return [];
  const { derivation, deltaFormula } = fused.rule;
  if (deltaFormula.pieces.length === 1 || targetsSumToOne(network)) return derivation;
  // The last step of the last line puts Σ y = 1 in.
  return derivation.map((line, i) =>
    i < derivation.length - 1 ? line : line.slice(0, line.lastIndexOf(' = ')),
  );
}

/** The probability that a loss makes of logits: `\sigma(a)`, `\text{softmax}(a)`; of one class with its index outside. */
function probability({ loss }: Network, logits: Latex, unit?: Latex): Latex {
  const name = loss.fused?.activation.name === 'sigmoid' ? '\\sigma' : '\\text{softmax}';
  const index = loss.fused?.activation.kind === 'row' && unit !== undefined ? `_{${unit}}` : '';
  return `${name}(${bare(logits)})${index}`;
}

/** Parameters of a rule as the digits that the model gives them. */
export function parameterNames(
  parameters: Readonly<Record<string, number>>,
): Readonly<Record<string, Latex>> {
  return Object.fromEntries(Object.entries(parameters).map(([name, value]) => [name, String(value)]));
}

/** ∂L/∂W in one line, of the selection. */
export function flatGradient(network: Network, symbol: Latex, selection: Selection): Latex {
  return `\\partial ${partOfLoss(network, selection.sample)} / \\partial ${symbol}`;
}

/** The loss of one output as a formula of what the network puts out: a value, a probability, its logarithm or a logit. */
interface ElementLoss {
  readonly formula: PiecewiseFormula;
  /** What the formula reads, made of the output; softmax reads a row, and takes the unit's letter beside it. */
  readonly read: (output: Latex, unit: Latex | undefined) => Latex;
  readonly names: Readonly<Record<string, Latex>>;
}

function elementOf(network: Network): ElementLoss {
  const { rule, fused, fromLogits, parameters } = network.loss;
  if (fused?.rule.operand === 'activation') {
    return { formula: fused.rule.formula, read: (output) => output, names: {} };
  }
  const read: ElementLoss['read'] = fromLogits
    ? (logits, unit) => probability(network, logits, unit)
    : (output) => output;
  return { formula: rule.formula, read, names: parameterNames(parameters) };
}

/**
 * The loss of one output in symbols; where it has cases, only its name as a function, unless `cases` are wanted.
 * @param indices the output's: its unit where there are several, the sample before it in a batch.
 */
export function elementLoss(
  network: Network,
  layer: Latex,
  indices: { readonly sample?: Latex | undefined; readonly unit?: Latex | undefined },
  cases: boolean,
): Latex {
  const { rule, fromLogits, fused } = network.loss;
  const { formula, read, names } = elementOf(network);
  const both = [indices.sample, indices.unit].filter((index) => index !== undefined);
  const readsRow = fromLogits && fused?.activation.kind === 'row';
  const output = indexed('a', readsRow && indices.unit !== undefined ? both.slice(0, -1) : both, layer);
  const variables = [read(output, indices.unit), indexed('y', both)];
  return cases || formula.pieces.length === 1
    ? symbolic(formula, variables, names)
    : `\\operatorname{${rule.name.replaceAll('_', '\\,')}}(${variables.join(', ')})`;
}

/** The same of a network's only output, in numbers. */
export function elementLossOf(network: Network, output: Latex, target: Latex): Latex {
  const { formula, read, names } = elementOf(network);
  return symbolic(formula, [read(output, undefined), target], names);
}

/** A sum's sign in front of the sum: −Σ y ln a. */
export function signFirst(sums: Latex, element: Latex): Latex {
  if (sums === '') return element;
  if (element.startsWith('-') && !isCompound(element.slice(1))) return `-${sums} ${element.slice(1)}`;
  return `${sums} ${isCompound(element) ? `\\left(${element}\\right)` : element}`;
}
