/** Runs a computation in slices of time, so that whoever shares the thread stays responsive and can cancel it. */
import type { Computation } from '../engine/computation';

/** What the driver needs of its surroundings. */
export interface Scheduler {
  /** Milliseconds on any clock that only goes forward. */
  now(): number;
  /** Resolves after everything that waits for the thread has had its turn. */
  pause(): Promise<void>;
}

/** Long enough that pausing costs little, short enough that a request during a run does not feel late. */
const SLICE_MS = 12;

/** What a cancelled run rejects with. */
export class CancelledError extends Error {
  override readonly name = 'CancelledError';
  constructor() {
    super('the run was cancelled');
  }
}

/**
 * Drives a computation to its end.
 * @param onWork called with the multiply-adds done so far, about once a slice.
 * @throws CancelledError at the first pause after `isCancelled` turns true; the computation is ended then.
 */
export async function drive<T>(
  computation: Computation<T>,
  scheduler: Scheduler,
  isCancelled: () => boolean,
  onWork: (done: number) => void,
): Promise<T> {
  let done = 0;
  let sliceStart = scheduler.now();
  try {
    for (;;) {
      const step = computation.next();
      if (step.done === true) return step.value;
      done += step.value;
      if (scheduler.now() - sliceStart < SLICE_MS) continue;
      onWork(done);
      await scheduler.pause();
      if (isCancelled()) throw new CancelledError();
      sliceStart = scheduler.now();
    }
  } finally {
    end(computation);
  }
}

/** Has an unfinished computation give back what it holds, such as memory. */
function end(computation: Computation<unknown>): void {
  computation.return(undefined);
}
