/** How often the first diagnosis is the mistake that was committed, over random networks. */
import { compareNow } from './compareNow';
import type { Precision } from '../../../../src/inspector/comparison/claim';
import { Random } from '../../../engine/support/randomNetwork';
import {
  claimsOf,
  type CommittedId,
  EVERYTHING,
  isVisible,
  mistakeIds,
  modelText,
  occasionFor,
  ONLY_GRADIENTS,
  randomModel,
  WITH_DELTAS,
} from './committed';
import { type HandMistake, type HandModel, handWrittenPass } from './handWrittenPass';
import { runOf } from './runOf';

export interface Tried {
  readonly id: CommittedId;
  readonly mistake: HandMistake;
  readonly model: HandModel;
  /** The first diagnosis, or "none". */
  readonly named: string;
  /** All that fit equally. */
  readonly tied: readonly string[];
  readonly isRight: boolean;
}

/** Mistakes that are reported of the whole pass. */
const OF_THE_PASS = new Set<CommittedId>([
  'sign_flipped',
  'not_averaged_over_batch',
  'averaged_twice',
  'loss_factor_missing',
  'gradient_accumulated',
  'bias_averaged',
  'bias_summed',
  'spurious_output_derivative',
  'softmax_jacobian_diagonal',
  'updated_weights_used',
]);

/**
 * Commits mistakes in networks of the seed, each kind in turn, and asks for the diagnosis.
 * @param least differences that are smaller, as a part of the largest number, are no visible mistake.
 */
export function* tryMistakes(
  seed: number,
  count: number,
  precision: Precision,
  least: number,
): Generator<Tried> {
  const random = new Random(seed);
  for (let done = 0; done < count;) {
    const id = mistakeIds[done % mistakeIds.length]!;
    const model = randomModel(random);
    const mistake = occasionFor(random, id, model);
    const dumped = random.pick([ONLY_GRADIENTS, WITH_DELTAS, WITH_DELTAS, EVERYTHING]);
    if (mistake === undefined) continue;
    const wrong = handWrittenPass(model, mistake);
    if (!isVisible(handWrittenPass(model), wrong, dumped, least)) continue;
    done++;
    const { diagnoses } = compareNow(runOf(modelText(model)), claimsOf(wrong, dumped, precision));
    const [first] = diagnoses;
    const layer = OF_THE_PASS.has(id) || !('layer' in mistake) ? null : `layer${mistake.layer + 1}`;
    const tied = diagnoses
      .filter(({ relativeError }) => relativeError === first?.relativeError)
      .map((diagnosis) => diagnosis.mistake);
    yield {
      ...{ id, mistake, model, tied },
      named: first?.mistake ?? 'none',
      isRight: first?.mistake === id && first.layer === layer,
    };
  }
}
