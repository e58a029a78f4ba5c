/** How each number of a run was made: from which others, by which rule. */
import { activationDerivative, activationValue } from './activations/evaluate';
import type { RowCells } from './activations/rule';
import type { CellRef, Quantity } from './cell';
import { readCell } from './cells';
import { bare } from './latex';
import type { LayerCells } from './layers/rule';
import type { NetworkLayer, Source } from './network';
import { type ParameterValues, pieceAt, type PiecewiseFormula, symbolic } from './rule';
import type { Run } from './run';
import { layerNumber, lossOfEach, parameterSymbol, quantitySymbol, type SymbolView } from './symbols';
import {
  add,
  cell,
  evaluate,
  exponential,
  formula,
  type Latex,
  number,
  oneOver,
  product,
  quotient,
  subtract,
  sum,
  type Term,
} from './term';
import { columnsOf } from './tensor';

/**
 * The making of one number; undefined where the model file gives it. The tree's leaves are numbers of the run with a
 * making of their own, down to inputs, targets and parameters.
 */
export function makingOf(run: Run, ref: CellRef, view: SymbolView): Term | undefined {
  const layer = run.network.layers[ref.layer ?? 0]!;
  switch (ref.quantity) {
    case 'input':
    case 'target':
    case 'parameter':
      return undefined;
    case 'preActivation':
      return layer.rule.explainPreActivation(layerCells(run, layer, view), ref.row, ref.column);
    case 'activation':
      return activationMaking(run, layer, ref, view);
    case 'activationDerivative':
      return derivativeMaking(layer, ref);
    case 'upstreamGradient':
      return upstreamMaking(run, layer, ref, view);
    case 'delta':
      return deltaMaking(run, layer, ref, view);
    case 'parameterGradient': {
      const samples =
        ref.sample === undefined ? Array.from({ length: run.network.samples }, (_, k) => k) : [ref.sample];
      const cells = layerCells(run, layer, view);
      const made = layer.rule.explainParameterGradient(
        cells,
        ref.parameter ?? '',
        samples,
        ref.row,
        ref.column,
      );
      const isWhole = run.network.loss.gradientScale === 1;
      return isWhole ? made : product(oneOver(run.network.samples, 'm'), made);
    }
    case 'relativeGradient':
      return quotient(cell({ ...ref, quantity: 'parameterGradient' }), parameterCell(ref));
    case 'sampleLoss':
      return sampleLossMaking(run, ref.row, view);
    case 'loss':
      return lossMaking(run);
  }
}

/** The parameter itself is no sample's. */
function parameterCell({ layer = 0, parameter = '', row, column }: CellRef): Term {
  return cell({ quantity: 'parameter', layer, parameter, row, column });
}

function of(quantity: Quantity, layer: number, row: number, column: number): Term {
  return cell({ quantity, layer, row, column });
}

/** A rule's formula over cells: all cases in symbols, the case that holds with numbers. */
export function byFormula(
  written: PiecewiseFormula,
  operands: readonly Term[],
  parameters: ParameterValues,
  value: (operands: readonly number[]) => number,
): Term {
  const names = Object.fromEntries(
    Object.entries(parameters).map(([name, x]): [string, Latex] => [name, String(x)]),
  );
  return {
    ...formula(
      operands,
      (latex, values) =>
        values === undefined
          ? symbolic(written, latex, names)
          : pieceAt(written, values, parameters).latex(latex, names),
      value,
    ),
    condition: ([first, ...others], values) =>
      pieceAt(written, values, parameters).when?.latex([bare(first!), ...others], names),
  };
}

function activationMaking(run: Run, layer: NetworkLayer, ref: CellRef, view: SymbolView): Term {
  const { activation, activationParameters: parameters, index } = layer;
  if (activation.kind === 'row') {
    return activation.explainValue(rowCells(run, layer, ref.row, view), ref.column);
  }
  const z = of('preActivation', index, ref.row, ref.column);
  return byFormula(activation.formula, [z], parameters, ([x]) => activationValue(activation, x!, parameters));
}

function derivativeMaking(layer: NetworkLayer, ref: CellRef): Term | undefined {
  const { activation, activationParameters: parameters, index } = layer;
  if (activation.kind === 'row') return undefined;
  const z = of('preActivation', index, ref.row, ref.column);
  const a = of('activation', index, ref.row, ref.column);
  return byFormula(activation.derivativeFormula, [z, a], parameters, ([x]) =>
    activationDerivative(activation, x!, parameters),
  );
}

/** ∂L/∂a: at the output from the loss, elsewhere what the readers send back. */
function upstreamMaking(run: Run, layer: NetworkLayer, ref: CellRef, view: SymbolView): Term {
  const { network } = run;
  const { rule, parameters, fromLogits } = network.loss;
  if (layer.index === network.layers.length - 1) {
    if (fromLogits) return fusedMaking(run, layer, ref.row, ref.column, view);
    const a = of('activation', layer.index, ref.row, ref.column);
    const y = cell({ quantity: 'target', row: ref.row, column: ref.column });
    const derivative = byFormula(rule.derivativeFormula, [a, y], parameters, ([x, t]) =>
      rule.derivative(x!, t!, parameters),
    );
    return scaled(run, derivative);
  }
  return sentBack(run, layer.readers, ref, view);
}

/** What layers send back to one number that they read. */
export function sentBack(
  run: Run,
  readers: NetworkLayer['readers'],
  { row, column }: Omit<CellRef, 'quantity'>,
  view: SymbolView,
): Term {
  const parts = readers.map(({ layer, source }) => {
    const reader = run.network.layers[layer]!;
    return reader.rule.explainInputGradient(layerCells(run, reader, view), source, row, column);
  });
  const [only] = parts;
  if (only === undefined) return number(0);
  return parts.length === 1 ? only : add(...parts);
}

function deltaMaking(run: Run, layer: NetworkLayer, at: CellRef, view: SymbolView): Term {
  const { network } = run;
  const output = layer.index === network.layers.length - 1;
  if (output && network.loss.fused !== undefined && !network.loss.fromLogits) {
    return fusedMaking(run, layer, at.row, at.column, view);
  }
  if (layer.activation.kind === 'row') {
    return layer.activation.explainDelta(rowCells(run, layer, at.row, view), at.column);
  }
  const ref = { quantity: 'upstreamGradient', layer: layer.index, row: at.row, column: at.column } as const;
  const made = upstreamMaking(run, layer, at, view);
  // The notes write δ by what its ∂L/∂a is made of: (Σ w δ) · σ′(z). Cases would not fit there.
  const upstream = isInline(run, layer) ? cell(ref, made) : cell(ref);
  return product(upstream, of('activationDerivative', layer.index, at.row, at.column));
}

function isInline({ network }: Run, layer: NetworkLayer): boolean {
  if (layer.index < network.layers.length - 1) return layer.readers.length > 0;
  return !network.loss.fromLogits && network.loss.rule.derivativeFormula.pieces.length === 1;
}

/** ∂L/∂z at the output by loss and activation as one. */
function fusedMaking(run: Run, layer: NetworkLayer, row: number, column: number, view: SymbolView): Term {
  const { fused, fromLogits } = run.network.loss;
  if (fused === undefined) throw new TypeError('the loss is not fused with an activation');
  const a = fromLogits
    ? probabilityMaking(run, layer, row, column, view)
    : of('activation', layer.index, row, column);
  const y = (unit: number): Term => cell({ quantity: 'target', row, column: unit });
  const { rule } = fused;
  const s = targetSum(run, row);
  const total = s === 1 ? number(1) : sum(layer.units, 'i', 'y_i', y);
  const written = formula(
    [a, y(column), total],
    (latex) => pieceAt(rule.deltaFormula, [NaN, NaN, s], {}).latex(latex, {}),
    ([p, t, all]) => rule.delta(p!, t!, all!),
  );
  return scaled(run, written);
}

function targetSum(run: Run, row: number): number {
  const { targets } = run.network;
  const n = columnsOf(targets);
  let total = 0;
  for (let j = 0; j < n; j++) total += targets.data[row * n + j]!;
  return total;
}

/** The probability that the loss makes of logits. */
function probabilityMaking(
  run: Run,
  layer: NetworkLayer,
  row: number,
  column: number,
  view: SymbolView,
): Term {
  const activation = run.network.loss.fused!.activation;
  const logit = (unit: number): Term => of('activation', layer.index, row, unit);
  if (activation.kind === 'elementwise') {
    return byFormula(activation.formula, [logit(column)], {}, ([x]) => activationValue(activation, x!, {}));
  }
  const cells = rowCells(run, layer, row, view);
  return activation.explainValue(
    { ...cells, preActivation: logit, symbol: (_quantity, unit) => cells.symbol('activation', unit) },
    column,
  );
}

/**
 * With the factors 1/m of the batch's mean and 1/n of the loss's mean over outputs, where there are any.
 * @param sampleScale what it carries of the batch's mean; as δ does if left out.
 */
export function scaled(run: Run, term: Term, sampleScale = run.network.loss.deltaScale): Term {
  const { samples, loss, layers } = run.network;
  const factors: Term[] = [];
  if (sampleScale !== 1) factors.push(oneOver(samples, 'm'));
  if (loss.outputScale !== 1) factors.push(oneOver(layers.at(-1)!.units, 'n'));
  return factors.length === 0 ? term : product(...factors, term);
}

function sampleLossMaking(run: Run, row: number, view: SymbolView): Term {
  const { network } = run;
  const output = network.layers.at(-1)!;
  const { rule, parameters, fused, outputScale } = network.loss;
  const operand = lossOperands(run, row, view);
  const element = (unit: number): Term => {
    const read = [operand(unit), cell({ quantity: 'target', row, column: unit })];
    return fused === undefined
      ? byFormula(rule.formula, read, parameters, ([x, t]) => rule.value(x!, t!, parameters))
      : byFormula(fused.rule.formula, read, {}, ([x, t]) => fused.rule.value(x!, t!));
  };
  const pattern = elementPattern(run, row, view);
  const total = output.units === 1 ? element(0) : sum(output.units, 'j', pattern, element);
  return outputScale === 1 || output.units === 1 ? total : product(oneOver(output.units, 'n'), total);
}

/** What the loss reads of each output of a sample beside y: a, or where loss and activation are one, what that reads. */
export function lossOperands(run: Run, row: number, view: SymbolView): (unit: number) => Term {
  const { fused, fromLogits } = run.network.loss;
  const { index } = run.network.layers.at(-1)!;
  const a = (unit: number): Term => of('activation', index, row, unit);
  const operand = fused?.rule.operand ?? 'activation';
  if (operand === 'activation') return a;
  const z = fromLogits ? a : (unit: number): Term => of('preActivation', index, row, unit);
  if (operand === 'preActivation') return z;
  const logSumExp = logSumExpMaking(run, row, z, view);
  return (unit) => subtract(z(unit), logSumExp);
}

/** ℓ_j in letters, of what it is computed from: an output, a probability made of logits, or z. */
function elementPattern(run: Run, row: number, view: SymbolView): Latex {
  const { network } = run;
  const output = network.layers.at(-1)!;
  const { rule, parameters, fused, fromLogits } = network.loss;
  const sample = view.sampleIndex ? String(row + 1) : undefined;
  const symbol = (quantity: 'target' | 'activation' | 'preActivation'): Latex =>
    quantitySymbol(network, quantity, output.index, { sample, unit: 'j' });
  const y = symbol('target');
  // Softmax reads the sample's row; the unit's index stands outside.
  const probability = (): Latex =>
    `\\text{softmax}(${quantitySymbol(network, 'activation', output.index, { sample })})_{j}`;
  if (fused?.rule.operand === 'preActivation') {
    return symbolic(fused.rule.formula, [symbol(fromLogits ? 'activation' : 'preActivation'), y], {});
  }
  if (fused?.rule.operand === 'activation')
    return symbolic(fused.rule.formula, [symbol('activation'), y], {});
  const variable = fromLogits && fused !== undefined ? probability() : symbol('activation');
  return symbolic(rule.formula, [variable, y], namesOf(parameters));
}

function namesOf(parameters: ParameterValues): Readonly<Record<string, Latex>> {
  return Object.fromEntries(Object.entries(parameters).map(([name, x]) => [name, String(x)]));
}

/** ln Σ e^{z}, shifted by the row's maximum as it is computed. */
function logSumExpMaking(run: Run, row: number, z: (unit: number) => Term, view: SymbolView): Term {
  const output = run.network.layers.at(-1)!;
  const cells = rowCells(run, output, row, view);
  const largest = Array.from({ length: output.units }, (_, unit) =>
    evaluate(z(unit), (ref) => readCell(run, ref)),
  );
  const maximum = number(
    largest.reduce((a, b) => Math.max(a, b), -Infinity),
    { symbol: 'z_{\\max}' },
  );
  const total = sum(output.units, 'i', `e^{${cells.symbol('preActivation', 'i')} - z_{\\max}}`, (i) =>
    exponential(subtract(z(i), maximum)),
  );
  return formula(
    [maximum, total],
    ([top, all]) => `${top!} + \\ln ${all!}`,
    ([top, all]) => top! + Math.log(all!),
  );
}

function lossMaking(run: Run): Term {
  const { samples, loss } = run.network;
  const each = (k: number): Term => cell({ quantity: 'sampleLoss', row: k, column: 0 });
  if (samples === 1) return each(0);
  const total = sum(samples, 'k', lossOfEach(run.network), each);
  return loss.sampleScale === 1 ? total : product(oneOver(samples, 'm'), total);
}

function inputCell(source: Source, sample: number, unit: number): Term {
  return source === 'inputs'
    ? cell({ quantity: 'input', row: sample, column: unit })
    : of('activation', source, sample, unit);
}

function layerCells(run: Run, layer: NetworkLayer, view: SymbolView): LayerCells {
  const { network } = run;
  return {
    units: layer.units,
    inputWidths: layer.inputWidths,
    parameters: layer.parameters,
    input: (source, sample, unit) => inputCell(layer.inputs[source]!, sample, unit),
    delta: (sample, unit) => of('delta', layer.index, sample, unit),
    parameter: (name, row, column) =>
      cell({ quantity: 'parameter', layer: layer.index, parameter: name, row, column }),
    symbol: (what) => {
      if ('parameter' in what) {
        const declared = layer.rule.parameters[what.parameter]!;
        const at = { input: what.row, unit: what.column };
        return parameterSymbol(network.notation, declared, at, layerNumber(layer.index));
      }
      const at = { sample: view.sampleIndex ? what.sample : undefined, unit: what.unit };
      return 'input' in what
        ? quantitySymbol(network, 'activation', layer.inputs[what.input]!, at)
        : quantitySymbol(network, 'delta', layer.index, at);
    },
  };
}

function rowCells(run: Run, layer: NetworkLayer, row: number, view: SymbolView): RowCells {
  const { index, units } = layer;
  const largest = (): number => {
    let maximum = -Infinity;
    for (let unit = 0; unit < units; unit++) {
      maximum = Math.max(
        maximum,
        readCell(run, { quantity: 'preActivation', layer: index, row, column: unit }),
      );
    }
    return maximum;
  };
  const sample = view.sampleIndex ? String(row + 1) : undefined;
  return {
    units,
    maximum: number(largest(), { symbol: 'z_{\\max}' }),
    preActivation: (unit) => of('preActivation', index, row, unit),
    activation: (unit) => of('activation', index, row, unit),
    upstreamGradient: (unit) => of('upstreamGradient', index, row, unit),
    symbol: (quantity, unit) => quantitySymbol(run.network, quantity, index, { sample, unit }),
  };
}
