/** A thread of Node that makes kernels' calls for another one. */
import { parentPort } from 'node:worker_threads';
import { type Attachment, CrewMember, type Welcome } from '../engine/kernels/threads/crewMember';

if (parentPort === null) throw new Error('the thread has no parent thread');

let member: CrewMember | undefined;
parentPort.on('message', (message: Welcome | Attachment) => {
  if ('control' in message) member = new CrewMember(message);
  else member?.attach(message);
});
