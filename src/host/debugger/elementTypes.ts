/** The types of numbers that are read, by their names in safetensors, and the bytes of one number. */
export const elementSizes = {
  F64: 8,
  F32: 4,
  F16: 2,
  BF16: 2,
  I64: 8,
  I32: 4,
  I16: 2,
  I8: 1,
  U64: 8,
  U32: 4,
  U16: 2,
  U8: 1,
} as const;

export type ElementTypeName = keyof typeof elementSizes;

export const elementTypeNames = Object.keys(elementSizes) as [ElementTypeName, ...ElementTypeName[]];
