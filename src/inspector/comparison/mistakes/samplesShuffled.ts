/** samples_shuffled: rows are in another order than the batch's: of the inputs, the targets, or δ beside a. */
import * as l10n from '@vscode/l10n';
import type { Network } from '../../../engine/network';
import { type Estimate, rowsAt } from '../estimate';
import { displacedBy, type Order, orderOfRows, orderOfSum, shifted } from '../orders';
import type { Deviation, Pass, Step } from '../pass';
import type { Given, PassRules } from '../passRules';
import { byOtherRules, type Divergence, type Hypothesis, type Mistake, ofForward } from './mistake';

/** What is in another order. */
type Shuffled = 'samples' | 'inputs' | 'targets' | 'z' | 'a' | 'delta' | 'pairs';

/** Sentences without their full stop. */
const WHAT: { readonly [S in Shuffled]: (where: string) => string } = {
  samples: () => l10n.t('The samples are in another order than in the model’s batch'),
  inputs: () => l10n.t('The inputs are in another order than the targets'),
  targets: () => l10n.t('The targets are in another order than the inputs'),
  z: (where) => l10n.t('The rows of z of {0} are in another order than those of its input', where),
  a: (where) => l10n.t('The rows of a of {0} are in another order than those of its z', where),
  delta: (where) => l10n.t('The rows of δ of {0} are in another order than the samples', where),
  pairs: (where) =>
    l10n.t(
      'In the weights’ gradient of {0} the rows of δ are in another order than those of the input',
      where,
    ),
};

/** Longer orders are not written out. */
const WRITTEN = 12;

export const samplesShuffled: Mistake = {
  id: 'samples_shuffled',
  formula:
    '\\frac{\\partial L}{\\partial W^{l}} = \\textstyle\\sum_k a_k^{l-1} (\\delta_{\\boxed{\\pi(k)}}^{l})^{\\mathsf{T}}',
  sentence: (where, { what, order }) => {
    const shuffled = WHAT[what as Shuffled](where);
    return order === undefined
      ? l10n.t({ message: '{0}.', args: [shuffled], comment: ['a sentence with its full stop'] })
      : l10n.t('{0}: row by row they are those of samples {1}.', shuffled, order);
  },
  applies: ({ samples }) => samples > 1,
  *hypotheses(divergence) {
    switch (divergence.step.quantity) {
      case 'z':
      case 'a':
        yield* ofForwardRows(divergence);
        break;
      case 'delta':
        yield* ofDelta(divergence);
        break;
      case 'dW':
      case 'db':
        yield* ofGradient(divergence);
    }
  },
};

function* ofForwardRows({ pass, step, claim }: Divergence): Generator<Hypothesis> {
  const right = pass.byRule(step);
  const order = orderOfRows(claim, (shift) => shifted(right, shift));
  if (order === undefined) return;
  yield ofBatch('samples', order, pass.rules);
  yield ofBatch('inputs', order, pass.rules);
  yield ofStep(step.quantity === 'z' ? 'z' : 'a', order, step);
}

function* ofDelta({ pass, step, claim }: Divergence): Generator<Hypothesis> {
  const right = pass.byRule(step);
  const order = orderOfRows(claim, (shift) => shifted(right, shift));
  if (order !== undefined) {
    yield ofBatch('samples', order, pass.rules);
    yield ofStep('delta', order, step);
  }
  if (step.layer !== outputOf(pass.rules.network)) return;
  const withTargets = shiftingTargets(pass);
  const ofTargets = orderOfRows(claim, withTargets);
  if (ofTargets !== undefined) yield ofBatch('targets', ofTargets, pass.rules);
  // a of a sample and y of the row is what y before it is beside a, moved to the row.
  const m = claim.rows;
  const ofInputs = orderOfRows(claim, (shift) => shifted(withTargets((m - shift) % m), shift));
  if (ofInputs !== undefined) yield ofBatch('inputs', ofInputs, pass.rules);
}

function* ofGradient({ pass, step, claim, suspects }: Divergence): Generator<Hypothesis> {
  const { rules } = pass;
  const { tolerance } = pass.byRule(step);
  const read = step.quantity === 'dW' ? pass.input(pass.layer(step.layer)) : ones(rules.network.samples);
  if (suspects.length > 0 && step.layer === outputOf(rules.network)) {
    const order = orderOfSum(claim, read, shiftingTargets(pass), tolerance);
    if (order !== undefined) yield ofBatch('targets', order, rules);
  }
  if (step.quantity === 'db') return;
  const delta = pass.delta(step.layer);
  const order = orderOfSum(claim, read, (shift) => shifted(delta, shift), tolerance);
  if (order === undefined) return;
  for (const layer of [step.layer, null]) yield supposedOf('pairs', order, layer, pairedIn(layer, order));
  if (suspects.length > 0) yield ofStep('delta', order, { ...step, quantity: 'delta' });
}

/** δ of the output with the targets moved on. */
function shiftingTargets(pass: Pass): (shift: number) => Estimate {
  const { rules } = pass;
  const step: Step = { layer: outputOf(rules.network), quantity: 'delta' };
  return (shift) => pass.byRule(step, rules.with({ targets: shifted(rules.given.targets, shift) }));
}

function outputOf({ layers }: Network): number {
  return layers.length - 1;
}

function ones(rows: number): Estimate {
  return { rows, columns: 1, values: new Float64Array(rows).fill(1), tolerance: new Float64Array(rows) };
}

/** The whole pass is of a batch in another order. */
function ofBatch(
  what: 'samples' | 'inputs' | 'targets',
  { samples, ...order }: Order,
  rules: PassRules,
): Hypothesis {
  const { inputs, targets } = rules.given;
  const given: Partial<Given> = {
    ...(what === 'targets' ? {} : { inputs: rowsAt(inputs, samples) }),
    ...(what === 'inputs' ? {} : { targets: rowsAt(targets, samples) }),
  };
  const { layers } = rules.network;
  const deviation = byOtherRules(rules.with(given), ({ layer, quantity }) =>
    quantity === 'delta'
      ? layer === layers.length - 1
      : (quantity === 'z' || quantity === 'dW') && layers[layer]!.inputs.includes('inputs'),
  );
  return supposedOf(what, { samples, ...order }, null, deviation);
}

/** Only this step's rows. */
function ofStep(what: 'z' | 'a' | 'delta', order: Order, { layer, quantity }: Step): Hypothesis {
  const deviation = ofForward((pass, step) =>
    step.layer === layer && step.quantity === quantity ? rowsAt(pass.byRule(step), order.samples) : undefined,
  );
  return supposedOf(what, order, layer, deviation);
}

/** @param layer only this one; null for all. */
function pairedIn(layer: number | null, { samples }: Order): Deviation {
  return (pass, step) =>
    step.quantity === 'dW' && (layer === null || step.layer === layer)
      ? pass.rules.weightGradient(pass.input(pass.layer(step.layer)), rowsAt(pass.delta(step.layer), samples))
      : undefined;
}

function supposedOf(
  what: Shuffled,
  { samples, isOnly }: Order,
  layer: number | null,
  deviation: Deviation,
): Hypothesis {
  const order = samples.map((sample) => sample + 1);
  const written = order.length > WRITTEN ? `${order.slice(0, WRITTEN).join(', ')}, …` : order.join(', ');
  const parameters = { what, ...(isOnly ? { order: written } : {}) };
  return { layer, parameters, fitted: displacedBy(samples) - 1, deviation };
}
