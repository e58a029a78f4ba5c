// What of the benchmark is wanted: networks by their names, and the parts that are no network.
import { type Shape, shapes } from './shapes';

export interface Selection {
  readonly shapes: readonly Shape[];
  readonly growth: boolean;
  readonly processes: boolean;
}

/**
 * @param names of shapes, `growth`, `processes`; none of them: everything.
 * @throws Error that lists what there is, where a name is unknown.
 */
export function selectionOf(names: readonly string[]): Selection {
  const known = [...shapes.map(({ name }) => name), 'growth', 'processes'];
  const unknown = names.filter((name) => !known.includes(name));
  if (unknown.length > 0)
    throw new Error(
      `There is no ${unknown.map((name) => `"${name}"`).join(', ')} to time, only ${known.map((name) => `"${name}"`).join(', ')}.`,
    );
  const wanted = (name: string): boolean => names.length === 0 || names.includes(name);
  return {
    shapes: shapes.filter(({ name }) => wanted(name)),
    growth: wanted('growth'),
    processes: wanted('processes'),
  };
}
