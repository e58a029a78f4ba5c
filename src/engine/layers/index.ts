/** The table of layer types. */
import { dense } from './dense';
import type { LayerRule } from './rule';

export type LayerType = 'dense';

export const layers: { readonly [T in LayerType]: LayerRule } = { dense };
