/** saturated_units: units of a squashing activation that stand where it is flat. */
import * as l10n from '@vscode/l10n';
import type { ActivationName } from '../../engine/activations';
import type { NetworkLayer } from '../../engine/network';
import type { Run } from '../../engine/run';
import { columnsOf, type Tensor } from '../../engine/tensor';
import { layerText } from '../naming';
import { factor } from '../numberText';
import { LOOK } from './examined';
import type { HealthRule, Told } from './rule';
import { numberList, percent } from './words';

/** Activations that are flat at both ends, with their largest slope. */
const LARGEST_SLOPES: Readonly<Partial<Record<ActivationName, number>>> = {
  sigmoid: 1 / 4,
  tanh: 1,
  hard_sigmoid: 1 / 6,
  softsign: 1,
};

/**
 * The share of its largest slope below which an activation is saturated: that of tanh at ±0.97, from where on Karpathy
 * (2022), “Building makemore, part 3: activations and gradients, BatchNorm”, counts it as saturated. That saturated units
 * learn slowly, if at all, is shown by Glorot and Bengio (2010), “Understanding the difficulty of training deep feedforward
 * neural networks”.
 */
const FLAT = 1 - 0.97 ** 2;

/** A unit is told of where it is saturated in more than this share of the batch: in most of it. Neither source names one. */
const MOST = 0.5;

export const saturatedUnits: HealthRule = {
  id: 'saturated_units',
  severity: 'notable',
  title: 'saturated units',
  documentation:
    'Units of sigmoid, tanh, hard sigmoid or softsign whose σ′ is below 5.9 % of its largest in more than half of the batch.',
  place: ({ layer = 0, column }) => ({ part: 'unit', layer, unit: column }),
  *find({ run }) {
    const told: Told[] = [];
    for (const layer of run.network.layers) {
      const slopes = run.backward.activationDerivatives[layer.index];
      const largest = LARGEST_SLOPES[layer.activation.name as ActivationName];
      if (slopes === undefined || largest === undefined) continue;
      const shares = flatShares(slopes, FLAT * largest);
      yield slopes.data.length * LOOK;
      const units = [...shares.keys()].filter((unit) => shares[unit]! > MOST);
      if (units.length > 0) told.push(tell(run, layer, units, shares, FLAT * largest));
    }
    return told;
  },
};

/** For each column the share of its numbers below a bound. */
function flatShares({ shape, data }: Tensor, bound: number): Float64Array {
  const n = columnsOf({ shape, data });
  const counts = new Float64Array(n);
  for (let i = 0; i < data.length; i++) if (data[i]! < bound) counts[i % n]!++;
  return counts.map((count) => (count * n) / data.length);
}

function tell(
  { network, backward }: Run,
  layer: NetworkLayer,
  units: readonly number[],
  shares: Float64Array,
  bound: number,
): Told {
  const worst = units.reduce((a, b) => (shares[b]! > shares[a]! ? b : a));
  const { index, units: n } = layer;
  const slopes = backward.activationDerivatives[index]!.data;
  const flat = Array.from({ length: network.samples }, (_, k) => k).reduce((a, b) =>
    slopes[b * n + worst]! < slopes[a * n + worst]! ? b : a,
  );
  const cell = { layer: index, row: flat, column: worst };
  const parts = [
    ...[units.length, n, layerText(network, index), numberList(units)],
    ...[factor(bound), percent(FLAT), worst + 1, percent(shares[worst]!)],
  ];
  return {
    sentence:
      units.length === 1
        ? l10n.t(
            '{0} of {1} units of {2} is saturated in more than half of the batch (unit {3}): σ′ is below {4}, {5} of its largest. Unit {6} is so in {7} of the batch.',
            ...parts,
          )
        : l10n.t(
            '{0} of {1} units of {2} are saturated in more than half of the batch (units {3}): σ′ is below {4}, {5} of its largest. Unit {6} is so in {7} of the batch.',
            ...parts,
          ),
    cells: [
      { quantity: 'activationDerivative', ...cell },
      { quantity: 'preActivation', ...cell },
    ],
  };
}
