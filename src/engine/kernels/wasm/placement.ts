/** Tensors whose place in a memory is known before there is one. */
import type { DType, Numbers, Tensor } from '../../tensor';

const NOTHING = { float64: new Float64Array(0), float32: new Float32Array(0) };

/** Its data are empty, of the right type, until it is placed. */
export class PlacedTensor implements Tensor {
  data: Numbers;
  readonly #size: number;

  /** @param address in bytes. */
  constructor(
    readonly shape: readonly number[],
    dtype: DType,
    readonly address: number,
  ) {
    this.data = NOTHING[dtype];
    this.#size = sizeOf(shape);
  }

  get bytes(): number {
    return this.#size * this.data.BYTES_PER_ELEMENT;
  }

  place(buffer: ArrayBufferLike): void {
    this.data =
      this.data.BYTES_PER_ELEMENT === 8
        ? new Float64Array(buffer, this.address, this.#size)
        : new Float32Array(buffer, this.address, this.#size);
  }
}

function sizeOf(shape: readonly number[]): number {
  return shape.reduce((product, length) => product * length, 1);
}

/** @throws TypeError for a tensor of another backend, which no kernel can read. */
export function addressOf(t: Tensor): number {
  if (t instanceof PlacedTensor) return t.address;
  throw new TypeError(`a tensor of shape [${t.shape.join(', ')}] was not given to the plan`);
}

/** Up to the next multiple. */
export function roundUp(value: number, multiple: number): number {
  return Math.ceil(value / multiple) * multiple;
}
