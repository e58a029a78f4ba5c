// Two joined ends within one page; what is posted arrives later, as a copy.
import type { Transport } from '../../../src/protocol/channel';

export function transportPair(): readonly [Transport, Transport] {
  const heard: [((data: unknown) => void)[], ((data: unknown) => void)[]] = [[], []];
  const end = (own: 0 | 1): Transport => ({
    post: (data) => {
      const copy: unknown = structuredClone(data);
      setTimeout(() => {
        for (const receive of heard[own === 0 ? 1 : 0]) receive(copy);
      }, 0);
    },
    listen: (receive) => {
      heard[own].push(receive);
      return () => {
        heard[own].length = 0;
      };
    },
  });
  return [end(0), end(1)];
}
