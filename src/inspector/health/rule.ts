/** What a finding's one file exports. */
import type { Computation } from '../../engine/computation';
import type { CellRef } from '../../engine/cell';
import type { ModelPlace } from '../../model/modelPlaces';
import type { Finding, FindingId, Severity } from '../views';
import type { Examined } from './examined';

export interface HealthRule {
  readonly id: FindingId;
  readonly severity: Severity;
  /** In few words: "vanishing gradient". */
  readonly title: string;
  /** One line for people: what it is, and from where on it is told. */
  readonly documentation: string;
  /** What of the model's text one of its cells is shown at, where that is another place than the cell's own. */
  readonly place?: (cell: CellRef) => ModelPlace;
  /** Each place where the run has it. Numbers that are not finite compare with nothing and are passed over. */
  find(examined: Examined): Computation<readonly Told[]>;
}

/** What a rule says of one place. */
export type Told = Pick<Finding, 'sentence' | 'cells'>;
