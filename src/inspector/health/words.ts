/** How findings speak of layers, units, samples and numbers. Everything counts from 1. */
import type { CellRef } from '../../engine/cell';
import type { Network } from '../../engine/network';
import { plural } from '../../model/words';
import { nameOf, sampleOf } from '../naming';

/** "layer 2 hidden". */
export function layerText({ layers }: Network, index: number): string {
  return `layer ${index + 1} ${layers[index]!.name}`;
}

const MOST_NUMBERS = 8;

/** The first of these by their numbers: "1, 5". */
export function numberList(indices: ArrayLike<number>): string {
  const shown = Array.from({ length: Math.min(MOST_NUMBERS, indices.length) }, (_, i) => indices[i]! + 1);
  return `${shown.join(', ')}${indices.length > MOST_NUMBERS ? ', …' : ''}`;
}

/** "unit 5", "units 1, 5". */
export function numbered(noun: string, indices: ArrayLike<number>): string {
  return `${noun}${indices.length === 1 ? '' : 's'} ${numberList(indices)}`;
}

/** "the one sample", "all 8 samples". */
export function wholeBatch({ samples }: Network): string {
  return samples === 1 ? 'the one sample' : `all ${samples} samples`;
}

/** "12 samples", "the first 128 of 4096 samples". */
export function samplesText({ samples }: Network, examined: number): string {
  return examined < samples ? `the first ${examined} of ${samples} samples` : plural(samples, 'sample');
}

/** "z 2 of layer 3, sample 1". */
export function cellText(network: Network, cell: CellRef): string {
  const name = nameOf(network, cell);
  const sample = network.samples === 1 || cell.quantity === 'sampleLoss' ? undefined : sampleOf(cell);
  return sample === undefined ? name : `${name}, sample ${sample + 1}`;
}

/** A share in percent: "87 %", "5.9 %". */
export function percent(share: number): string {
  const hundredths = 100 * share;
  return `${hundredths >= 10 ? Math.round(hundredths) : Number(hundredths.toPrecision(2))} %`;
}
