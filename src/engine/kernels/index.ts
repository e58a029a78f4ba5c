/** What the engine takes from its kernels. */
import { complete } from '../computation';
import { PlainBackend } from './backend';
import type { Kernels } from './kernels';
import { Machine } from './machine';
import { Planner } from './planner';

export { Machine } from './machine';
export type { Plan } from './plan';
export type { Planner } from './planner';
export type { StartThread } from './threads/crew';

/** The machine in use where nobody chose one: strict arithmetic, one thread. */
export const machine = new Machine();

/** Plans a few operations over the tensors of a run and carries them out at once. */
export function evaluate<T>(plan: (kernels: Kernels) => T): T {
  const planner = new Planner(new PlainBackend());
  const result = plan(planner);
  complete(planner.plan().carryOut());
  return result;
}
