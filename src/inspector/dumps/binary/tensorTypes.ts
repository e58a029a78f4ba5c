/** The types of numbers in safetensors, by their names there. */
import { elementTypes } from './elementTypes';

export const tensorTypes = {
  F64: elementTypes.float64,
  F32: elementTypes.float32,
  F16: elementTypes.float16,
  BF16: elementTypes.bfloat16,
  I64: elementTypes.int64,
  I32: elementTypes.int32,
  I16: elementTypes.int16,
  I8: elementTypes.int8,
  U64: elementTypes.uint64,
  U32: elementTypes.uint32,
  U16: elementTypes.uint16,
  U8: elementTypes.uint8,
};

export type TensorType = keyof typeof tensorTypes;
