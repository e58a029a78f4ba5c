/** The inspector in a worker thread of Node, behind the protocol. */
import { parentPort } from 'node:worker_threads';
import { portTransport } from '../protocol/portTransport';
import { serve } from './serve';

if (parentPort === null) throw new Error('the worker has no parent thread');

serve(
  {
    now: () => performance.now(),
    pause: () => new Promise((resolve) => setImmediate(resolve)),
  },
  portTransport(parentPort),
);
