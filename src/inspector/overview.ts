/** What the panel shows of a run before any matrix: layers, symbols, formulas, norms, the loss. */
import * as l10n from '@vscode/l10n';
import type { Arithmetic } from '../engine/arithmetic';
import { at, columnsOf, rowsOf } from '../engine/tensor';
import { matrixOf, readCell } from '../engine/cells';
import type { Network, NetworkLayer } from '../engine/network';
import type { Run } from '../engine/run';
import { layerNumber, parameterSymbol, quantitySymbol } from '../engine/symbols';
import type { Latex } from '../engine/term';
import type { ModelIssue } from '../model/modelIssue';
import { nameOfNotation } from './convention';
import { shortDigits } from './digits';
import {
  asFactor,
  flatGradient,
  flatUpstream,
  elementLoss,
  elementLossOf,
  fusedDelta,
  isBatch,
  lossDerivative,
  onScreen,
  scaleFactors,
  signFirst,
  slope,
  whole,
} from './formulas';
import { numberingOf, parameterGradient, sentBack } from './layerFormulas';
import { largestMagnitude, norm } from './statistics';
import type {
  LayerView,
  LossView,
  MatrixRef,
  Overview,
  ParameterView,
  RowView,
  Selection,
  Statistics,
} from './views';
import { zeroColumns } from './zeroColumns';

export interface RunInfo {
  readonly id: number;
  readonly milliseconds: number;
  readonly arithmetic: Arithmetic;
  readonly warnings: readonly ModelIssue[];
}

/** A matrix's statistics, where somebody has counted them already. */
export type KnownStatistics = (
  matrix: MatrixRef,
) => Pick<Statistics, 'maxAbs' | 'nans' | 'infinities'> | undefined;

export function overviewOf(run: Run, info: RunInfo, selection: Selection, known: KnownStatistics): Overview {
  const { network } = run;
  const { sample } = selection;
  if (sample !== undefined && sample >= network.samples) {
    throw new RangeError(`there is no sample ${sample + 1} in a batch of ${network.samples}`);
  }
  return {
    run: info.id,
    name: network.spec.name,
    dtype: network.spec.dtype,
    arithmetic: info.arithmetic,
    reduction: network.spec.reduction,
    notation: network.notation,
    convention: nameOfNotation(network.notation),
    samples: network.samples,
    sample: selection.sample,
    inputWidth: columnsOf(network.spec.inputs),
    loss: lossView(run, selection),
    layers: network.layers.map((layer) => layerView(run, layer, selection, known)),
    milliseconds: info.milliseconds,
    warnings: info.warnings,
  };
}

function lossView(run: Run, selection: Selection): LossView {
  const { network, forward } = run;
  const { rule } = network.loss;
  const output = network.layers.at(-1)!;
  const several = output.units > 1;
  const batch = isBatch(network, selection);
  const element = elementLoss(
    network,
    layerNumber(output.index),
    { sample: batch ? 'k' : undefined, unit: several ? 'j' : undefined },
    false,
  );
  const overOutputs = `${network.loss.outputScale === 1 ? '' : `\\frac{1}{${output.units}} `}${several ? '\\sum_j' : ''}`;
  const overSamples = `${network.loss.sampleScale === 1 ? '' : `\\frac{1}{${network.samples}} `}\\sum_k`;
  const classes = rule.targets === 'classes';
  const common = { title: l10n.t(rule.title), documentation: l10n.t(rule.documentation), classes };
  if (batch) {
    const cell = { quantity: 'loss', row: 0, column: 0 } as const;
    return {
      ...common,
      symbolic: `L = ${signFirst(`${overSamples} ${overOutputs}`.trim(), element)}`,
      value: forward.loss,
      cell,
    };
  }
  const sample = selection.sample ?? 0;
  const name =
    network.samples === 1
      ? 'L'
      : quantitySymbol(network, 'sampleLoss', 'inputs', { sample: `${sample + 1}` });
  const view: LossView = {
    ...common,
    symbolic: `${name} = ${signFirst(overOutputs, element)}`,
    value: at(forward.sampleLosses, sample, 0),
    cell: { quantity: 'sampleLoss', row: sample, column: 0 },
  };
  return several ? view : { ...view, substituted: substitutedLoss(run, sample) };
}

/** One output's loss with its numbers. */
function substitutedLoss(run: Run, sample: number): Latex {
  const layer = run.network.layers.length - 1;
  const a = readCell(run, { quantity: 'activation', layer, row: sample, column: 0 });
  const y = readCell(run, { quantity: 'target', row: sample, column: 0 });
  const written = [a, y].map((value) => {
    const digits = shortDigits(Number(value.toPrecision(4)));
    return value < 0 ? `(${digits})` : digits;
  });
  return elementLossOf(run.network, written[0]!, written[1]!);
}

function layerView(run: Run, layer: NetworkLayer, selection: Selection, known: KnownStatistics): LayerView {
  const { network, backward } = run;
  const { notation } = network;
  const batch = isBatch(network, selection);
  const numbering = numberingOf(layer);
  const l = numbering.layer;
  const shownBlock = (latex: Latex): Latex => rowLabel(network, latex, batch);
  const source = layer.inputs[0];
  const upstream = backward.upstreamGradients[layer.index];
  const parameters = Object.entries(layer.rule.parameters).flatMap(([name, declared]): ParameterView[] => {
    const tensor = layer.parameters[name];
    if (tensor === undefined) return [];
    const vector = declared.axes.length === 1;
    const shown = (latex: Latex): Latex => (vector ? latex : onScreen(notation, latex, 'parameter'));
    return [
      {
        name,
        symbol: shown(parameterSymbol(notation, declared, {}, l)),
        gradientSymbol: shown(flatGradient(network, declared, l, selection)),
        letter: declared.symbol.matrix.replace(/^\\/, ''),
        rows: rowsOf(tensor),
        columns: columnsOf(tensor),
        vector,
      },
    ];
  });
  return {
    index: layer.index,
    name: layer.name,
    type: layer.type,
    units: layer.units,
    inputWidth: layer.inputWidths[0] ?? 0,
    source: source === 'inputs' ? undefined : source,
    readers: layer.readers.map(({ layer: reader }) => reader),
    activation: {
      name: layer.activation.name,
      title: l10n.t(layer.activation.title),
      documentation: l10n.t(layer.activation.documentation),
      kind: layer.activation.kind,
    },
    parameters,
    rows: rowsAboveDelta(run, layer, batch),
    symbols: {
      z: shownBlock(whole(notation, 'z', l, batch)),
      a: shownBlock(whole(notation, 'a', l, batch)),
      delta: shownBlock(whole(notation, 'delta', l, batch)),
      upstream: shownBlock(flatUpstream(network, l, batch)),
      input: shownBlock(whole(notation, 'a', numbering.input, batch)),
    },
    formulas: {
      delta: `${whole(notation, 'delta', l, batch)} = ${deltaFormula(network, layer, batch)}`,
      parameterGradients: Object.fromEntries(
        parameters.map(({ name }) => [
          name,
          `${flatGradient(network, layer.rule.parameters[name]!, l, selection)} = ${parameterGradient(network, layer.rule, name, batch, numbering, false)}`,
        ]),
      ),
    },
    deltaNorm: norm(backward.deltas[layer.index]!, selection.sample),
    upstreamNorm: upstream === undefined ? undefined : norm(upstream, selection.sample),
    maxGradients: Object.fromEntries(
      parameters.map(({ name }) => [name, largestGradient(run, layer, name, selection, known)]),
    ),
    deadUnits: zeroColumns(backward.deltas[layer.index]!),
  };
}

/** Of largest magnitude; NaN where one is NaN. */
function largestGradient(
  run: Run,
  layer: NetworkLayer,
  parameter: string,
  { sample }: Selection,
  known: KnownStatistics,
): number {
  const all = { quantity: 'parameterGradient', layer: layer.index, parameter } as const;
  const matrix = sample === undefined ? all : { ...all, sample };
  const counted = known(matrix);
  if (counted === undefined) return largestMagnitude(matrixOf(run, matrix)!);
  if (counted.nans > 0) return NaN;
  return counted.infinities > 0 ? Infinity : counted.maxAbs;
}

function isOutput(network: Network, layer: NetworkLayer): boolean {
  return layer.index === network.layers.length - 1;
}

/** Whether δ of this layer was computed by loss and activation as one. */
function isFused(network: Network, layer: NetworkLayer): boolean {
  return isOutput(network, layer) && network.loss.fused !== undefined && !network.loss.fromLogits;
}

/** What arrives from above: from the loss at the output, else from every reader. */
function upstreamLabel(network: Network, layer: NetworkLayer, batch: boolean): Latex {
  const l = layerNumber(layer.index);
  if (isOutput(network, layer)) return lossDerivative(network, l, batch, false);
  const parts = layer.readers.map(({ layer: reader }) => {
    const { rule } = network.layers[reader]!;
    return sentBack(network, rule, batch, { input: l, layer: layerNumber(reader) });
  });
  return parts.length === 0 ? '0' : parts.join(' + ');
}

function deltaFormula(network: Network, layer: NetworkLayer, batch: boolean): Latex {
  const l = layerNumber(layer.index);
  if (isFused(network, layer)) return fusedDelta(network, l, batch, false);
  const upstream = upstreamLabel(network, layer, batch);
  if (layer.activation.kind === 'row') {
    return `J_{\\text{${layer.activation.title}}}^{\\mathsf{T}} ${asFactor(upstream)}`;
  }
  return `${asFactor(upstream)} \\odot ${slope(network.notation, l, batch)}`;
}

/** Of a block of rows that are samples. */
function rowLabel({ notation }: Network, latex: Latex, batch: boolean): Latex {
  return batch ? onScreen(notation, latex, 'batch') : latex;
}

function rowsAboveDelta(run: Run, layer: NetworkLayer, batch: boolean): readonly RowView[] {
  const { network } = run;
  const l = layerNumber(layer.index);
  if (isFused(network, layer)) return fusedRows(run, l, batch);
  const label = rowLabel(network, upstreamLabel(network, layer, batch), batch);
  const upstream = { quantity: 'upstreamGradient', label } as const;
  if (layer.activation.kind === 'row') return [{ ...upstream, operator: 'Jᵀ' }];
  return [
    {
      quantity: 'activationDerivative',
      label: rowLabel(network, slope(network.notation, l, batch), batch),
      operator: '',
    },
    { ...upstream, operator: '×' },
  ];
}

/** a − y, times the factors of the means; nothing where δ is not just that (log-probabilities, targets of other sums). */
function fusedRows(run: Run, l: string, batch: boolean): readonly RowView[] {
  const { network } = run;
  const { notation } = network;
  const { fused, deltaScale, outputScale } = network.loss;
  const n = columnsOf(network.targets);
  const sums = Array.from({ length: network.samples }, (_, k) => {
    let sum = 0;
    for (let j = 0; j < n; j++) sum += network.targets.data[k * n + j]!;
    return sum;
  });
  const plain = sums.every((sum) => fused?.rule.delta(2, 3, sum) === -1);
  if (!plain) return [];
  const scale = deltaScale * outputScale;
  const difference: RowView[] = [
    { quantity: 'activation', label: rowLabel(network, whole(notation, 'a', l, batch), batch), operator: '' },
    { quantity: 'target', label: rowLabel(network, whole(notation, 'y', l, batch), batch), operator: '−' },
  ];
  return scale === 1
    ? difference
    : [
        ...difference,
        { quantity: 'scale', value: scale, label: scaleFactors(network, false), operator: '×' },
      ];
}
