/** One group of the sheet's formulas, under a title. */
import type { FormulaSheet } from '../views';

export type Group = FormulaSheet['groups'][number];
