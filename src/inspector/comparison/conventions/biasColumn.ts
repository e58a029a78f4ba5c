/** bias_column: db is a column, one row a unit. */
import { transposed } from '../estimate';
import type { Convention } from './convention';

export const biasColumn: Convention = {
  id: 'bias_column',
  documentation: 'db is a column; here it is a list.',
  applies: (_network, given) =>
    given.some(({ step, estimate }) => step.quantity === 'db' && estimate.rows > 1),
  toOurs: (_network, { step, estimate }) =>
    step.quantity === 'db' && estimate.rows > 1 ? transposed(estimate) : estimate,
};
