/** Where on its way back the gradient changes most, and whether W or σ′ does it. */
import * as l10n from '@vscode/l10n';
import { matrixOf } from '../../engine/cells';
import type { Network } from '../../engine/network';
import type { Run } from '../../engine/run';
import { type FlowLayer, hopFactors, type HopFactors } from '../hops';
import { deltaText, layerText } from '../naming';
import { factor } from '../numberText';
import { find } from '../search';
import type { CellRef, MatrixRef } from '../views';
import type { Told } from './rule';

/** Which way ‖δ‖ goes. */
export interface Trend {
  /** ‖δ‖, the layer of which it is told, its share of the output’s; the layer of the worst hop, its factor, what is to blame. */
  readonly sentence: (...parts: readonly [string, string, string, string, string, string]) => string;
  /** Factors that are more to blame are larger in it. */
  readonly size: (factor: number) => number;
}

/** @param end the layer whose ‖δ‖ is meant. */
export function tellFlow(
  run: Run,
  flow: readonly FlowLayer[],
  end: FlowLayer,
  { sentence, size }: Trend,
): Told {
  const { network } = run;
  const hops = hopFactors(flow);
  const worst = [...wayTo(flow, end.index)]
    .filter((index) => hops.has(index))
    .reduce((a, b) => (size(stretch(hops.get(b)!)) > size(stretch(hops.get(a)!)) ? b : a), end.index);
  const hop = hops.get(worst)!;
  const { transport, slope } = hop;
  const isSlope = size(slope) >= size(transport);
  const slopeText = network.layers[worst]!.activation.kind === 'row' ? l10n.t('the Jacobian') : 'σ′';
  const bySlope = [slopeText, factor(slope)] as const;
  const byWeights = ['W', factor(transport)] as const;
  return {
    sentence: sentence(
      `‖${deltaText(network.notation)}‖`,
      layerText(network, end.index),
      factor(end.deltaNorm / flow.at(-1)!.deltaNorm),
      layerText(network, worst),
      factor(stretch(hop)),
      l10n.t(
        '{0} (×{1}) is to blame ({2} ×{3})',
        ...(isSlope ? ([...bySlope, ...byWeights] as const) : ([...byWeights, ...bySlope] as const)),
      ),
    ),
    cells: [
      largestIn(run, { quantity: 'delta', layer: worst }),
      ...causes(network, worst, isSlope).map((ref) => largestIn(run, ref)),
    ],
  };
}

function stretch({ transport, slope }: HopFactors): number {
  return transport * slope;
}

/** The layers that the gradient passes from the output to this one, both included. */
function wayTo(flow: readonly FlowLayer[], index: number): ReadonlySet<number> {
  const way = new Set([index]);
  for (const passed of way) for (const reader of flow[passed]!.readers) way.add(reader);
  return way;
}

/** σ′ of the layer, or the weights that lead out of it. */
function causes({ layers }: Network, index: number, isSlope: boolean): readonly MatrixRef[] {
  const { activation, readers } = layers[index]!;
  if (isSlope) return activation.kind === 'row' ? [] : [{ quantity: 'activationDerivative', layer: index }];
  return readers
    .filter(({ layer }) => layers[layer]!.parameters['weights'] !== undefined)
    .map(({ layer }) => ({ quantity: 'parameter', layer, parameter: 'weights' }));
}

/** The number of largest magnitude. */
export function largestIn(run: Run, ref: MatrixRef): CellRef {
  const place = find(matrixOf(run, ref)!, { matrix: ref, what: 'largest' });
  return { ...ref, row: place?.row ?? 0, column: place?.column ?? 0 };
}
