/** The inspector in a worker thread of Node, behind the protocol. */
import { totalmem } from 'node:os';
import { parentPort } from 'node:worker_threads';
import { memoryThereIs } from '../inspector/memory';
import { portTransport } from '../protocol/portTransport';
import { serve } from './serve';

if (parentPort === null) throw new Error('the worker has no parent thread');

serve(
  {
    now: () => performance.now(),
    pause: () => new Promise((resolve) => setImmediate(resolve)),
  },
  memoryThereIs(totalmem(), process.constrainedMemory()),
  portTransport(parentPort),
);
