/** The elementary functions by name. */
import type { ElementFunction } from './elementCode';
import { erf } from './erf';
import { exp, expm1 } from './exponential';
import { log, log1p } from './logarithm';
import { sigmoid } from './logistic';
import { normalCdf } from './normal';
import { tanh } from './tanh';

export const elementaryFunctions = {
  exp,
  expm1,
  log,
  log1p,
  tanh,
  sigmoid,
  erf,
  normalCdf,
} satisfies Readonly<Record<string, ElementFunction>>;
