/** The table of layer types. */
import { activation } from './activation';
import { dense } from './dense';
import type { LayerRule } from './rule';

export type LayerType = 'dense' | 'activation';

export const layers: { readonly [T in LayerType]: LayerRule } = { dense, activation };
