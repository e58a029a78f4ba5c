/** The formula sheet: backprop's derivation in the notes' order, from the rules of this very network. */
import type { Network } from '../engine/network';
import { hiddenGroup, outputGroup } from './sheet/deltas';
import { chainGroup, localGroup } from './sheet/derivatives';
import { forwardGroup, lossGroup } from './sheet/forward';
import { gradientGroup, matrixGroup } from './sheet/gradients';
import type { FormulaSheet } from './views';

export function sheetOf(network: Network, run: number): FormulaSheet {
  const groups = [
    forwardGroup(network),
    lossGroup(network),
    chainGroup(network),
    localGroup(network),
    outputGroup(network),
    hiddenGroup(network),
    gradientGroup(network),
    matrixGroup(network),
  ];
  return { run, groups: groups.filter((group) => group.entries.length > 0) };
}
