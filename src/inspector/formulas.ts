/** Formulas of losses, δ and whole matrices with this network's notation, layer numbers and factors put in. */
import type { LayerParameter } from '../engine/layers/rule';
import type { Network } from '../engine/network';
import type { Notation } from '../engine/notation';
import { bare, isCompound } from '../engine/latex';
import { type PiecewiseFormula, symbolic } from '../engine/rule';
import { gradientSymbol, indexed, ownSample, parameterSymbol, partOfLoss, sentLoss } from '../engine/symbols';
import { columnsOf } from '../engine/tensor';
import type { Latex } from '../engine/term';
import type { Selection } from './views';

/** Whether formulas speak of the whole batch as matrices, or of one sample as vectors. */
export function isBatch(network: Network, selection: Selection): boolean {
  return network.samples > 1 && selection.sample === undefined;
}

/** A^l or a^l, Δ^l or δ^l, Z^l or z^l, Y or y; dZ^{[l]} or dz^{[l]} for δ with d symbols. */
export function whole(
  notation: Notation,
  letter: 'a' | 'z' | 'delta' | 'y',
  layer: string,
  batch: boolean,
): Latex {
  if (letter === 'delta' && notation.symbols === 'd') return `d${whole(notation, 'z', layer, batch)}`;
  const base = batch
    ? { a: 'A', z: 'Z', delta: '\\Delta', y: 'Y' }[letter]
    : { a: 'a', z: 'z', delta: '\\delta', y: 'y' }[letter];
  return letter === 'y' ? base : indexed(notation, base, {}, layer);
}

/** σ′ of the whole z. */
export function slope(notation: Notation, layer: string, batch: boolean): Latex {
  return `\\sigma'(${whole(notation, 'z', layer, batch)})`;
}

/** A matrix as it lies on screen, where rows are samples, or inputs of a parameter: the notation's may lie the other way. */
export function onScreen({ samples, weights }: Notation, latex: Latex, of: 'batch' | 'parameter'): Latex {
  const isTurned = of === 'batch' ? samples === 'columns' : weights === 'out_in';
  if (!isTurned || latex === '0') return latex;
  return /^[A-Z]$/.test(latex) ? `${latex}^{\\mathsf{T}}` : `(${latex})^{\\mathsf{T}}`;
}

/** A product of matrices keeps its parentheses beside ⊙; one fraction and one symbol need none. */
export function asFactor(latex: Latex): Latex {
  return isAlone(latex) ? latex : `(${latex})`;
}

/** Whether it is one fraction, one symbol with its indices, or 0. */
export function isAlone(latex: Latex): boolean {
  const fraction = /^\\frac\{[^{}]*\}\{[^{}]*(?:\{[^{}]*\})?\}$/;
  const symbol = /^(?:\\[a-z]+|d?[a-z])(?:_[a-z]|_\{[^{}]*\})?(?:\^\{[^{}]*\})?$/i;
  return latex === '0' || fraction.test(latex) || symbol.test(latex);
}

/** 1/m and 1/n as they stand in this network's δ: with numbers, or with letters; nothing where they are 1. */
export function scaleFactors(network: Network, letters: boolean): Latex {
  const { loss, samples, layers } = network;
  const factors: Latex[] = [];
  if (loss.deltaScale !== 1) factors.push(oneOver(letters ? 'm' : samples));
  if (loss.outputScale !== 1) factors.push(oneOver(letters ? 'n' : layers.at(-1)!.units));
  return factors.join(' \\cdot ');
}

/** 1/m in front of the parameters' gradients, with its number or its letter; nothing where it is 1. */
export function gradientFactor({ loss, samples }: Network, letters: boolean): Latex {
  return loss.gradientScale === 1 ? '' : oneOver(letters ? 'm' : samples);
}

function oneOver(count: number | 'm' | 'n'): Latex {
  return `\\frac{1}{${count}}`;
}

/**
 * ∂L/∂a at the output in whole matrices, with its factors: `\\frac{1}{4} (a^{2} - y)`; only its symbol where the loss has
 * cases.
 */
export function lossDerivative(network: Network, layer: string, batch: boolean, letters: boolean): Latex {
  const { notation } = network;
  const { rule, fromLogits, fused, parameters } = network.loss;
  const a = whole(notation, 'a', layer, batch);
  const y = whole(notation, 'y', layer, batch);
  if (fromLogits && fused !== undefined) {
    return withScale(network, fusedDifference(network, probability(network, a), batch), letters);
  }
  if (rule.derivativeFormula.pieces.length > 1) return gradientSymbol(notation, a, sentLoss(network));
  return withScale(network, symbolic(rule.derivativeFormula, [a, y], parameterNames(parameters)), letters);
}

/** δ at the output where loss and activation are one: `\frac{1}{4}(a^{2} - y)`. */
export function fusedDelta(network: Network, layer: string, batch: boolean, letters: boolean): Latex {
  return withScale(
    network,
    fusedDifference(network, whole(network.notation, 'a', layer, batch), batch),
    letters,
  );
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
  return piece.latex([a, whole(network.notation, 'y', '', batch), '\\textstyle\\sum_i y_i'], {});
}

/** Whether every sample's targets sum to exactly 1, as those of classes do. */
function targetsSumToOne(network: Network): boolean {
  // Without their rows, which are made only when they are read.
  if (network.loss.rule.targets === 'classes') return true;
  const { samples, targets } = network;
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

/** ∂L/∂W in one line, or dW, of the selection. */
export function flatGradient(
  network: Network,
  parameter: LayerParameter,
  layer: Latex,
  { sample }: Selection,
): Latex {
  const { notation } = network;
  return notation.symbols === 'd'
    ? `d${parameterSymbol(notation, parameter, { sample: ownSample(network, sample) }, layer)}`
    : `\\partial ${partOfLoss(network, sample)} / \\partial ${parameterSymbol(notation, parameter, {}, layer)}`;
}

/** ∂L/∂a in one line, or da, of one sample or the batch. */
export function flatUpstream(network: Network, layer: Latex, batch: boolean): Latex {
  const a = whole(network.notation, 'a', layer, batch);
  return network.notation.symbols === 'd' ? `d${a}` : `\\partial ${sentLoss(network)} / \\partial ${a}`;
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
  const { notation } = network;
  const { rule, fromLogits, fused } = network.loss;
  const { formula, read, names } = elementOf(network);
  const readsRow = fromLogits && fused?.activation.kind === 'row';
  const { sample, unit } = indices;
  const output = indexed(notation, 'a', readsRow ? { sample } : { sample, unit }, layer);
  const variables = [read(output, unit), indexed(notation, 'y', { sample, unit })];
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
