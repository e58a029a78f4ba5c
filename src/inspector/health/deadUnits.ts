/** dead_units: units that pass no gradient back for any sample. */
import type { NetworkLayer } from '../../engine/network';
import type { Run } from '../../engine/run';
import { deltaText, gradientText } from '../naming';
import { zeroColumns } from '../zeroColumns';
import { LOOK } from './examined';
import type { HealthRule, Told } from './rule';
import { layerText, numberList, wholeBatch } from './words';

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
  const are = units.length === 1 ? 'is' : 'are';
  return {
    sentence: `${units.length} of ${layer.units} units of ${layerText(network, layer.index)} ${are} dead (${numberList(units)}): ${deltaText(network.notation)} is exactly 0 in ${wholeBatch(network)}, because ${cause}.`,
    cells: [first!, ...others],
  };
}

/** Whether the layer’s δ has anything to be made of. */
function arrives({ backward }: Run, { index }: NetworkLayer): boolean {
  const upstream = backward.upstreamGradients[index];
  const made = upstream ?? backward.deltas[index]!;
  return made.data.some((x) => x !== 0);
}

/** Which factor of a dead unit’s δ is 0. */
function causesIn({ network, backward }: Run, { index, activation }: NetworkLayer): (unit: number) => string {
  const upstream = backward.upstreamGradients[index];
  const slope = backward.activationDerivatives[index];
  if (upstream === undefined) return () => 'the loss is flat there';
  if (slope === undefined) return () => `the Jacobian of ${activation.title} leads nothing back`;
  const sent = gradientText(network.notation, 'a');
  const flat = new Set(zeroColumns(slope));
  const alone = new Set(zeroColumns(upstream));
  return (unit) => {
    if (flat.has(unit)) return 'σ′ is 0 in each of them';
    if (alone.has(unit)) return `nothing arrives: ${sent} is 0 in each of them`;
    return `σ′ or ${sent} is 0 in each of them, or their product too small for a number`;
  };
}
