/** The numeric derivative of the loss with respect to one number of a run: the independent check of a gradient. */
import type { CellRef } from './cell';
import { complete, type Computation } from './computation';
import { Extrapolation } from './extrapolation';
import type { ForwardTrace } from './forward';
import { evaluate, type Machine, machine as defaultMachine } from './kernels';
import type { Kernels } from './kernels/kernels';
import type { Network } from './network';
import { type Passage, type Perturbation, perturb } from './perturbation';
import { crossesKink, reachOf } from './reach';
import type { Tensor } from './tensor';

export interface CentralDifference {
  /** ∂L/∂x by (L(x + h) − L(x − h)) / 2h, extrapolated to h = 0; at a kink the mean of `left` and `right`. */
  readonly value: number;
  /** An estimate of |value − truth|, from extrapolation and rounding. */
  readonly error: number;
  /** The smallest h that was used. */
  readonly step: number;
  /** A z of an activation or an output of the loss crosses a kink within the step. */
  readonly crossesKink: boolean;
  /** One-sided derivatives, where a kink is crossed. */
  readonly left?: number;
  readonly right?: number;
}

export interface CentralDifferenceOptions {
  /** The network's forward pass, where it has been run: saves running it again (of a float64 network). */
  readonly trace?: ForwardTrace;
  readonly machine?: Machine;
}

/** Steps are halved at most so often. */
const HALVINGS = 8;
/** Tries at a smaller first step, where the loss is not finite within it or a corner turns out to be closer. */
const RETREATS = 8;

/**
 * ∂L/∂x of one number x: the `parameter` or `parameterGradient` (of one sample's share of the loss where `cell.sample` is
 * given), `input`, `preActivation` or `delta` (x = z), `activation` or `upstreamGradient` (x = a) that the cell names; of
 * `delta` and `upstreamGradient` of m L, where the network's notation leaves 1/m out of them.
 * Always in float64: of a float32 network, of the same numbers in float64.
 *
 * Two forward passes a step, from the changed layer on; of one sample where only one is concerned. The first step is
 * chosen so that no z moves far on the scale on which activations curve, nor reaches a kink, if that can be avoided.
 * @throws RangeError for a number that the loss has no derivative with respect to, or that is not there.
 */
export function centralDifference(
  network: Network,
  cell: CellRef,
  options: CentralDifferenceOptions = {},
): CentralDifference {
  return complete(differentiate(network, cell, options));
}

/** `centralDifference` in slices, for a driver that has other work meanwhile. */
export function* differentiate(
  network: Network,
  cell: CellRef,
  { trace, machine = defaultMachine }: CentralDifferenceOptions = {},
): Computation<CentralDifference> {
  const x = yield* perturb(network, cell, machine, trace);
  const { sampleScale, deltaScale } = network.loss;
  const isOfDelta = cell.quantity === 'delta' || cell.quantity === 'upstreamGradient';
  try {
    return yield* differentiateBy(x, isOfDelta ? deltaScale : sampleScale);
  } finally {
    x.release();
  }
}

/** @param scale of the sum of the samples' losses that is differentiated. */
function* differentiateBy(x: Perturbation, scale: number): Computation<CentralDifference> {
  const trial = 1e-4 * Math.max(1, Math.abs(x.value));
  const probe = yield* x.run(x.value + trial);
  const reach = reachOf(x.network, x.affected, x.base, probe);
  const farthest = Math.max(reach.smooth, reach.corner);
  // Where nothing moves, any step does.
  let step = farthest > 0 ? trial / farthest : trial;

  for (let retreat = 0; ; retreat++) {
    const found = yield* extrapolate(x, step, reach.touching, scale);
    if (found !== undefined) return found;
    if (retreat === RETREATS) return { value: NaN, error: Infinity, step, crossesKink: false };
    step /= 4;
  }
}

/**
 * Halves the step until the extrapolation is as good as it gets; undefined where the loss is not finite within the first
 * step, or a kink is crossed that should not be.
 * @param touching a corner cannot be avoided: only one-sided differences are smooth.
 */
function* extrapolate(
  x: Perturbation,
  first: number,
  touching: boolean,
  scale: number,
): Computation<CentralDifference | undefined> {
  const central = new Extrapolation(2);
  const left = new Extrapolation(1);
  const right = new Extrapolation(1);
  const best = (): number => (touching ? (left.value + right.value) / 2 : central.value);
  const estimate = (): number => (touching ? Math.max(left.error, right.error) : central.error);
  const size = totalOf((kernels) => kernels.total(kernels.map(x.base.sampleLosses, Math.abs), scale));
  let crossed = false;
  let noise = 0;
  let step = first;

  for (let halving = 0; halving <= HALVINGS; halving++, step /= 2) {
    const [low, high] = [x.value - step, x.value + step];
    const below = yield* x.run(low);
    const above = yield* x.run(high);
    const crossesHere = crossesKink(x.network, x.affected, below, above);
    if (crossesHere && !touching) return undefined;
    crossed ||= crossesHere;
    const difference = (later: Passage, earlier: Passage): number =>
      lossDifference(later.sampleLosses, earlier.sampleLosses, scale);
    central.add(difference(above, below) / (high - low));
    if (!Number.isFinite(central.value)) return undefined;
    if (touching) {
      left.add(difference(x.base, below) / (x.value - low));
      right.add(difference(above, x.base) / (high - x.value));
    }
    noise = (Number.EPSILON * size) / step;
    const enough = Math.max(noise, 1e-13 * Math.abs(best()));
    if (estimate() <= enough || (touching ? left.exhausted && right.exhausted : central.exhausted)) break;
  }
  return {
    value: best(),
    error: Math.max(estimate(), noise),
    step,
    crossesKink: crossed,
    ...(crossed ? { left: left.value, right: right.value } : {}),
  };
}

/** Sample by sample, so that large losses of other samples do not drown the difference. */
function lossDifference(later: Tensor, earlier: Tensor, scale: number): number {
  return totalOf((kernels) =>
    kernels.total(
      kernels.map2(later, earlier, (p, q) => p - q),
      scale,
    ),
  );
}

function totalOf(plan: (kernels: Kernels) => Tensor): number {
  return evaluate(plan).data[0]!;
}
