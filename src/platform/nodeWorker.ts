/** The inspector's worker as a thread of Node. */
import { Worker } from 'node:worker_threads';
import type { StartWorker } from '../host/inspectorWorker';
import { portTransport } from '../protocol/portTransport';

/** @param script path of the worker's built file. */
export function nodeWorker(script: string): StartWorker {
  return () => {
    const worker = new Worker(script);
    return {
      transport: portTransport(worker),
      onEnd: (listener) => {
        let reason: string | undefined;
        worker.on('error', (error) => {
          reason = error instanceof Error ? error.message : String(error);
        });
        worker.on('exit', (code) => {
          listener(reason ?? (code === 0 ? undefined : `the worker ended with code ${code}`));
        });
      },
      terminate: async () => {
        await worker.terminate();
      },
    };
  };
}
