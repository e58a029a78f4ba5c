/** What is told of a what-if: how many numbers are others, what that does to the loss, and what the gradients said it would. */
import { losses } from '../../engine/losses';
import type { Run } from '../../engine/run';
import { columnsOf } from '../../engine/tensor';
import type { CellRef, WhatIf } from '../views';
import { firstOrder } from './firstOrder';
import { givenTensor } from './givenTensors';
import type { NumberEdit } from './numberEdit';
import type { Scenario } from './scenario';

/** What a view is made of. */
interface WhatIfParts {
  readonly scenario: Scenario;
  /** The file's run, and that of the scenario. */
  readonly base: Run;
  readonly fileRun: number;
  readonly run: Run;
  readonly changed: number;
}

export function whatIfOf({ scenario, base, fileRun, run, changed }: WhatIfParts): WhatIf {
  return {
    fileRun,
    changed,
    edited: scenario.marked.flatMap((edit) => cellsOf(scenario, edit)),
    baseLoss: base.forward.loss,
    loss: run.forward.loss,
    firstOrder: firstOrder(base, scenario.spec),
    losses: [...scenario.losses, run.forward.loss],
    stepsBack: scenario.stepsBack,
  };
}

/** The numbers on screen that show an edited one: of a class, the units of the one before and the one now. */
function cellsOf({ base }: Scenario, { tensor, index, value }: NumberEdit): readonly CellRef[] {
  const given = givenTensor(base, tensor)!;
  if (tensor.quantity === 'target' && losses[base.loss.name].targets === 'classes') {
    return [given.data[index]!, value].map((column) => ({ ...tensor, row: index, column }));
  }
  const columns = columnsOf(given);
  return [{ ...tensor, row: Math.floor(index / columns), column: index % columns }];
}
