/** The memory of a run: what is said before it is what it holds after it. */
import { describe, expect, it } from 'vitest';
import { isOutOfMemory, memoryOf } from '../../src/engine/memory';
import { buildNetwork, type NetworkSpec } from '../../src/engine/network';
import { planRun } from '../../src/engine/run';
import type { Tensor } from '../../src/engine/tensor';
import { activationNames, lossNames, Random, randomNetwork, toFloat32 } from './support/randomNetwork';

/** The bytes of all arrays that can be reached from a value. */
function bytesIn(value: unknown): number {
  const seen = new Set<unknown>();
  let bytes = 0;
  const visit = (part: unknown): void => {
    if (typeof part !== 'object' || part === null || seen.has(part)) return;
    seen.add(part);
    if (ArrayBuffer.isView(part)) bytes += part.byteLength;
    else for (const entry of Object.values(part)) visit(entry);
  };
  visit(value);
  return bytes;
}

/** A number that stands for so many: only its shape is read. */
const shaped = (rows: number, columns: number): Tensor => ({
  shape: [rows, columns],
  data: new Float64Array(0),
});

describe('the memory of a run', () => {
  describe.each(lossNames)('with %s', (loss) => {
    it.each(activationNames)('and %s is that of its tensors', (activation) => {
      const random = new Random(7);
      for (let i = 0; i < 6; i++) {
        const spec = randomNetwork(random, loss, activation);
        for (const typed of [spec, toFloat32(spec)]) {
          const network = buildNetwork(typed);
          const { given, steps } = planRun(network).plan;
          const planned = [...given, ...steps.map(({ output }) => output)];
          const bytes = planned.reduce((sum, { data }) => sum + data.byteLength, 0);
          expect(memoryOf(typed)).toBe(bytesIn([typed, network.targets]) + bytes);
        }
      }
    });
  });

  it('is known of networks that no machine could hold', () => {
    const spec: NetworkSpec = {
      name: 'wide',
      dtype: 'float64',
      layers: [
        {
          type: 'dense',
          name: 'wide',
          units: 1e6,
          activation: { name: 'sigmoid', parameters: {} },
          inputs: ['inputs'],
          parameters: { weights: shaped(1, 1e6) },
        },
      ],
      loss: { name: 'half_squared_error', parameters: {}, fromLogits: false },
      reduction: 'mean',
      inputs: shaped(1e6, 1),
      targets: shaped(1e6, 1e6),
    };
    // z, a, ∂L/∂a, σ′, δ, each output's loss and the targets twice; W three times, inputs twice, losses.
    expect(memoryOf(spec)).toBe(8 * (8 * 1e12 + 6 * 1e6 + 1));
  });
});

describe('a machine without memory', () => {
  it('is known by what it throws', () => {
    const thrown = (make: () => unknown): unknown => {
      try {
        return make();
      } catch (error) {
        return error;
      }
    };
    expect(isOutOfMemory(thrown(() => new Float64Array(2 ** 53 - 1)))).toBe(true);
    expect(isOutOfMemory(thrown(() => new ArrayBuffer(2 ** 53 - 1)))).toBe(true);
    expect(isOutOfMemory(thrown(() => new WebAssembly.Memory({ initial: 1, maximum: 1 }).grow(1)))).toBe(
      true,
    );
  });

  it('is no other error', () => {
    expect(isOutOfMemory(new RangeError('there is no sample 5 in a batch of 4'))).toBe(false);
    expect(isOutOfMemory(new RangeError('Maximum call stack size exceeded'))).toBe(false);
    expect(isOutOfMemory(new TypeError('memory'))).toBe(false);
    expect(isOutOfMemory('memory')).toBe(false);
  });
});
