// Runs in the timed page before the panel: gives it an editor API that leads to the worker, and measures what is seen.
import type { Crossed, Order } from './worker';

/** What the benchmark asks of the page. */
export interface Probe {
  /** Runs the model; resolves with the milliseconds from the arrival of its state to the plot's first picture on screen. */
  firstPicture(side: number): Promise<number>;
  /** Bytes that came from the worker since the last question. */
  crossed(): Promise<number>;
  /** One step a frame; resolves with the milliseconds between the frames. */
  frames(count: number, step: (frame: number) => void): Promise<readonly number[]>;
  /** Resolves when the worker is silent. */
  quiet(): Promise<void>;
}

const worker = new Worker('worker.js');
const order = (what: Order): void => {
  worker.postMessage(what);
};

let stateCame = 0;
let pictureSeen: ((time: number) => void) | undefined;
let crossedCame: ((bytes: number) => void) | undefined;
let lastMessage = 0;

worker.addEventListener('message', ({ data }: MessageEvent<Crossed | { readonly panel: unknown }>) => {
  if ('crossed' in data) {
    crossedCame?.(data.crossed);
    return;
  }
  lastMessage = performance.now();
  if (isReady(data.panel)) stateCame = lastMessage;
  dispatchEvent(new MessageEvent('message', { data: data.panel }));
});

/** Whether it is the event that tells the panel of a finished run. */
function isReady(message: unknown): boolean {
  const { m, a } = message as { readonly m?: unknown; readonly a?: readonly unknown[] };
  return m === 'state' && (a?.[0] as { readonly status?: unknown } | undefined)?.status === 'ready';
}

// The plot's picture comes from another canvas: its first drawing is the first picture.
const drawImage = Reflect.get(CanvasRenderingContext2D.prototype, 'drawImage') as (
  ...args: unknown[]
) => void;
CanvasRenderingContext2D.prototype.drawImage = function (
  this: CanvasRenderingContext2D,
  ...args: unknown[]
): void {
  drawImage.apply(this, args);
  if (pictureSeen === undefined || !this.canvas.classList.contains('plot')) return;
  const seen = pictureSeen;
  pictureSeen = undefined;
  // After this frame is on screen: the next task behind its painting.
  requestAnimationFrame(() => {
    const { port1, port2 } = new MessageChannel();
    port2.onmessage = () => {
      seen(performance.now());
    };
    port1.postMessage(undefined);
  });
};

const probe: Probe = {
  firstPicture: async (side) => {
    const seen = new Promise<number>((resolve) => {
      pictureSeen = resolve;
    });
    order({ run: side });
    return (await seen) - stateCame;
  },
  crossed: () =>
    new Promise((resolve) => {
      crossedCame = resolve;
      order({ crossed: true });
    }),
  frames: (count, step) =>
    new Promise((resolve) => {
      const times: number[] = [];
      const next = (time: number): void => {
        times.push(time);
        if (times.length > count) {
          resolve(times.slice(1).map((each, i) => each - times[i]!));
          return;
        }
        step(times.length);
        requestAnimationFrame(next);
      };
      requestAnimationFrame(next);
    }),
  quiet: async () => {
    const frame = (): Promise<number> => new Promise((done) => requestAnimationFrame(done));
    lastMessage = performance.now();
    while (performance.now() - lastMessage < 200) await frame();
  },
};

Object.assign(window, {
  probe,
  acquireVsCodeApi: () => ({
    postMessage: (data: unknown) => {
      worker.postMessage({ panel: data });
    },
    getState: () => undefined,
    setState: () => undefined,
  }),
});
