/** An array in a paused program, before its numbers are read. */
import * as v from 'valibot';
import { countOf } from '../../inspector/dumps/binary/elementTypes';
import { type TensorType, tensorTypes } from '../../inspector/dumps/binary/tensorTypes';

/** What a language’s survey tells of each array. */
export const foundArray = v.object({
  /** As a person would say it: "dW1", "grads.dW1", "model.fc1.weight.grad". */
  name: v.string(),
  /** What it is in the program’s language. */
  expression: v.string(),
  shape: v.array(v.pipe(v.number(), v.integer(), v.minValue(0))),
  type: v.picklist(Object.keys(tensorTypes) as TensorType[]),
});

export type FoundArray = v.InferOutput<typeof foundArray>;

/** Bytes of all its numbers. */
export function sizeOf({ shape, type }: FoundArray): number {
  return countOf(shape) * tensorTypes[type].size;
}
