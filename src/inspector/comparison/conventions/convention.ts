/** What a convention's one file exports. */
import type { Network } from '../../../engine/network';
import type { Notation } from '../../../engine/notation';
import type { Estimate } from '../estimate';
import type { Step } from '../pass';

export type ConventionId =
  | 'samples_in_columns'
  | 'layout_out_in'
  | 'bias_column'
  | 'delta_without_reduction'
  | 'delta_without_loss_factor';

/** A user's matrix of one step, as it was given. */
export interface GivenMatrix {
  readonly step: Step;
  readonly estimate: Estimate;
  /** A list without rows: no convention turns it. */
  readonly isFlat: boolean;
}

/** Another way to write the same gradients. It is no mistake. */
export interface Convention {
  readonly id: ConventionId;
  /** What the user is told: in English, translated where it is told. */
  readonly documentation: string;
  /** The choice of a notation that is the same, where there is one. */
  readonly notation?: Partial<Notation>;
  /** Whether it would change anything that was given. */
  applies(network: Network, given: readonly GivenMatrix[]): boolean;
  /** The matrix as we write it. */
  toOurs(network: Network, given: GivenMatrix): Estimate;
}

/** Whether the step's matrix has one row a sample. */
export function isOfSamples({ quantity }: Step): boolean {
  return quantity === 'z' || quantity === 'a' || quantity === 'delta';
}
