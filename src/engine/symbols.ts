/** The symbol of every number in the network's notation: δ_j^l, w_ij^l, ∂L/∂w_ij^l, …; indices and layers count from 1, inputs are layer 0. */
import type { CellRef, Quantity } from './cell';
import type { LayerParameter } from './layers/rule';
import type { Network, Source } from './network';
import type { Notation } from './notation';
import type { Latex } from './term';

/** Whether symbols carry the sample's index: when several samples are on screen at once. */
export interface SymbolView {
  readonly sampleIndex: boolean;
}

/** Which number of a matrix: of one of samples by sample and unit, of a parameter by input (of a matrix) and unit. */
export interface Indices {
  readonly sample?: Latex | undefined;
  readonly input?: Latex | undefined;
  readonly unit?: Latex | undefined;
}

/** `a_{12}^{3}`, with a comma where an index has more than one character; `a_{2}^{[3](1)}` with d symbols. */
export function indexed(notation: Notation, base: Latex, at: Indices, layer?: Latex): Latex {
  const { sample, input, unit } = at;
  const isBracketed = notation.symbols === 'd';
  const first = isBracketed ? undefined : sample;
  const isTurned =
    notation[input === undefined ? 'samples' : 'weights'] !== (input === undefined ? 'rows' : 'in_out');
  const order = [first, input, unit].filter((index) => index !== undefined);
  const indices = isTurned ? order.toReversed() : order;
  const long = indices.some((index) => index.length > 1);
  const below = indices.length === 0 ? '' : `_{${indices.join(long ? ',' : '')}}`;
  const above = isBracketed
    ? `${layer === undefined ? '' : `[${layer}]`}${sample === undefined ? '' : `(${sample})`}`
    : (layer ?? '');
  return `${base}${below}${above === '' ? '' : `^{${above}}`}`;
}

/** A layer's number in the notes' counting. */
export function layerNumber(source: Source): string {
  return source === 'inputs' ? '0' : String(source + 1);
}

/** The symbol of δ or one of its elements: of z with a d before it, or a letter of its own. */
export function deltaSymbol(notation: Notation, at: Indices, layer: Latex): Latex {
  return notation.symbols === 'd'
    ? `d${indexed(notation, 'z', at, layer)}`
    : indexed(notation, '\\delta', at, layer);
}

/** The symbol of a matrix of samples or one of its elements, in layer number `layer`. */
export function quantitySymbol(
  network: Network,
  quantity: Exclude<Quantity, 'parameter' | 'parameterGradient' | 'relativeGradient'>,
  layer: Source,
  at: Indices,
): Latex {
  const { notation } = network;
  const l = layerNumber(layer);
  switch (quantity) {
    case 'input':
      return indexed(notation, 'a', at, '0');
    case 'target':
      return indexed(notation, 'y', at);
    case 'preActivation':
      return indexed(notation, 'z', at, l);
    case 'activation':
      return indexed(notation, 'a', at, l);
    case 'activationDerivative':
      return `\\sigma'(${indexed(notation, 'z', at, l)})`;
    case 'upstreamGradient':
      return gradientSymbol(notation, indexed(notation, 'a', at, l), sentLoss(network));
    case 'delta':
      return deltaSymbol(notation, at, l);
    case 'sampleLoss':
      return indexed(notation, '\\ell', at);
    case 'loss':
      return 'L';
  }
}

/** The symbol of a parameter or one of its elements, in layer number `layer`. */
export function parameterSymbol(
  notation: Notation,
  { symbol }: LayerParameter,
  at: Indices,
  layer: Latex,
): Latex {
  return indexed(notation, at.unit === undefined ? symbol.matrix : symbol.element, at, layer);
}

/** ∂L/∂x, or dx. */
export function gradientSymbol(notation: Notation, of: Latex, loss: Latex = 'L'): Latex {
  return notation.symbols === 'd' ? `d${of}` : `\\frac{\\partial ${loss}}{\\partial ${of}}`;
}

/** What δ and ∂L/∂a are derivatives of: L, or m L where they do not carry the 1/m of the batch's mean. */
export function sentLoss({ loss }: Network): Latex {
  return loss.gradientScale === 1 ? 'L' : '(m L)';
}

/** ℓ_k, for sums over the samples. */
export function lossOfEach({ notation }: Network): Latex {
  return withoutBraces(indexed(notation, '\\ell', { sample: 'k' }));
}

/** `\delta_j^{l}` for `\delta_{j}^{l}`: as general formulas write the one letter of an index. */
export function withoutBraces(latex: Latex): Latex {
  return latex.replace(/_\{([a-z])\}/g, '_$1');
}

/** The symbol of one number. */
export function cellSymbol(network: Network, cell: CellRef, view: SymbolView): Latex {
  const { quantity, layer = 'inputs' } = cell;
  switch (quantity) {
    case 'parameter':
      return parameterCell(network, cell);
    case 'parameterGradient':
      return parameterGradient(network, cell);
    case 'relativeGradient':
      return `${parameterGradient(network, cell)} \\div ${parameterCell(network, cell)}`;
    default:
      return quantitySymbol(network, quantity, layer, indicesOf(cell, view));
  }
}

/** Of one sample's part with its number: as an index of the loss, or of the gradient itself. */
function parameterGradient(network: Network, cell: CellRef): Latex {
  const { notation } = network;
  const sample = notation.symbols === 'd' ? ownSample(network, cell.sample) : undefined;
  return gradientSymbol(notation, parameterCell(network, cell, sample), partOfLoss(network, cell.sample));
}

function parameterCell(network: Network, cell: CellRef, sample?: Latex): Latex {
  const declared = network.layers[cell.layer ?? -1]?.rule.parameters[cell.parameter ?? ''];
  if (declared === undefined)
    throw new TypeError(`no parameter ${cell.parameter ?? ''} in layer ${cell.layer ?? ''}`);
  const unit = String(cell.column + 1);
  const at = declared.axes.length === 1 ? { unit } : { input: String(cell.row + 1), unit };
  return parameterSymbol(network.notation, declared, { ...at, sample }, layerNumber(cell.layer!));
}

/** L, or L_k for the part of L that sample k (from 0) makes, where there are several. */
export function partOfLoss(network: Network, sample: number | undefined): Latex {
  const own = ownSample(network, sample);
  return own === undefined ? 'L' : `L_{${own}}`;
}

/** The number of a sample (from 0) that is one of several. */
export function ownSample({ samples }: Network, sample: number | undefined): Latex | undefined {
  return sample === undefined || samples === 1 ? undefined : String(sample + 1);
}

function indicesOf({ quantity, row, column }: CellRef, view: SymbolView): Indices {
  const sample = view.sampleIndex ? String(row + 1) : undefined;
  switch (quantity) {
    case 'loss':
      return {};
    case 'sampleLoss':
      return { sample };
    default:
      return { sample, unit: String(column + 1) };
  }
}
