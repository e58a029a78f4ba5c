/** vanishing_gradient: ‖δ‖ fades on its way back. */
import * as l10n from '@vscode/l10n';
import { tellFlow, type Trend } from './flow';
import type { HealthRule } from './rule';

/**
 * A layer’s ‖δ‖ as a share of the output’s. Pascanu, Mikolov and Bengio (2013), “On the difficulty of training recurrent
 * neural networks”, show that it falls exponentially with the hops and name no bound. Glorot and Bengio (2010),
 * “Understanding the difficulty of training deep feedforward neural networks”, find a mean singular value of the Jacobian
 * of a hop of about 0.5 with the initialisation that trains badly, and 0.8 with their own: the bound is what ten hops at 0.5
 * leave, 2⁻¹⁰.
 */
export const VANISHED = 1e-3;

const SHRINKS: Trend = {
  sentence: (...parts) =>
    l10n.t(
      '{0} of {1} is {2} times the output’s. It shrinks most on the hop back to {3}, ×{4}: {5}.',
      ...parts,
    ),
  size: (factor) => -factor,
};

export const vanishingGradient: HealthRule = {
  id: 'vanishing_gradient',
  severity: 'notable',
  title: 'vanishing gradient',
  documentation:
    'A layer’s ‖δ‖ is less than a thousandth of the output’s: the hop that shrinks it most, and whether W or σ′ does it.',
  *find(examined) {
    const flow = yield* examined.flow();
    // A norm of exactly 0 has not faded: that is told as such.
    const alive = flow.filter(({ deltaNorm }) => deltaNorm > 0);
    const least = alive.reduce((a, b) => (b.deltaNorm < a.deltaNorm ? b : a), flow.at(-1)!);
    const hasVanished = least.deltaNorm < VANISHED * flow.at(-1)!.deltaNorm;
    return hasVanished ? [tellFlow(examined.run, flow, least, SHRINKS)] : [];
  },
};
