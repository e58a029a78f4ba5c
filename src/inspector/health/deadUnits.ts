/** dead_units: units that pass no gradient back for any sample. */
import * as l10n from '@vscode/l10n';
import type { NetworkLayer } from '../../engine/network';
import type { Run } from '../../engine/run';
import { deltaText, gradientText, layerText } from '../naming';
import { zeroColumns } from '../zeroColumns';
import { LOOK } from './examined';
import type { HealthRule, Told } from './rule';
import { inWholeBatch, numberList } from './words';

/** Cells that lead to units; further ones are named in the sentence. */
const MOST_CELLS = 8;

/**
 * The share of the batch in which δ is exactly 0: all of it. Lu, Shin, Su and Karniadakis (2020), “Dying ReLU and
 * Initialization: Theory and Numerical Examples”, call a unit dead that gives 0 for any input.
 */
export const deadUnits: HealthRule = {
  id: 'dead_units',
  severity: 'notable',
  title: 'dead units',
  documentation: 'Units whose δ is exactly 0 for every sample of the batch, and which factor of it is 0.',
  place: ({ layer = 0, column }) => ({ part: 'unit', layer, unit: column }),
  *find({ run }) {
    const told: Told[] = [];
    for (const layer of run.network.layers) {
      const delta = run.backward.deltas[layer.index]!;
      const dead = zeroColumns(delta);
      yield delta.data.length * LOOK;
      // Where nothing arrives at the whole layer the cause is above it.
      if (dead.length === 0 || !arrives(run, layer)) continue;
      const causeOf = causesIn(run, layer);
      const causes = Array.from(dead, causeOf);
      for (const cause of new Set(causes)) {
        const units = [...dead].filter((_, i) => causes[i] === cause);
        told.push(tell(run, layer, units, cause));
      }
    }
    return told;
  },
};

function tell(run: Run, layer: NetworkLayer, units: readonly number[], cause: string): Told {
  const { network } = run;
  const [first, ...others] = units
    .slice(0, MOST_CELLS)
    .map((column) => ({ quantity: 'delta', layer: layer.index, row: 0, column }) as const);
  const parts = [
    ...[units.length, layer.units, layerText(network, layer.index), numberList(units)],
    ...[deltaText(network.notation), inWholeBatch(network), cause],
  ];
  return {
    sentence:
      units.length === 1
        ? l10n.t('{0} of {1} units of {2} is dead ({3}): {4} is exactly 0 {5}, {6}.', ...parts)
        : l10n.t('{0} of {1} units of {2} are dead ({3}): {4} is exactly 0 {5}, {6}.', ...parts),
    cells: [first!, ...others],
  };
}

/** Whether the layer’s δ has anything to be made of. */
function arrives({ backward }: Run, { index }: NetworkLayer): boolean {
  const upstream = backward.upstreamGradients[index];
  const made = upstream ?? backward.deltas[index]!;
  return made.data.some((x) => x !== 0);
}

/** Which factor of a dead unit’s δ is 0: "because …". */
function causesIn({ network, backward }: Run, { index, activation }: NetworkLayer): (unit: number) => string {
  const upstream = backward.upstreamGradients[index];
  const slope = backward.activationDerivatives[index];
  if (upstream === undefined) return () => l10n.t('because the loss is flat there');
  if (slope === undefined)
    return () => l10n.t('because the Jacobian of {0} leads nothing back', l10n.t(activation.title));
  const sent = gradientText(network.notation, 'a');
  const flat = new Set(zeroColumns(slope));
  const alone = new Set(zeroColumns(upstream));
  return (unit) => {
    if (flat.has(unit)) return l10n.t('because σ′ is 0 in each of them');
    if (alone.has(unit)) return l10n.t('because nothing arrives: {0} is 0 in each of them', sent);
    return l10n.t('because σ′ or {0} is 0 in each of them, or their product too small for a number', sent);
  };
}
