/** A web worker's port as a transport: the host's end, or the worker's own. */
import type { Transport } from './channel';

/** What a Worker and a worker's own scope have in common. */
interface EventPort {
  postMessage(data: unknown, transfer: ArrayBuffer[]): void;
  addEventListener(type: 'message', receive: (event: { readonly data: unknown }) => void): void;
  removeEventListener(type: 'message', receive: (event: { readonly data: unknown }) => void): void;
}

export function eventTransport(port: EventPort): Transport {
  return {
    post: (data, transfer) => {
      port.postMessage(data, [...transfer]);
    },
    listen: (receive) => {
      const listener = ({ data }: { readonly data: unknown }): void => {
        receive(data);
      };
      port.addEventListener('message', listener);
      return () => {
        port.removeEventListener('message', listener);
      };
    },
  };
}
