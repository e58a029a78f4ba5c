/** Pairs of joined ends, as they are between the host, its worker and its webviews. */
import type { Transport } from '../../src/protocol/channel';

/** Makes of a message what arrives at the other end. */
type Carry = (data: unknown) => unknown;

/** A worker thread's: the structured clone of HTML. */
export const cloned: Carry = (data) => structuredClone(data);

/** VS Code's to a webview: JSON with typed arrays at the side, put back where they stood. */
export const asJson: Carry = (data) => {
  const aside: ArrayBufferView[] = [];
  const text = JSON.stringify(data, (_key, value: unknown) => {
    if (!ArrayBuffer.isView(value)) return value;
    aside.push(structuredClone(value));
    return { $$buffer: aside.length - 1 };
  });
  return JSON.parse(text, (_key, value: unknown) => {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, '$$buffer')) return value;
    return aside[(value as { $$buffer: number }).$$buffer];
  });
};

export const carriers: readonly (readonly [string, Carry])[] = [
  ['structured clone', cloned],
  ['JSON with typed arrays at the side', asJson],
];

/** One end of a pair, with what a test wants to know and do. */
export interface TestEnd extends Transport {
  /** All that was posted from here, as it arrived there. */
  readonly posted: unknown[];
  /** Hears this, whoever sent it. */
  hear(data: unknown): void;
  readonly listeners: number;
}

/**
 * Two joined ends. Messages arrive later, in the order of posting.
 * @param carry throws where it cannot carry a message.
 */
export function pair(carry: Carry): readonly [TestEnd, TestEnd] {
  const left = end((data) => {
    right.hear(data);
  }, carry);
  const right: TestEnd = end((data) => {
    left.hear(data);
  }, carry);
  return [left, right];
}

function end(deliver: (data: unknown) => void, carry: Carry): TestEnd {
  const receivers = new Set<(data: unknown) => void>();
  const posted: unknown[] = [];
  return {
    posted,
    post: (data) => {
      const carried = carry(data);
      posted.push(carried);
      setImmediate(() => {
        deliver(carried);
      });
    },
    listen: (receive) => {
      receivers.add(receive);
      return () => receivers.delete(receive);
    },
    hear: (data) => {
      for (const receive of receivers) receive(data);
    },
    get listeners() {
      return receivers.size;
    },
  };
}
