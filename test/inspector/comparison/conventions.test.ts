/** Conventions are recognised from the numbers, in right gradients and beside a mistake, and are no mistakes. */
import { describe, expect, it } from 'vitest';
import type { Claim } from '../../../src/inspector/comparison/claim';
import type { ConventionId } from '../../../src/inspector/comparison/conventions/convention';
import { Random } from '../../engine/support/randomNetwork';
import { claimsOf, FLOAT64, modelText, randomModel, WITH_DELTAS } from './support/committed';
import { type HandMistake, type HandModel, handWrittenPass } from './support/handWrittenPass';
import { runOf } from './support/runOf';
import { compareNow } from './support/compareNow';

/** A claim as somebody with the convention writes it. */
const WRITTEN: { readonly [C in ConventionId]: (claim: Claim, model: HandModel) => Claim } = {
  samples_in_columns: (claim) => (isOfSamples(claim) ? turned(claim) : claim),
  layout_out_in: (claim) => (claim.quantity === 'dW' ? turned(claim) : claim),
  bias_column: (claim) => (claim.quantity === 'db' ? { ...claim, shape: [claim.shape[0]!, 1] } : claim),
  delta_without_reduction: (claim, { inputs }) =>
    claim.quantity === 'delta' ? scaled(claim, inputs.length) : claim,
  delta_without_loss_factor: (claim, { layers }) =>
    claim.quantity === 'delta' ? scaled(claim, layers.at(-1)!.biases.length / 2) : claim,
};

const isOfSamples = ({ quantity }: Claim): boolean => ['z', 'a', 'delta'].includes(quantity);

function turned(claim: Claim): Claim {
  const [m, n] = claim.shape as [number, number];
  return {
    ...claim,
    shape: [n, m],
    values: claim.values.map((_, i) => claim.values[(i % m) * n + Math.floor(i / m)]!),
  };
}

function scaled(claim: Claim, factor: number): Claim {
  return { ...claim, values: claim.values.map((value) => factor * value) };
}

/** Models in which each convention shows: a mean squared error over several samples, whose factor 2/n is not 1. */
function* models(count: number): Generator<HandModel> {
  const random = new Random(11);
  for (let found = 0; found < count;) {
    const model = randomModel(random);
    const { layers, loss, reduction, inputs } = model;
    const factor = layers.at(-1)!.biases.length / 2;
    if (loss !== 'mean_squared_error' || reduction !== 'mean' || layers.length < 2) continue;
    if (inputs.length < 3 || factor === 1 || factor === inputs.length) continue;
    found++;
    yield model;
  }
}

const SETS: readonly (readonly ConventionId[])[] = [
  ['samples_in_columns'],
  ['layout_out_in'],
  ['bias_column'],
  ['delta_without_reduction'],
  ['delta_without_loss_factor'],
  ['samples_in_columns', 'layout_out_in', 'delta_without_reduction'],
  ['layout_out_in', 'bias_column'],
];

describe.each(SETS.map((set) => [set] as const))('%j', (set) => {
  const inConvention = (claims: readonly Claim[], model: HandModel): readonly Claim[] =>
    claims.map((claim) => set.reduce((c, id) => WRITTEN[id](c, model), claim));

  it('is recognised', () => {
    for (const model of models(10)) {
      const claims = inConvention(claimsOf(handWrittenPass(model), WITH_DELTAS, FLOAT64), model);
      const { matches, conventions } = compareNow(runOf(modelText(model)), claims);
      expect({ matches, conventions: conventions.map(({ id }) => id) }, modelText(model)).toStrictEqual({
        matches: true,
        conventions: set,
      });
    }
  });

  it('does not hide a mistake', () => {
    for (const model of models(6)) {
      const mistake: HandMistake = { id: 'missing_activation_derivative', layer: 0 };
      const claims = inConvention(claimsOf(handWrittenPass(model, mistake), WITH_DELTAS, FLOAT64), model);
      const { conventions, diagnoses } = compareNow(runOf(modelText(model)), claims);
      expect(
        conventions.map(({ id }) => id),
        modelText(model),
      ).toStrictEqual(set);
      expect(diagnoses[0]).toMatchObject({ mistake: mistake.id, layer: 'layer1' });
    }
  });
});

it('a column for db is part of samples in columns', () => {
  for (const model of models(3)) {
    const claims = claimsOf(handWrittenPass(model), WITH_DELTAS, FLOAT64).map((claim) =>
      WRITTEN.bias_column(WRITTEN.samples_in_columns(claim, model), model),
    );
    const { conventions } = compareNow(runOf(modelText(model)), claims);
    expect(conventions.map(({ id }) => id)).toStrictEqual(['samples_in_columns']);
  }
});
