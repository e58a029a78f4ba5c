/** The layer rules' formulas in a network's notation: products of whole matrices, and general elements. */
import {
  type Factor,
  type MatrixProduct,
  oriented,
  type OrientedFactor,
} from '../engine/layers/matrixProduct';
import type { ElementFormula, LayerRule } from '../engine/layers/rule';
import type { Network, NetworkLayer } from '../engine/network';
import type { Notation } from '../engine/notation';
import {
  deltaSymbol,
  gradientSymbol,
  indexed,
  layerNumber,
  parameterSymbol,
  withoutBraces,
} from '../engine/symbols';
import type { Latex } from '../engine/term';
import { gradientFactor, whole } from './formulas';

/** The numbers, or letters, of a layer and of what it reads. */
export interface Numbering {
  readonly input: Latex;
  readonly layer: Latex;
}

/** As general formulas name a layer. */
export const GENERAL: Numbering = { input: 'l-1', layer: 'l' };
/** And a layer that reads that one. */
const READER: Numbering = { input: 'l', layer: 'l+1' };

/** The numbering of one layer. */
export function numberingOf(layer: NetworkLayer): Numbering {
  return { input: layerNumber(layer.inputs[0] ?? 'inputs'), layer: layerNumber(layer.index) };
}

/** z of one sample, of the parameters that are there. */
export function preActivation(
  { notation }: Network,
  rule: LayerRule,
  isThere: (parameter: string) => boolean,
  numbering: Numbering = GENERAL,
): Latex {
  const { product, plus } = rule.formulas.preActivation;
  const added = plus
    .filter(isThere)
    .map((name) => parameterSymbol(notation, rule.parameters[name]!, {}, numbering.layer));
  return [write(notation, rule, product, numbering, false), ...added].join(' + ');
}

/** W δ: what a layer of this kind sends back, of one sample or the batch. */
export function sentBack(
  { notation }: Network,
  rule: LayerRule,
  batch: boolean,
  numbering: Numbering = READER,
): Latex {
  return write(notation, rule, rule.formulas.inputGradient.product, numbering, batch);
}

/** The right-hand side of ∂L/∂parameter, of one sample or the batch. */
export function parameterGradient(
  network: Network,
  rule: LayerRule,
  parameter: string,
  batch: boolean,
  numbering: Numbering,
  letters: boolean,
): Latex {
  const { notation } = network;
  const form = rule.formulas.parameterGradients[parameter]!.whole;
  const sum = batch ? columnSum(network, numbering.layer) : whole(notation, 'delta', numbering.layer, false);
  const made = form === 'sumOfDeltas' ? sum : write(notation, rule, form, numbering, batch);
  return factored(network, letters, made, ' ');
}

/** The same of one sample, with the shape of each factor below it. */
export function shapedGradient(network: Network, rule: LayerRule, parameter: string): Latex {
  const { notation } = network;
  const form = rule.formulas.parameterGradients[parameter]!.whole;
  const factors: readonly OrientedFactor[] =
    form === 'sumOfDeltas' ? [{ of: 'delta', transposed: false }] : oriented(form, columns(network));
  const made = factors.map((factor) => {
    const width = widthOf(network, factor.of === 'input' ? GENERAL.input : GENERAL.layer);
    const shape = factor.transposed ? `(1, ${width})` : `(${width}, 1)`;
    return `\\underbrace{${factorSymbol(notation, rule, factor, GENERAL, false)}}_{${shape}}`;
  });
  return factored(network, true, made.join(' \\; '), ' \\; ');
}

/** `(n_{l-1}, n_{l})`: the shape of a parameter, or `(n_{l}, 1)` of a vector. */
export function parameterShape(network: Network, isVector: boolean): Latex {
  const [input, unit] = [widthOf(network, GENERAL.input), widthOf(network, GENERAL.layer)];
  if (isVector) return `(${unit}, 1)`;
  return network.notation.weights === 'in_out' ? `(${input}, ${unit})` : `(${unit}, ${input})`;
}

/** `(n_{l}, 1)`: the shape of one sample's δ. */
export function deltaShape(network: Network): Latex {
  return `(${widthOf(network, GENERAL.layer)}, 1)`;
}

/** A formula of one element; of a parameter's gradient with the 1/m that it has beside δ. */
export function elementFormula(network: Network, rule: LayerRule, formula: ElementFormula): Latex {
  const { notation } = network;
  return formula({
    a: (unit, layer) => generalUnit(notation, 'a', unit, layer),
    z: (unit, layer) => generalUnit(notation, 'z', unit, layer),
    delta: (unit, layer) => withoutBraces(deltaSymbol(notation, { unit }, layer)),
    parameter: (name, input, unit, layer) =>
      parameterSymbol(notation, rule.parameters[name]!, { input, unit }, layer),
  });
}

/** `a_j^{l}`. */
export function generalUnit(notation: Notation, letter: 'a' | 'z', unit: Latex, layer: Latex): Latex {
  return withoutBraces(indexed(notation, letter, { unit }, layer));
}

/** The right-hand side of one element of ∂L/∂parameter. */
export function elementGradient(network: Network, rule: LayerRule, parameter: string): Latex {
  const { element } = rule.formulas.parameterGradients[parameter]!;
  return factored(network, true, elementFormula(network, rule, element), ' \\cdot ');
}

/** The left-hand side of the same. */
export function elementGradientSymbol(network: Network, rule: LayerRule, parameter: string): Latex {
  return gradientSymbol(network.notation, generalElement(network, rule, parameter));
}

/** `w_{ij}^{l}`, `b_j^{l}`. */
export function generalElement({ notation }: Network, rule: LayerRule, parameter: string): Latex {
  const declared = rule.parameters[parameter]!;
  const at = declared.axes.length === 1 ? { unit: 'j' } : { input: 'i', unit: 'j' };
  return withoutBraces(parameterSymbol(notation, declared, at, GENERAL.layer));
}

function factored(network: Network, letters: boolean, latex: Latex, between: Latex): Latex {
  const factor = gradientFactor(network, letters);
  return factor === '' ? latex : `${factor}${between}${latex}`;
}

/** Σ over the samples' δ. */
function columnSum({ notation }: Network, layer: Latex): Latex {
  const each =
    notation.symbols === 'd'
      ? `d${indexed(notation, 'Z', { sample: 'k' }, layer)}`
      : deltaSymbol(notation, { sample: 'k' }, layer);
  return `\\textstyle\\sum_k ${withoutBraces(each)}`;
}

function widthOf({ notation }: Network, layer: Latex): Latex {
  return notation.symbols === 'd' ? `n^{[${layer}]}` : `n_{${layer}}`;
}

/** One sample is a column whichever way a batch lies. */
function columns({ notation }: Network): {
  readonly weights: 'in_out' | 'out_in';
  readonly samples: 'columns';
} {
  return { weights: notation.weights, samples: 'columns' };
}

function write(
  notation: Notation,
  rule: LayerRule,
  product: MatrixProduct,
  numbering: Numbering,
  batch: boolean,
): Latex {
  const way = batch ? notation : { ...notation, samples: 'columns' as const };
  return oriented(product, way)
    .map((factor) => factorSymbol(notation, rule, factor, numbering, batch))
    .join(' ');
}

function factorSymbol(
  notation: Notation,
  rule: LayerRule,
  { of, transposed }: OrientedFactor,
  numbering: Numbering,
  batch: boolean,
): Latex {
  const symbol = matrixSymbol(notation, rule, of, numbering, batch);
  return transposed ? `(${symbol})^{\\mathsf{T}}` : symbol;
}

function matrixSymbol(
  notation: Notation,
  rule: LayerRule,
  of: Factor,
  { input, layer }: Numbering,
  batch: boolean,
): Latex {
  if (of === 'input') return whole(notation, 'a', input, batch);
  if (of === 'delta') return whole(notation, 'delta', layer, batch);
  return parameterSymbol(notation, rule.parameters[of.parameter]!, {}, layer);
}
