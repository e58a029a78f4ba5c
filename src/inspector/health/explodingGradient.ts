/** exploding_gradient: ‖δ‖ grows on its way back. */
import * as l10n from '@vscode/l10n';
import { tellFlow, type Trend } from './flow';
import type { HealthRule } from './rule';
import { VANISHED } from './vanishingGradient';

/**
 * A layer’s ‖δ‖ as a multiple of the output’s: as far up as a vanishing one is down. Pascanu, Mikolov and Bengio (2013), “On
 * the difficulty of training recurrent neural networks”, show that it grows exponentially with the hops and name no bound.
 */
const EXPLODED = 1 / VANISHED;

const GROWS: Trend = {
  sentence: (...parts) =>
    l10n.t(
      '{0} of {1} is {2} times the output’s. It grows most on the hop back to {3}, ×{4}: {5}.',
      ...parts,
    ),
  size: (factor) => factor,
};

export const explodingGradient: HealthRule = {
  id: 'exploding_gradient',
  severity: 'notable',
  title: 'exploding gradient',
  documentation:
    'A layer’s ‖δ‖ is more than a thousand times the output’s: the hop that grows it most, and whether W or σ′ does it.',
  *find(examined) {
    const flow = yield* examined.flow();
    const output = flow.at(-1)!.deltaNorm;
    const most = flow.reduce((a, b) => (b.deltaNorm > a.deltaNorm ? b : a), flow.at(-1)!);
    const hasExploded = output > 0 && Number.isFinite(most.deltaNorm) && most.deltaNorm > EXPLODED * output;
    return hasExploded ? [tellFlow(examined.run, flow, most, GROWS)] : [];
  },
};
