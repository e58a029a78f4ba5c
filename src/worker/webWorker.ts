/** The inspector in a web worker, behind the protocol. */
import { eventTransport } from '../protocol/eventTransport';
import { serve } from './serve';

/** Chromium's figure in GiB, of at most 8; other browsers do not say, and no run is asked about there. */
const { deviceMemory } = navigator as { readonly deviceMemory?: number };

const turns = new MessageChannel();
const waiting: (() => void)[] = [];
turns.port1.onmessage = () => waiting.shift()?.();

/** A message comes at the next turn of the event loop; timers wait for 4 ms when they follow each other. */
function pause(): Promise<void> {
  return new Promise((resolve) => {
    waiting.push(resolve);
    turns.port2.postMessage(undefined);
  });
}

serve(
  { now: () => performance.now(), pause },
  deviceMemory === undefined ? {} : { memory: deviceMemory * 2 ** 30 },
  eventTransport(self),
);
