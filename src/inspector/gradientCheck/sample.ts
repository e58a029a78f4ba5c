/** Which parameters of a network are checked: all of a small one, of a large one some of every matrix. */
import type { CellRef } from '../../engine/cell';
import type { Network } from '../../engine/network';
import { seededRandom } from '../../engine/random';
import { columnsOf } from '../../engine/tensor';
import type { CheckOptions } from '../views';

/** The numbers of one parameter that are checked. */
export interface Stratum {
  readonly layer: number;
  readonly parameter: string;
  /** How many numbers the parameter has. */
  readonly total: number;
  /** In the parameter's own order. */
  readonly cells: readonly CellRef[];
}

/** One stratum a parameter, in the model's order. Of more than `most` numbers so many are drawn, the same for a seed. */
export function strataOf(network: Network, { most, seed }: CheckOptions): readonly Stratum[] {
  const parameters = network.layers.flatMap(({ index, parameters: own }) =>
    Object.entries(own).map(([parameter, { data }]) => ({ layer: index, parameter, total: data.length })),
  );
  const quotas = sharesOf(
    parameters.map(({ total }) => total),
    most,
  );
  const random = seededRandom(seed);
  return parameters.map(({ layer, parameter, total }, i): Stratum => {
    const columns = columnsOf(network.layers[layer]!.parameters[parameter]!);
    const cells = draw(total, quotas[i]!, random).map((at): CellRef => {
      const [row, column] = [Math.floor(at / columns), at % columns];
      return { quantity: 'parameterGradient', layer, parameter, row, column };
    });
    return { layer, parameter, total, cells };
  });
}

/** Shares `most` among groups evenly; what small groups cannot take goes to the others. At least one each. */
function sharesOf(sizes: readonly number[], most: number): readonly number[] {
  const shares = sizes.map(() => 0);
  const bySize = [...sizes.keys()].sort((a, b) => sizes[a]! - sizes[b]!);
  let left = most;
  bySize.forEach((group, done) => {
    const fair = Math.max(1, Math.floor(left / (bySize.length - done)));
    shares[group] = Math.min(sizes[group]!, fair);
    left -= shares[group];
  });
  return shares;
}

/** `count` of the numbers below `total`, ascending, each as likely: Floyd's way, in memory of `count`. */
function draw(total: number, count: number, random: () => number): readonly number[] {
  const drawn = new Set<number>();
  for (let last = total - count; last < total; last++) {
    const candidate = Math.floor(random() * (last + 1));
    drawn.add(drawn.has(candidate) ? last : candidate);
  }
  return [...drawn].sort((a, b) => a - b);
}
