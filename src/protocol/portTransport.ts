/** A thread's port as a transport: the host's end of a worker, or the worker's own. */
import type { Transport } from './channel';

/** What Node's Worker and MessagePort have in common. */
interface Port {
  postMessage(data: unknown, transfer: readonly ArrayBuffer[]): void;
  on(event: 'message', receive: (data: unknown) => void): unknown;
  off(event: 'message', receive: (data: unknown) => void): unknown;
}

export function portTransport(port: Port): Transport {
  return {
    post: (data, transfer) => {
      port.postMessage(data, transfer);
    },
    listen: (receive) => {
      port.on('message', receive);
      return () => port.off('message', receive);
    },
  };
}
