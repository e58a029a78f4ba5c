// Times several things by turns, so that a busy machine is busy for all.

const ROUNDS = 7;

/** What takes longer is timed once: its spread is small against it. */
const SLOW_MS = 2000;

/**
 * @param measures each gives milliseconds.
 * @returns the median of each one's rounds, or the error that one of them ended with; the others go on.
 */
export async function timeByTurns(
  measures: readonly (() => Promise<number>)[],
): Promise<readonly (number | Error)[]> {
  const times: number[][] = measures.map(() => []);
  const failures = new Map<number, Error>();
  for (let round = 0; round < ROUNDS; round++) {
    for (const [i, measure] of measures.entries()) {
      const own = times[i]!;
      if (failures.has(i) || own[0]! > SLOW_MS) continue;
      try {
        own.push(await measure());
      } catch (error) {
        failures.set(i, error instanceof Error ? error : new Error(String(error)));
      }
    }
  }
  return times.map((own, i) => failures.get(i) ?? median(own));
}

/** @param values an odd number of them, as rounds are. */
function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)]!;
}
