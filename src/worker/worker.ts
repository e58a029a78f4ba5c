/** The inspector in a worker thread of Node, behind the protocol. */
import { parentPort } from 'node:worker_threads';
import { serve } from './serve';

const port = parentPort;
if (port === null) throw new Error('the worker has no parent thread');

serve(
  {
    now: () => performance.now(),
    pause: () => new Promise((resolve) => setImmediate(resolve)),
  },
  {
    post: (data) => {
      port.postMessage(data);
    },
    listen: (receive) => {
      port.on('message', receive);
      return () => port.off('message', receive);
    },
  },
);
