/** How the engine's further threads start in Node. */
import { Worker } from 'node:worker_threads';
import type { StartThread } from '../engine/kernels/threads/crew';

/** @param script path of kernelThread's built file. */
export function kernelThreads(script: string): StartThread {
  return (onDeath) => {
    const worker = new Worker(script);
    // Nobody waits for a thread that waits for work.
    worker.unref();
    worker.on('error', (error) => {
      onDeath(error instanceof Error ? error.message : String(error));
    });
    worker.on('exit', (code) => {
      onDeath(`it ended with code ${code}`);
    });
    return {
      post: (message) => {
        worker.postMessage(message);
      },
      terminate: () => {
        void worker.terminate();
      },
    };
  };
}
