/** A worker with an inspector in it, however it runs: a thread of Node, or a web worker. */
import { type Channel, connect, type Transport } from '../protocol/channel';
import { inspectorContract, inspectorEvents } from '../protocol/inspectorContract';
import type { Handlers } from '../protocol/message';

export interface InspectorWorker {
  readonly transport: Transport;
  /** Calls the listener once when the worker has ended, by itself or not, with the reason where it failed. */
  onEnd(listener: (reason: string | undefined) => void): void;
  terminate(): Promise<void>;
}

export type StartWorker = () => InspectorWorker;

export interface ConnectedInspector {
  readonly worker: InspectorWorker;
  readonly channel: Channel<typeof inspectorContract>;
}

/** Starts a worker; when it ends, so does its channel. */
export function startInspector(
  start: StartWorker,
  news: Partial<Handlers<typeof inspectorEvents>> = {},
): ConnectedInspector {
  const worker = start();
  const none = (): undefined => undefined;
  const handlers = { progress: none, checkProgress: none, encodeProgress: none, ...news };
  const channel = connect(inspectorEvents, handlers, inspectorContract, worker.transport);
  worker.onEnd(() => {
    channel.dispose();
  });
  return { worker, channel };
}
