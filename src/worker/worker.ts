/** The inspector in a worker thread of Node, behind the protocol. */
import { availableParallelism, totalmem } from 'node:os';
import { join } from 'node:path';
import { parentPort } from 'node:worker_threads';
import { memoryThereIs } from '../inspector/memory';
import { portTransport } from '../protocol/portTransport';
import { kernelThreads } from './kernelThreads';
import { serve } from './serve';

if (parentPort === null) throw new Error('the worker has no parent thread');

serve(
  {
    now: () => performance.now(),
    pause: () => new Promise((resolve) => setImmediate(resolve)),
  },
  {
    memory: memoryThereIs(totalmem(), process.constrainedMemory()),
    threads: { cores: availableParallelism(), start: kernelThreads(join(__dirname, 'kernelThread.js')) },
  },
  portTransport(parentPort),
);
