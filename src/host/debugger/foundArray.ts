/** An array in a paused program, before its numbers are read. */
import * as v from 'valibot';
import { elementSizes, elementTypeNames } from './elementTypes';

/** What a language’s survey tells of each array. */
export const foundArray = v.object({
  /** As a person would say it: "dW1", "grads.dW1", "model.fc1.weight.grad". */
  name: v.string(),
  /** What it is in the program’s language. */
  expression: v.string(),
  shape: v.array(v.pipe(v.number(), v.integer(), v.minValue(0))),
  type: v.picklist(elementTypeNames),
});

export type FoundArray = v.InferOutput<typeof foundArray>;

/** How many numbers it has. */
export function countOf({ shape }: FoundArray): number {
  return shape.reduce((product, length) => product * length, 1);
}

/** Bytes of all its numbers. */
export function sizeOf(array: FoundArray): number {
  return countOf(array) * elementSizes[array.type];
}
