// Runs in a worker of the timed page: the host with the real inspector, so that the page's own thread is the panel's alone.
import { HarnessHost } from '../../webview/harness/harnessHost';
import { squareModel } from './model';

/** Runs the model with so many rows and columns; answered by `Crossed` whenever that is asked for. */
export type Order = { readonly run: number } | { readonly crossed: true };

/** Bytes that have gone to the page since the last question. */
export interface Crossed {
  readonly crossed: number;
}

let crossed = 0;
const receivers: ((data: unknown) => void)[] = [];
const host = new HarnessHost('square.backprop.json', {
  post: (data) => {
    crossed += bytesOf(data);
    postMessage({ panel: data });
  },
  listen: (receive) => {
    receivers.push(receive);
    return () => undefined;
  },
});

addEventListener('message', ({ data }: MessageEvent<Order | { readonly panel: unknown }>) => {
  if ('run' in data) void host.run(squareModel(data.run));
  else if ('crossed' in data) {
    postMessage({ crossed } satisfies Crossed);
    crossed = 0;
  } else for (const receive of receivers) receive(data.panel);
});

/** Arrays as they cross, and the rest as long as its JSON. */
function bytesOf(message: unknown): number {
  let arrays = 0;
  const text = JSON.stringify(message, (_, value: unknown) => {
    if (!ArrayBuffer.isView(value)) return value;
    arrays += value.byteLength;
    return undefined;
  });
  return arrays + new TextEncoder().encode(text).length;
}
