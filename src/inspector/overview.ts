/** What the panel shows of a run before any matrix: layers, symbols, formulas, norms, the loss. */
import type { Arithmetic } from '../engine/arithmetic';
import { at, columnsOf } from '../engine/tensor';
import { matrixOf, readCell } from '../engine/cells';
import type { NetworkLayer } from '../engine/network';
import type { Run } from '../engine/run';
import { layerNumber } from '../engine/symbols';
import type { Latex } from '../engine/term';
import type { ModelIssue } from '../model/modelIssue';
import { nameOfNotation } from './convention';
import { shortDigits } from './digits';
import { elementLossOf, isBatch, scaleFactors, slope, whole } from './formulas';
import { isFused, networkLayerView, networkLossView, rowLabel, upstreamLabel } from './networkViews';
import { largestMagnitude, norm } from './statistics';
import type { LayerView, LossView, MatrixRef, Overview, RowView, Selection, Statistics } from './views';
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
  const told = networkLossView(network, selection);
  if (told.cell.quantity === 'loss') return { ...told, value: forward.loss };
  const sample = told.cell.row;
  const view = { ...told, value: at(forward.sampleLosses, sample, 0) };
  const several = network.layers.at(-1)!.units > 1;
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
  const view = networkLayerView(network, layer, selection);
  const upstream = backward.upstreamGradients[layer.index];
  return {
    ...view,
    rows: rowsAboveDelta(run, layer, isBatch(network, selection)),
    deltaNorm: norm(backward.deltas[layer.index]!, selection.sample),
    upstreamNorm: upstream === undefined ? undefined : norm(upstream, selection.sample),
    maxGradients: Object.fromEntries(
      view.parameters.map(({ name }) => [name, largestGradient(run, layer, name, selection, known)]),
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
