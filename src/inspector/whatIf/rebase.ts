/** A what-if on top of another text of the file: what the user changed stays, everything else follows the file. */
import { losses } from '../../engine/losses';
import type { LayerSpec, NetworkSpec } from '../../engine/network';
import { tensor } from '../../engine/tensor';
import type { MatrixRef } from '../views';
import { differences, otherTensors } from './differences';
import { givenTensor, withTensor } from './givenTensors';
import type { NumberEdit } from './numberEdit';
import { Scenario } from './scenario';

interface Rebased {
  readonly scenario: Scenario;
  /** Changed numbers that have no place in the new text. */
  readonly lost: number;
}

/**
 * Every number that differs from the file's keeps its value where the new network has a tensor of that name and shape.
 * Steps are not taken again: where they led stays.
 */
export function rebased(before: Scenario, base: NetworkSpec): Rebased {
  let spec = base;
  let lost = 0;
  const places = new Map<string, MatrixRef>();
  for (const pair of otherTensors(before.base, before.spec)) {
    const changed = [...differences(pair)];
    if (changed.length === 0) continue;
    const ref = placeIn(base, before.base, pair.ref);
    const own = ref === undefined ? undefined : givenTensor(base, ref);
    if (ref === undefined || own === undefined || String(own.shape) !== String(pair.after.shape)) {
      lost += changed.length;
      continue;
    }
    places.set(JSON.stringify(pair.ref), ref);
    const after = tensor(own.shape, own.data.slice());
    for (const i of changed) after.data[i] = pair.after.data[i]!;
    spec = withTensor(spec, ref, after);
  }
  const edited = before.marked.flatMap(({ tensor: ref, index, value }): NumberEdit[] => {
    const place = places.get(JSON.stringify(ref));
    return place === undefined ? [] : [{ tensor: place, index, value }];
  });
  return { scenario: Scenario.of(base, spec, edited), lost };
}

/** The same tensor of another network: of the layer of the same name; undefined where its numbers would mean something else. */
function placeIn(after: NetworkSpec, before: NetworkSpec, ref: MatrixRef): MatrixRef | undefined {
  if (ref.quantity === 'target') return kindOfTargets(after) === kindOfTargets(before) ? ref : undefined;
  if (ref.layer === undefined) return ref;
  const { name } = before.layers[ref.layer]!;
  const layer = after.layers.findIndex((other: LayerSpec) => other.name === name);
  return layer === -1 ? undefined : { ...ref, layer };
}

/** Classes of as many units, or numbers. */
function kindOfTargets({ loss, layers }: NetworkSpec): string {
  return losses[loss.name].targets === 'classes' ? `classes of ${layers.at(-1)?.units ?? 0}` : 'values';
}
