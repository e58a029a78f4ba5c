/** How findings speak of units, samples and numbers. Everything counts from 1. */
import * as l10n from '@vscode/l10n';
import type { CellRef } from '../../engine/cell';
import type { Network } from '../../engine/network';
import { nameOf, sampleOf } from '../naming';

const MOST_NUMBERS = 8;

/** The first of these by their numbers: "1, 5". */
export function numberList(indices: ArrayLike<number>): string {
  const shown = Array.from({ length: Math.min(MOST_NUMBERS, indices.length) }, (_, i) => indices[i]! + 1);
  return `${shown.join(', ')}${indices.length > MOST_NUMBERS ? ', …' : ''}`;
}

/** "in the one sample", "in all 8 samples". */
export function inWholeBatch({ samples }: Network): string {
  return samples === 1 ? l10n.t('in the one sample') : l10n.t('in all {0} samples', samples);
}

/** Of several: "12 samples", "the first 128 of 4096 samples". */
export function samplesText({ samples }: Network, examined: number): string {
  return examined < samples
    ? l10n.t('the first {0} of {1} samples', examined, samples)
    : l10n.t('{0} samples', samples);
}

/** "z 2 of layer 3, sample 1". */
export function cellText(network: Network, cell: CellRef): string {
  const name = nameOf(network, cell);
  const sample = network.samples === 1 || cell.quantity === 'sampleLoss' ? undefined : sampleOf(cell);
  return sample === undefined ? name : l10n.t('{0}, sample {1}', name, sample + 1);
}

/** A share in percent: "87 %", "5.9 %". */
export function percent(share: number): string {
  const hundredths = 100 * share;
  return `${hundredths >= 10 ? Math.round(hundredths) : Number(hundredths.toPrecision(2))} %`;
}
