// Times one network with every competitor.
import path from 'node:path';
import type { Competitor } from './competitors';
import { contest, type Contestant, type Outcome } from './contest';
import { type DType, readAnswer, writeProblem } from './problem';
import type { Shape } from './shapes';
import type { TimedProgram } from './timedProgram';

/** Each timing of a round lasts at least so long. */
export const LEAST_MS = 40;

/** Of one forward and backward pass. */
export interface NetworkTime extends Outcome {
  readonly shape: string;
}

/**
 * @param competitors ours in strict arithmetic first: the others are held to its answer.
 * @param folder for the problem and the answers.
 * @returns one time a competitor that knows the dtype, in their order.
 */
export async function timeNetwork(
  competitors: readonly Competitor[],
  shape: Shape,
  dtype: DType,
  folder: string,
): Promise<readonly NetworkTime[]> {
  await writeProblem(folder, shape, dtype);
  const programs: TimedProgram[] = [];
  const contestant = ({ name, start }: Competitor): Contestant => {
    let program: TimedProgram;
    return {
      name,
      dtype,
      // Started only now, so that no two get ready at once.
      answer: async () => {
        program = start();
        programs.push(program);
        const file = path.join(folder, 'answer.f64');
        await program.load(folder);
        await program.answer(file);
        return readAnswer(file);
      },
      time: () => program.time(LEAST_MS),
    };
  };
  try {
    const able = competitors.filter(({ dtypes }) => dtypes.includes(dtype));
    const outcomes = await contest(able.map(contestant));
    return outcomes.map((outcome) => ({ shape: shape.name, ...outcome }));
  } finally {
    for (const program of programs) program.stop();
  }
}
