// Compares answers, then times: whose answer differs from the first one's has no time.
import { difference, type DType } from './problem';
import { timeByTurns } from './turns';

/** ‖x − y‖ / ‖y‖ that rounding explains; a relu on the other side of its kink in float32 included. */
const TOLERANCES: Readonly<Record<DType, number>> = { float64: 1e-10, float32: 1e-4 };

export interface Contestant {
  readonly name: string;
  readonly dtype: DType;
  /** Loss and gradients; asked for once, before any time. */
  readonly answer: () => Promise<ArrayLike<number>>;
  /** Milliseconds. */
  readonly time: () => Promise<number>;
}

export interface Outcome {
  readonly name: string;
  readonly dtype: DType;
  /** The median; undefined where there is none. */
  readonly milliseconds: number | undefined;
  /** Why there is no time. */
  readonly why: string | undefined;
}

/** @param contestants ours first: the others are held to its answer. @returns one outcome each, in their order. */
export async function contest(contestants: readonly Contestant[]): Promise<readonly Outcome[]> {
  const right: Contestant[] = [];
  const found = new Map<Contestant, number | Error>();
  let truth: ArrayLike<number> | undefined;
  for (const contestant of contestants) {
    const answer = await contestant.answer().catch(asError);
    if (contestant === contestants[0] && !(answer instanceof Error)) truth = answer;
    const fault = faultOf(answer, truth, contestant.dtype);
    if (fault === undefined) right.push(contestant);
    else found.set(contestant, fault);
  }
  const times = await timeByTurns(right.map(({ time }) => time));
  right.forEach((contestant, i) => found.set(contestant, times[i]!));
  return contestants.map((contestant) => {
    const { name, dtype } = contestant;
    const result = found.get(contestant)!;
    return result instanceof Error
      ? { name, dtype, milliseconds: undefined, why: result.message }
      : { name, dtype, milliseconds: result, why: undefined };
  });
}

function faultOf(
  answer: ArrayLike<number> | Error,
  truth: ArrayLike<number> | undefined,
  dtype: DType,
): Error | undefined {
  if (answer instanceof Error) return answer;
  if (truth === undefined) return new Error('there is no answer of ours to compare with');
  const distance = difference(answer, truth);
  return distance > TOLERANCES[dtype] ? new Error(`wrong by ${distance.toExponential(1)}`) : undefined;
}

function asError(error: unknown): Error {
  return error instanceof Error ? error : new Error(String(error));
}
