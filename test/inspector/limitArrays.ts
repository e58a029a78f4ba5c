/** A machine with little memory, so that nobody's memory need be filled to see what happens then. */
import { vi } from 'vitest';

/** From now on the machine gives no array of more numbers; `vi.unstubAllGlobals` ends it. */
export function limitArrays(numbers: number): { readonly largest: () => number } {
  let largest = 0;
  vi.stubGlobal(
    'Float64Array',
    new Proxy(Float64Array, {
      construct: (target, args: [unknown]) => {
        const [size] = args;
        if (typeof size === 'number') {
          largest = Math.max(largest, size);
          if (size > numbers) throw new RangeError('Array buffer allocation failed');
        }
        return Reflect.construct(target, args) as Float64Array;
      },
    }),
  );
  return { largest: () => largest };
}
