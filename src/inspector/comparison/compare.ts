/** Compares a user's numbers with a run: what is wrong first, what only follows from it, and which mistake makes that. */
import * as l10n from '@vscode/l10n';
import type { Computation } from '../../engine/computation';
import type { Network } from '../../engine/network';
import type { Run } from '../../engine/run';
import type { Claim } from './claim';
import { type ComparedQuantity, type Comparison, type Diagnosis, symbolOf } from './comparison';
import { conventions } from './conventions';
import type { Convention, GivenMatrix } from './conventions/convention';
import { diagnose, type Findings, type Verdict } from './diagnose';
import { agree, type Estimate, relativeDifference, relativeTolerance } from './estimate';
import { mistakes } from './mistakes';
import { isShaped, keyOf, Pass, shapeOf, type Step, stepsOf } from './pass';
import { PassRules } from './passRules';
import { unitOf, writingError } from './precision';
import { RoundedArithmetic } from './roundedArithmetic';

/** A comparison and the numbers that it is about. */
export interface Compared {
  readonly comparison: Comparison;
  /** Of each of its quantities, the user's numbers in our conventions, where they were given, and ours. */
  readonly matrices: readonly { readonly yours: Estimate | undefined; readonly reference: Estimate }[];
}

/** A user's numbers read in some conventions. */
interface Reading {
  readonly conventions: readonly Convention[];
  readonly pass: Pass;
}

/**
 * Compares claims with a run. The conventions in which most is right and least needs an explanation are the user's; of
 * those the fewest.
 * @throws RangeError for a claim of a layer that is not there, or of as many numbers as the layer does not have.
 */
export function* compare(run: Run, claims: readonly Claim[]): Computation<Compared> {
  const { network } = run;
  const unit = unitOf(
    claims.map(({ precision }) => precision),
    network.spec.dtype,
  );
  const rules = new PassRules(network, new RoundedArithmetic(unit));
  const ours = resultsOf(run, rules);
  const given = claims.map((claim) => givenMatrix(network, claim));

  let best: { readonly reading: Reading; readonly findings: Findings; readonly cost: number } | undefined;
  for (const reading of readingsOf(rules, given)) {
    const cheap = yield* diagnose(reading.pass, ours, []);
    if (cheap.unexplained === 0) {
      best = { reading, findings: cheap, cost: 0 };
      break;
    }
    const findings = yield* diagnose(reading.pass, ours);
    const cost = findings.verdicts.length + UNEXPLAINED * findings.unexplained;
    if (best === undefined || cost < best.cost) best = { reading, findings, cost };
  }
  return comparedOf(best!.findings, best!.reading, ours, claims);
}

/** What is wrong for no known reason counts as so many mistakes. */
const UNEXPLAINED = 3;

/** Our own results by step; their tolerance is what rounding may have done to the user's. */
function resultsOf({ forward, backward }: Run, rules: PassRules): ReadonlyMap<string, Estimate> {
  const right = new Pass(rules, new Map());
  return new Map(
    stepsOf(rules).map((step): [string, Estimate] => {
      const { layer, quantity } = step;
      const gradients = backward.parameterGradients[layer]!;
      const { data } = {
        z: forward.preActivations[layer]!,
        a: forward.activations[layer]!,
        delta: backward.deltas[layer]!,
        dW: gradients['weights'] ?? { data: [] },
        db: gradients['biases'] ?? { data: [] },
      }[quantity];
      return [keyOf(step), { ...right.computed(step).estimate, values: Float64Array.from(data) }];
    }),
  );
}

/** @throws RangeError */
function givenMatrix(network: Network, claim: Claim): GivenMatrix {
  const { layer, quantity, shape, values, precision } = claim;
  const step: Step = { layer, quantity };
  if (!isPossible(network, claim)) {
    throw new RangeError(`no ${quantity} of layer ${layer + 1} has the shape [${shape.join(', ')}]`);
  }
  const isFlat = shape.length === 1;
  const [rows, columns] = isFlat ? shapeOf(network, step) : (shape as [number, number]);
  const tolerance = values.map((value) => writingError(value, precision));
  return { step, isFlat, estimate: { rows, columns, values, tolerance } };
}

/** Whether the network has the quantity, and it has this shape, either way round. */
export function isPossible(
  network: Network,
  { layer, quantity, shape }: Pick<Claim, 'layer' | 'quantity' | 'shape'>,
): boolean {
  const there = network.layers[layer];
  const parameter = { dW: 'weights', db: 'biases', z: undefined, a: undefined, delta: undefined }[quantity];
  if (there === undefined || (parameter !== undefined && there.parameters[parameter] === undefined)) {
    return false;
  }
  const [m, n] = shapeOf(network, { layer, quantity });
  const [rows, columns] = shape;
  if (shape.length === 1) return rows === m * n && (m === 1 || n === 1);
  return shape.length === 2 && ((rows === m && columns === n) || (rows === n && columns === m));
}

/** The ways in which the numbers can be read, those with the fewest conventions first. */
function readingsOf(rules: PassRules, given: readonly GivenMatrix[]): readonly Reading[] {
  const { network } = rules;
  const possible = Object.values(conventions).filter((convention) => convention.applies(network, given));
  const sets = possible
    .reduce<Convention[][]>((all, convention) => [...all, ...all.map((set) => [...set, convention])], [[]])
    .sort((x, y) => x.length - y.length);
  const readings = sets.map((set) => {
    const read = given.map((matrix) => ({
      step: matrix.step,
      estimate: set.reduce(
        (estimate, convention) => convention.toOurs(network, { ...matrix, estimate }),
        matrix.estimate,
      ),
    }));
    const misshapen = read.filter(({ step, estimate }) => !isShaped(estimate, network, step)).length;
    const pass = new Pass(rules, new Map(read.map(({ step, estimate }) => [keyOf(step), estimate])));
    return { conventions: set, pass, misshapen };
  });
  const fewest = Math.min(...readings.map(({ misshapen }) => misshapen));
  // One that does not fit may be the mistake, where all others could be read either way.
  return readings.filter(({ misshapen }) => misshapen <= fewest + 1);
}

function comparedOf(
  findings: Findings,
  { conventions: used, pass }: Reading,
  ours: ReadonlyMap<string, Estimate>,
  claims: readonly Claim[],
): Compared {
  const { network } = pass.rules;
  const steps = stepsOf(pass.rules);
  const indexOf = (step: Step): number => steps.findIndex((other) => keyOf(other) === keyOf(step));
  const [first] = findings.divergences;
  // Whoever writes samples in columns writes b as one: that is the same convention.
  const inColumns = used.some(({ id }) => id === 'samples_in_columns');
  const places = new Map(claims.map(({ where, ...step }) => [keyOf(step), where]));
  const diagnoses = findings.verdicts.flatMap((verdict) =>
    diagnosesOf(verdict, network, indexOf(verdict.step)),
  );
  const matrices = steps.map((step) => ({
    yours: pass.claims.get(keyOf(step)),
    reference: ours.get(keyOf(step))!,
  }));
  const comparison: Comparison = {
    matches: first === undefined,
    conventions: used
      .filter(({ id }) => !(inColumns && id === 'bias_column'))
      .map(({ id, documentation, notation }) => ({
        ...{ id, documentation: l10n.t(documentation) },
        ...(notation === undefined ? {} : { notation }),
      })),
    firstDivergence: first === undefined ? undefined : indexOf(first),
    diagnoses,
    ruledOut: first === undefined ? [] : ruledOut(network, diagnoses, indexOf(first)),
    quantities: steps.map((step, i) => {
      const { yours, reference } = matrices[i]!;
      const where = places.get(keyOf(step));
      return {
        layer: network.layers[step.layer]!.name,
        layerIndex: step.layer,
        quantity: step.quantity,
        symbol: symbolOf(network, step),
        status: statusOf(step, yours, reference, findings),
        maxRelativeError: yours === undefined ? null : relativeDifference(yours, reference),
        tolerance: yours === undefined ? null : relativeTolerance(yours, reference),
        ...(where === undefined ? {} : { where }),
      };
    }),
  };
  return { comparison, matrices };
}

/** The mistakes that could have been made, but not to make the first wrong quantity. */
function ruledOut(network: Network, diagnoses: readonly Diagnosis[], first: number): Comparison['ruledOut'] {
  const fitting = new Set(
    diagnoses.filter(({ quantity }) => quantity === first).map(({ mistake }) => mistake),
  );
  return Object.values(mistakes)
    .filter((mistake) => !fitting.has(mistake.id) && mistake.applies(network))
    .map(({ id }) => id);
}

function statusOf(
  step: Step,
  claim: Estimate | undefined,
  right: Estimate,
  { divergences, pass }: Findings,
): ComparedQuantity['status'] {
  if (claim === undefined) return 'missing';
  if (divergences.some((other) => keyOf(other) === keyOf(step))) return 'wrong';
  if (agree(claim, right)) return 'match';
  return pass.computed(step).doubtful || agree(claim, pass.byRule(step)) ? 'follows' : 'wrong';
}

/** The verdict, and those that explain the same, which each says of the other. */
function diagnosesOf(verdict: Verdict, network: Network, quantity: number): readonly Diagnosis[] {
  const all = [verdict, ...verdict.ties];
  return all.map(({ mistake, hypothesis, relativeError }) => {
    const { layer, parameters } = hypothesis;
    const name = layer === null ? null : network.layers[layer]!.name;
    const where = name === null ? l10n.t('the whole pass') : l10n.t('layer “{0}”', name);
    const sentence = mistake.sentence(where, parameters);
    const others = all.filter((other) => other.mistake !== mistake).map((other) => other.mistake.id);
    return {
      mistake: mistake.id,
      layer: name,
      parameters,
      relativeError,
      explanation:
        others.length === 0
          ? sentence
          : l10n.t('{0} These numbers fit {1} just as well.', sentence, others.join(', ')),
      quantity,
      formula: mistake.formula,
    };
  });
}
