/** Every mistake, committed on purpose in random networks by a hand-written pass, is named; and right gradients never. */
import { describe, expect, it } from 'vitest';
import { mistakes } from '../../../src/inspector/comparison/mistakes';
import { activationNames, lossNames, Random, randomNetwork } from '../../engine/support/randomNetwork';
import { complete } from '../../../src/engine/computation';
import { buildNetwork } from '../../../src/engine/network';
import { run, type Run } from '../../../src/engine/run';
import type { Claim, Precision } from '../../../src/inspector/comparison/claim';
import {
  claimsOf,
  EVERYTHING,
  FLOAT32,
  FLOAT64,
  mistakeIds,
  modelText,
  ONLY_GRADIENTS,
  randomModel,
  SIX_DIGITS,
  WITH_DELTAS,
  written,
} from './support/committed';
import { handWrittenPass } from './support/handWrittenPass';
import { tryMistakes } from './support/hitRate';
import { runOf } from './support/runOf';
import { compareNow } from './support/compareNow';

/** Each mistake so often. */
const TIMES = 5;

describe('a mistake that was made', () => {
  it('is one of those that can be named', () => {
    expect(mistakeIds.toSorted()).toStrictEqual(Object.keys(mistakes).toSorted());
  });

  it.each([
    ['float64', FLOAT64, 1e-6],
    ['6 printed digits', SIX_DIGITS, 1e-2],
  ] as const)(
    'is named first, or fits as well as the first, in %s',
    (_name, precision, least) => {
      const missed = [...tryMistakes(3, TIMES * mistakeIds.length, precision, least)].filter(
        ({ isRight, id, tied }) => !isRight && !tied.includes(id),
      );
      expect(
        missed.map(({ mistake, named, model }) => ({ mistake, named, model: modelText(model) })),
      ).toStrictEqual([]);
    },
    120_000,
  );
});

describe('right gradients', () => {
  it.each([
    ['float64', FLOAT64],
    ['float32', FLOAT32],
    ['6 printed digits', SIX_DIGITS],
  ] as const)('written by hand, in %s, match', (_name, precision) => {
    const random = new Random(5);
    for (let i = 0; i < 100; i++) {
      const model = randomModel(random);
      const dumped = random.pick([ONLY_GRADIENTS, WITH_DELTAS, EVERYTHING]);
      const comparison = compareNow(
        runOf(modelText(model)),
        claimsOf(handWrittenPass(model), dumped, precision),
      );
      expect(comparison, modelText(model)).toMatchObject({ matches: true, conventions: [], diagnoses: [] });
    }
  });

  it.each([
    ['float64', FLOAT64],
    ['float32', FLOAT32],
    ['6 printed digits', SIX_DIGITS],
  ] as const)('of every loss and activation, in %s, match', (_name, precision) => {
    const random = new Random(6);
    for (const loss of lossNames) {
      for (const activation of activationNames) {
        const right = complete(run(buildNetwork(randomNetwork(random, loss, activation))));
        const { matches, quantities } = compareNow(right, ownClaims(right, precision));
        expect(matches, JSON.stringify({ loss, activation, quantities })).toBe(true);
      }
    }
  });
});

/** The run's own numbers, as they are written. */
function ownClaims({ network, forward, backward }: Run, precision: Precision): readonly Claim[] {
  return network.layers.flatMap(({ index: layer }) => {
    const { weights, biases } = backward.parameterGradients[layer]!;
    const given = {
      z: forward.preActivations[layer]!,
      a: forward.activations[layer]!,
      delta: backward.deltas[layer]!,
      ...(weights === undefined ? {} : { dW: weights }),
      ...(biases === undefined ? {} : { db: biases }),
    };
    return Object.entries(given).map(([quantity, { shape, data }]): Claim => {
      const values = Float64Array.from(data, (value) => written(value, precision));
      return { layer, quantity: quantity as Claim['quantity'], shape, values, precision };
    });
  });
}
