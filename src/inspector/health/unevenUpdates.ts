/** uneven_updates: layers whose relative updates are so far apart that no one learning rate suits them. */
import * as l10n from '@vscode/l10n';
import type { NetworkLayer } from '../../engine/network';
import type { Run } from '../../engine/run';
import { layerText } from '../naming';
import { shortNumber } from '../numberText';
import { norm } from '../statistics';
import { LOOK } from './examined';
import { largestIn } from './flow';
import type { HealthRule, Told } from './rule';

/**
 * ‖η ∂L/∂W‖ / ‖W‖ that is good: “somewhere around 1e-3”, by the notes of Stanford’s CS231n (2015 and later, Karpathy and
 * others), “Neural Networks Part 3: Learning and Evaluation”.
 */
const GOOD = 1e-3;

/**
 * A model has no learning rate η, so what is judged is whether there is a good one: around 10⁻³ is read as 10⁻⁴ to 10⁻². Two
 * layers are in that range together for some η exactly where their ratios differ by no more than this.
 */
const APART = 100;

/** A matrix of weights with the learning rate that is good for it. */
interface Rated {
  readonly layer: NetworkLayer;
  readonly rate: number;
}

export const unevenUpdates: HealthRule = {
  id: 'uneven_updates',
  severity: 'notable',
  title: 'uneven updates',
  documentation:
    'The learning rates at which two layers’ weights would change by a thousandth are more than 100 times apart: no one rate suits both.',
  *find({ run }) {
    const rated: Rated[] = [];
    for (const layer of run.network.layers) {
      const weights = layer.parameters['weights'];
      if (weights === undefined) continue;
      const gradient = norm(run.backward.parameterGradients[layer.index]!['weights']!, undefined);
      yield weights.data.length * LOOK;
      const rate = (GOOD * norm(weights, undefined)) / gradient;
      yield weights.data.length * LOOK;
      // Weights or gradients of 0 ask for no rate at all.
      if (rate > 0 && rate < Infinity) rated.push({ layer, rate });
    }
    const [slowest, ...others] = rated.toSorted((a, b) => b.rate - a.rate);
    const fastest = others.at(-1);
    if (slowest === undefined || fastest === undefined) return [];
    return slowest.rate > APART * fastest.rate ? [tell(run, slowest, fastest)] : [];
  },
};

function tell(run: Run, slowest: Rated, fastest: Rated): Told {
  const cell = ({ layer }: Rated) =>
    largestIn(run, { quantity: 'parameterGradient', layer: layer.index, parameter: 'weights' });
  return {
    sentence: l10n.t(
      'No one learning rate suits all layers: W of {0} would change by 10⁻³ of itself at a rate of {1}, W of {2} at {3}: {4} times apart.',
      layerText(run.network, slowest.layer.index),
      shortNumber(slowest.rate),
      layerText(run.network, fastest.layer.index),
      shortNumber(fastest.rate),
      shortNumber(slowest.rate / fastest.rate),
    ),
    cells: [cell(slowest), cell(fastest)],
  };
}
