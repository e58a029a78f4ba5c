/** The numbers that a model's file gives, which a user can change; all others are computed. */
import type { CellRef } from '../../src/inspector/views';

export function isGiven({ quantity }: CellRef): boolean {
  return quantity === 'parameter' || quantity === 'input' || quantity === 'target';
}
