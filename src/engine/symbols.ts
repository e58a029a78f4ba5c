/** The notes' symbol of every number: δ_j^l, w_ij^l, ∂L/∂w_ij^l, …; indices and layers count from 1, inputs are layer 0. */
import type { CellRef, Quantity } from './cell';
import type { Network, Source } from './network';
import type { Latex } from './term';

/** Whether symbols carry the sample's index: when several samples are on screen at once. */
export interface SymbolView {
  readonly sampleIndex: boolean;
}

/** `a_{12}^{3}`, with a comma where an index has more than one character. */
export function indexed(base: Latex, indices: readonly Latex[], layer?: Latex): Latex {
  const long = indices.some((index) => index.length > 1);
  const sub = indices.length === 0 ? '' : `_{${indices.join(long ? ',' : '')}}`;
  return `${base}${sub}${layer === undefined ? '' : `^{${layer}}`}`;
}

/** A layer's number in the notes' counting. */
export function layerNumber(source: Source): string {
  return source === 'inputs' ? '0' : String(source + 1);
}

/** The symbol of a matrix or an element with the given indices, in layer number `layer`. */
export function quantitySymbol(
  network: Network,
  quantity: Quantity,
  layer: Source,
  parameter: string | undefined,
  indices: readonly Latex[],
): Latex {
  const l = layerNumber(layer);
  switch (quantity) {
    case 'input':
      return indexed('a', indices, '0');
    case 'target':
      return indexed('y', indices);
    case 'preActivation':
      return indexed('z', indices, l);
    case 'activation':
      return indexed('a', indices, l);
    case 'activationDerivative':
      return `\\sigma'(${indexed('z', indices, l)})`;
    case 'upstreamGradient':
      return partial(indexed('a', indices, l));
    case 'delta':
      return indexed('\\delta', indices, l);
    case 'parameter':
    case 'parameterGradient': {
      const symbol = parameterSymbol(network, layer, parameter, indices);
      return quantity === 'parameter' ? symbol : partial(symbol);
    }
    case 'relativeGradient':
      return relative(parameterSymbol(network, layer, parameter, indices), 'L');
    case 'sampleLoss':
      return indexed('\\ell', indices);
    case 'loss':
      return 'L';
  }
}

function parameterSymbol(
  network: Network,
  layer: Source,
  parameter: string | undefined,
  indices: readonly Latex[],
): Latex {
  const declared = layer === 'inputs' ? undefined : network.layers[layer]?.rule.parameters[parameter ?? ''];
  if (declared === undefined) throw new TypeError(`no parameter ${parameter ?? ''} in layer ${layer}`);
  const base = indices.length === 0 ? declared.symbol.matrix : declared.symbol.element;
  return indexed(base, indices, layerNumber(layer));
}

function partial(of: Latex, loss: Latex = 'L'): Latex {
  return `\\frac{\\partial ${loss}}{\\partial ${of}}`;
}

/** ∂L/∂w ÷ w. */
function relative(parameter: Latex, loss: Latex): Latex {
  return `${partial(parameter, loss)} \\div ${parameter}`;
}

/** The symbol of one number. */
export function cellSymbol(network: Network, cell: CellRef, view: SymbolView): Latex {
  const { quantity, parameter } = cell;
  const layer = cell.layer ?? 'inputs';
  const indices = indicesOf(network, cell, view);
  const isGradient = quantity === 'parameterGradient' || quantity === 'relativeGradient';
  if (isGradient && cell.sample !== undefined) {
    const symbol = parameterSymbol(network, layer, parameter, indices);
    const loss = partOfLoss(network, cell.sample);
    return quantity === 'parameterGradient' ? partial(symbol, loss) : relative(symbol, loss);
  }
  return quantitySymbol(network, quantity, layer, parameter, indices);
}

/** L, or L_k for the part of L that sample k (from 0) makes, where there are several. */
export function partOfLoss(network: Network, sample: number | undefined): Latex {
  return sample === undefined || network.samples === 1 ? 'L' : `L_{${sample + 1}}`;
}

function indicesOf(network: Network, cell: CellRef, view: SymbolView): readonly Latex[] {
  const row = String(cell.row + 1);
  const column = String(cell.column + 1);
  switch (cell.quantity) {
    case 'loss':
      return [];
    case 'sampleLoss':
      return view.sampleIndex ? [row] : [];
    case 'parameter':
    case 'parameterGradient':
    case 'relativeGradient': {
      const axes = network.layers[cell.layer ?? 0]?.rule.parameters[cell.parameter ?? '']?.axes;
      return axes?.length === 1 ? [column] : [row, column];
    }
    default:
      return view.sampleIndex ? [row, column] : [column];
  }
}
