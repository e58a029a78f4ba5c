/** rank_collapse: on its way back δ comes to point in one direction for all samples. */
import * as l10n from '@vscode/l10n';
import { deltaText, gradientText, layerText } from '../naming';
import { effectiveRank } from './gram';
import { largestIn } from './flow';
import type { HealthRule } from './rule';
import { samplesText } from './words';

/**
 * The share of ‖δ‖² in one direction from which on δ has collapsed. Daneshmand, Kohler, Bach, Hofmann and Lucchi (2020),
 * “Batch Normalization Provably Avoids Rank Collapse for Randomly Initialised Deep Networks”, show that the numerical rank
 * falls with depth and training with it; they name no bound.
 */
const ONE_DIRECTION = 0.95;

/** The effective rank of a matrix with that share in one direction and the rest in one other. */
const COLLAPSED = 1 / (ONE_DIRECTION ** 2 + (1 - ONE_DIRECTION) ** 2);

/** The effective rank that the output’s δ must have: from one direction nothing can collapse. */
const FULL = 2;

export const rankCollapse: HealthRule = {
  id: 'rank_collapse',
  severity: 'notable',
  title: 'rank collapse',
  documentation:
    'The output’s δ has two directions or more over the samples, a layer’s nearly one, with 95 % of ‖δ‖²: the first such layer, and whether W or σ′ makes it so.',
  *find(examined) {
    const { network, backward } = examined.run;
    const start = effectiveRank(yield* examined.gram(backward.deltas.at(-1)!));
    if (!(start >= FULL)) return [];
    for (const { index, activation } of network.layers.toReversed()) {
      const rank = effectiveRank(yield* examined.gram(backward.deltas[index]!));
      if (!(rank < COLLAPSED)) continue;
      const arriving = effectiveRank(yield* examined.gram(backward.upstreamGradients[index]!));
      const slope = activation.kind === 'row' ? l10n.t('the Jacobian') : 'σ′';
      const upstream = gradientText(network.notation, 'a');
      const cause =
        arriving < COLLAPSED
          ? l10n.t('W is to blame: {0} has {1}.', upstream, arriving.toFixed(2))
          : l10n.t('{0} is to blame: {1} still has {2}.', slope, upstream, arriving.toFixed(2));
      return [
        {
          sentence: l10n.t(
            '{0} of {1} points in nearly one direction for {2}: its effective rank is {3}, the output’s {4}. {5}',
            deltaText(network.notation),
            layerText(network, index),
            samplesText(network, examined.samples),
            rank.toFixed(2),
            start.toFixed(2),
            cause,
          ),
          cells: [largestIn(examined.run, { quantity: 'delta', layer: index })],
        },
      ];
    }
    return [];
  },
};
