/** Work that can be watched and stopped: a generator that yields after every slice, so that its driver decides. */

/**
 * Yields the multiply-adds done since the last yield; returns the result. Whoever drives it may stop between slices,
 * report progress, or let other work in.
 */
export type Computation<T> = Generator<number, T, void>;

/** Runs a computation to its end at once. */
export function complete<T>(computation: Computation<T>): T {
  for (;;) {
    const step = computation.next();
    if (step.done === true) return step.value;
  }
}
