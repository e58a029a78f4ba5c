/** One WebAssembly memory in which tensors lie, so that kernels read and write them in place. */
import type { DType, Numbers, Tensor } from '../../tensor';
import { SPARE_BYTES, VECTOR_BYTES } from './layout';
import { type Memory, webAssembly } from './webAssembly';

const PAGE_BYTES = 65_536;

/** Up to the next multiple. */
export function roundUp(value: number, multiple: number): number {
  return Math.ceil(value / multiple) * multiple;
}

/**
 * From its start: the kernels' spare bytes, the tensors in the order of their allocation, scratch for the product under
 * way. Its size is planned: once a tensor was given out it does not grow, because growing empties all views.
 */
export class Arena {
  readonly memory: Memory;
  #tensorsEnd = SPARE_BYTES;
  #float64: Float64Array;
  #float32: Float32Array;

  /** @param bytes for tensors and scratch together. */
  constructor(bytes = 0) {
    if (webAssembly === undefined) throw new Error('Arena: this machine has no WebAssembly');
    this.memory = new webAssembly.Memory({ initial: Math.ceil((SPARE_BYTES + bytes) / PAGE_BYTES) });
    this.#float64 = new Float64Array(this.memory.buffer);
    this.#float32 = new Float32Array(this.memory.buffer);
  }

  /**
   * A tensor of zeros whose data are a view of the memory.
   * @throws RangeError where the planned size does not hold it.
   */
  allocate(shape: readonly number[], dtype: DType): Tensor {
    const size = shape.reduce((product, length) => product * length, 1);
    const at = this.#tensorsEnd;
    const end = roundUp(at + size * (dtype === 'float64' ? 8 : 4), VECTOR_BYTES);
    if (end > this.memory.buffer.byteLength) {
      throw new RangeError(
        `Arena: ${end} bytes are needed, ${this.memory.buffer.byteLength} bytes were planned`,
      );
    }
    this.#tensorsEnd = end;
    const data =
      dtype === 'float64'
        ? new Float64Array(this.memory.buffer, at, size)
        : new Float32Array(this.memory.buffer, at, size);
    return { shape, data: data.fill(0) };
  }

  /** The address of numbers that lie in this memory, undefined of others. */
  addressOf(data: Numbers): number | undefined {
    return data.buffer === this.#float64.buffer ? data.byteOffset : undefined;
  }

  /** The whole memory as numbers of so many bytes. */
  view(bytes: 8 | 4): Numbers {
    return bytes === 8 ? this.#float64 : this.#float32;
  }

  /**
   * The address of so many bytes of scratch, which are the caller's until the next call.
   * @throws RangeError where the planned size does not hold them, or the machine has no more memory.
   */
  scratch(bytes: number): number {
    const missing = this.#tensorsEnd + bytes - this.memory.buffer.byteLength;
    if (missing > 0) {
      if (this.#tensorsEnd > SPARE_BYTES) {
        throw new RangeError(`Arena: ${missing} bytes more than planned are needed for a product`);
      }
      this.memory.grow(Math.ceil(missing / PAGE_BYTES));
      this.#float64 = new Float64Array(this.memory.buffer);
      this.#float32 = new Float32Array(this.memory.buffer);
    }
    return this.#tensorsEnd;
  }
}
