// What a person must not have to wait for in the panel, as data, and whether it is so.
import type { Verdict } from '../targets';
import { FRAME, type PanelTimes } from './timePanel';

const FIRST_PICTURE = 100;
const FIRST_BYTES = 1e6;
/** How much more memory a page may have beside the largest matrix than beside the smallest. */
const MORE_MEMORY = 16e6;

/** @param times by side, the smallest first. */
export function verdictsOn(times: readonly PanelTimes[]): readonly Verdict[] {
  const each = times.flatMap(({ side, first, firstBytes, next, frames }) => [
    verdict(`${side}²: first picture in a new panel`, FIRST_PICTURE, first.seen, 'ms'),
    verdict(`${side}²: first picture of the next run`, FIRST_PICTURE, next.seen, 'ms'),
    verdict(`${side}²: bytes to the first picture`, FIRST_BYTES, firstBytes, 'bytes'),
    ...frames.map(({ what, p95 }) => verdict(`${side}²: ${what}, 95 % of frames`, FRAME, p95, 'ms')),
  ]);
  const [smallest, largest] = [times[0], times.at(-1)];
  if (smallest === undefined || largest === undefined || smallest === largest) return each;
  const more = largest.memory - smallest.memory;
  return [
    ...each,
    verdict(`more memory for ${largest.side}² than for ${smallest.side}²`, MORE_MEMORY, more, 'bytes'),
  ];
}

function verdict(target: string, most: number, found: number, unit: string): Verdict {
  return { target, wanted: `≤ ${most} ${unit}`, found, judgement: found <= most ? 'met' : 'missed' };
}
