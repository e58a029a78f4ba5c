/** How far a perturbation moves the numbers of a network, measured against where their functions change. */
import { evaluate } from './kernels';
import type { Kernels } from './kernels/kernels';
import type { Network } from './network';
import type { Passage } from './perturbation';
import type { Tensor } from './tensor';

/** How far a change of a number may take every z and output: 1 means just that far. */
export interface Reach {
  /** Against the scale on which activations and losses curve. */
  readonly smooth: number;
  /** Against the nearest kink or bend, of those that are not `touching`. */
  readonly corner: number;
  /** Some z or output stands on a kink or bend, or too close to step between. */
  readonly touching: boolean;
}

/** A part of the unit scale on which activations curve; of large numbers a part of themselves, because of rounding. */
function scaleAt(z: number): number {
  return 0.1 * Math.max(1, Math.abs(z) / 100);
}

/** A corner that allows less than this part of the smooth step is not stepped before: rounding would eat the difference. */
const CLOSE = 1e-5;

/** Measures the change from `before` to `after`, over the z of the affected layers and the outputs. */
export function reachOf(
  network: Network,
  affected: ReadonlySet<number>,
  before: Passage,
  after: Passage,
): Reach {
  const measures = evaluate((kernels) => {
    const smooth: Tensor[] = [];
    const corners: Tensor[] = [];
    const measure = (x: Tensor, moved: Tensor, distances: Tensor | undefined): void => {
      const change = kernels.map2(x, moved, (p, q) => (p === q ? 0 : Math.abs(q - p)));
      smooth.push(kernels.largest(kernels.map2(x, change, (p, d) => d / scaleAt(p))));
      if (distances === undefined) return;
      // Half the way to a corner is allowed: the change of z need not be a straight line.
      corners.push(kernels.map2(change, distances, (d, far) => (d === 0 ? 0 : (2 * d) / far)));
    };
    for (const l of affected) {
      const z = before.preActivations[l]!;
      measure(z, after.preActivations[l]!, activationDistances(network, kernels, l, z));
    }
    const output = before.activations.at(-1)!;
    measure(output, after.activations.at(-1)!, lossDistances(network, kernels, output));
    return { smooth, corners };
  });
  const smooth = Math.max(0, ...measures.smooth.map(({ data }) => data[0]!));
  const limit = smooth / CLOSE;
  const corners = evaluate((kernels) => ({
    all: measures.corners.map((x) => kernels.largest(x)),
    allowed: measures.corners.map((x) => kernels.largest(kernels.map(x, (r) => (r > limit ? 0 : r)))),
  }));
  return {
    smooth,
    corner: Math.max(0, ...corners.allowed.map(({ data }) => data[0]!)),
    touching: corners.all.some(({ data }) => data[0]! > limit),
  };
}

/** Whether a kink of an activation or of the loss lies between the two traces, ends included. */
export function crossesKink(
  network: Network,
  affected: ReadonlySet<number>,
  low: Passage,
  high: Passage,
): boolean {
  const between = (p: number, q: number, kinks: readonly number[]): number =>
    p !== q && kinks.some((kink) => kink >= Math.min(p, q) && kink <= Math.max(p, q)) ? 1 : 0;
  const crossings = evaluate((kernels) => {
    const found: Tensor[] = [];
    for (const l of affected) {
      const { activation, activationParameters } = network.layers[l]!;
      if (activation.kind === 'row') continue;
      const kinks = activation.kinks(activationParameters);
      if (kinks.length === 0) continue;
      const [p, q] = [low.preActivations[l]!, high.preActivations[l]!];
      found.push(kernels.largest(kernels.map2(p, q, (x, y) => between(x, y, kinks))));
    }
    const { rule, parameters, fused } = network.loss;
    if (fused === undefined) {
      const [p, q] = [low.activations.at(-1)!, high.activations.at(-1)!];
      const kinksBetween = (x: number, y: number, target: number): number =>
        between(x, y, rule.kinks(target, parameters));
      found.push(kernels.largest(kernels.map3(p, q, network.targets, kinksBetween)));
    }
    return found;
  });
  return crossings.some(({ data }) => data[0]! > 0);
}

function distance(x: number, corners: readonly number[]): number {
  return corners.reduce((least, corner) => Math.min(least, Math.abs(x - corner)), Infinity);
}

/** How far each z is from its activation's nearest kink or bend; undefined where it has none. */
function activationDistances(network: Network, kernels: Kernels, l: number, z: Tensor): Tensor | undefined {
  const { activation, activationParameters } = network.layers[l]!;
  if (activation.kind === 'row') return undefined;
  const corners = [
    ...activation.kinks(activationParameters),
    ...(activation.bends?.(activationParameters) ?? []),
  ];
  return corners.length === 0 ? undefined : kernels.map(z, (x) => distance(x, corners));
}

/** How far each output is from the loss's nearest kink or bend; undefined where loss and activation are one. */
function lossDistances(network: Network, kernels: Kernels, output: Tensor): Tensor | undefined {
  const { rule, parameters, fused } = network.loss;
  if (fused !== undefined) return undefined;
  return kernels.map2(output, network.targets, (x, y) =>
    distance(x, [...rule.kinks(y, parameters), ...(rule.bends?.(y, parameters) ?? [])]),
  );
}
