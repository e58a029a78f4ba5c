// What every program computes: ½ Σ (a − y)² averaged over the samples, of dense layers with relu between them, and the
// gradient of each weight and bias. The numbers travel in files, so that all programs start from the same bits.
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Layout } from './shapes';
import { uniform } from './uniform';

export type DType = 'float64' | 'float32';

/**
 * Writes `problem.json` and `numbers.f64` into the folder. The numbers: inputs, targets, then W (in × out) and b of each
 * layer, row by row; all of them float32 numbers, so that both dtypes read them exactly.
 */
export async function writeProblem(folder: string, { widths, samples }: Layout, dtype: DType): Promise<void> {
  const next = uniform();
  const block = (count: number, scale: number): Float32Array =>
    new Float32Array(count).map(() => scale * next());
  const blocks = [block(samples * widths[0]!, 1), block(samples * widths.at(-1)!, 1)];
  widths.slice(1).forEach((units, l) => {
    const inputs = widths[l]!;
    // He's variance keeps relu's signal alive through deep networks: 2/n is the variance of a uniform ± √(6/n).
    blocks.push(block(inputs * units, Math.sqrt(6 / inputs)), block(units, 0.1));
  });
  const numbers = new Float64Array(blocks.reduce((total, { length }) => total + length, 0));
  let at = 0;
  for (const part of blocks) {
    numbers.set(part, at);
    at += part.length;
  }
  await writeFile(path.join(folder, 'problem.json'), JSON.stringify({ widths, samples, dtype }));
  await writeFile(path.join(folder, 'numbers.f64'), numbers);
}

/** Reads a program's answer: the loss, then ∂L/∂W and ∂L/∂b of each layer. */
export async function readAnswer(file: string): Promise<Float64Array> {
  const bytes = await readFile(file);
  return new Float64Array(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength));
}

/** ‖x − y‖ / ‖y‖ over loss and gradients; 1 where one of them is no answer to the other's problem. */
export function difference(x: ArrayLike<number>, y: ArrayLike<number>): number {
  if (x.length !== y.length) return 1;
  let [distance, length] = [0, 0];
  for (let i = 0; i < y.length; i++) {
    distance += (x[i]! - y[i]!) ** 2;
    length += y[i]! ** 2;
  }
  const relative = Math.sqrt(distance / length);
  return Number.isNaN(relative) ? 1 : relative;
}
