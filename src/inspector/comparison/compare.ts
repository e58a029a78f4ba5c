/** Compares a user's numbers with a run: what is wrong first, what only follows from it, and which mistake makes that. */
import type { Computation } from '../../engine/computation';
import type { Network } from '../../engine/network';
import type { Run } from '../../engine/run';
import type { Claim, ClaimedQuantity } from './claim';
import { conventions } from './conventions';
import type { Convention, ConventionId, GivenMatrix } from './conventions/convention';
import { diagnose, type Findings, type Verdict } from './diagnose';
import { agree, type Estimate, relativeDifference } from './estimate';
import type { MistakeId, MistakeParameters } from './mistakes/mistake';
import { isShaped, keyOf, Pass, shapeOf, type Step, stepsOf } from './pass';
import { PassRules } from './passRules';
import { unitOf, writingError } from './precision';
import { RoundedArithmetic } from './roundedArithmetic';

/** What a comparison finds; its JSON is the command line's. */
export interface Comparison {
  /** Whether every number given is right, in the user's conventions. */
  readonly matches: boolean;
  readonly conventions: readonly ConventionId[];
  readonly firstDivergence: { readonly layer: string; readonly quantity: ClaimedQuantity } | null;
  /** The mistakes that make these numbers, the first wrong one's first; none where no known one does. */
  readonly diagnoses: readonly Diagnosis[];
  /** In the order of computation. */
  readonly quantities: readonly ComparedQuantity[];
}

export interface Diagnosis {
  readonly mistake: MistakeId;
  /** The layer whose rule is wrong; null for a mistake that concerns the whole pass. */
  readonly layer: string | null;
  readonly parameters: MistakeParameters;
  /** The largest error that the mistake leaves unexplained, as a part of the largest number. */
  readonly relativeError: number;
  readonly explanation: string;
}

export interface ComparedQuantity {
  readonly layer: string;
  readonly quantity: ClaimedQuantity;
  /** `follows`: not ours, but what the right rule makes of the user's own numbers before it. */
  readonly status: 'match' | 'wrong' | 'follows' | 'missing';
  /** The largest difference from ours, as a part of our largest number; null where nothing was given. */
  readonly maxRelativeError: number | null;
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
export function* compare(run: Run, claims: readonly Claim[]): Computation<Comparison> {
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
  return comparisonOf(best!.findings, best!.reading, ours);
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

function comparisonOf(
  findings: Findings,
  { conventions: used, pass }: Reading,
  ours: ReadonlyMap<string, Estimate>,
): Comparison {
  const { layers } = pass.rules.network;
  const [first] = findings.divergences;
  const ids = used.map(({ id }) => id);
  return {
    matches: first === undefined,
    // Whoever writes samples in columns writes b as one: that is the same convention.
    conventions: ids.includes('samples_in_columns') ? ids.filter((id) => id !== 'bias_column') : ids,
    firstDivergence:
      first === undefined ? null : { layer: layers[first.layer]!.name, quantity: first.quantity },
    diagnoses: findings.verdicts.flatMap((verdict) => diagnosesOf(verdict, pass.rules.network)),
    quantities: stepsOf(pass.rules).map((step) => {
      const claim = pass.claims.get(keyOf(step));
      const right = ours.get(keyOf(step))!;
      return {
        layer: layers[step.layer]!.name,
        quantity: step.quantity,
        status: statusOf(step, claim, right, findings),
        maxRelativeError: claim === undefined ? null : relativeDifference(claim, right),
      };
    }),
  };
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
function diagnosesOf(verdict: Verdict, network: Network): readonly Diagnosis[] {
  const all = [verdict, ...verdict.ties];
  return all.map(({ mistake, hypothesis, relativeError }) => {
    const { layer, parameters } = hypothesis;
    const name = layer === null ? null : network.layers[layer]!.name;
    const others = all.filter((other) => other.mistake !== mistake).map((other) => other.mistake.id);
    const tie = others.length === 0 ? '' : ` These numbers fit ${others.join(', ')} just as well.`;
    return {
      mistake: mistake.id,
      layer: name,
      parameters,
      relativeError,
      explanation: `${mistake.sentence(name === null ? 'the whole pass' : `layer “${name}”`, parameters)}${tie}`,
    };
  });
}
