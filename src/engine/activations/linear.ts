/** linear: a = z. */
import { everywhere } from '../rule';
import type { ElementwiseActivation } from './rule';

export const linear: ElementwiseActivation = {
  kind: 'elementwise',
  name: 'linear',
  title: 'linear',
  aliases: { identity: {}, Identity: {}, none: {} },
  documentation: 'Passes z on unchanged: a = z.',
  parameters: {},
  value: (_code, z) => z,
  derivative: (code) => code.number(1),
  kinks: () => [],
  formula: everywhere(([z]) => z!),
  derivativeFormula: everywhere(() => '1'),
};
