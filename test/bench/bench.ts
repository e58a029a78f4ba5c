// Times the backward pass side by side with other libraries: `npm run bench [shape …]`. Prints a table of medians and
// ratios, and keeps them as dist/bench.json. A competitor whose loss or gradients differ from ours has no time.
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { repositoryRoot } from '../vscode/cache';
import { installNode } from '../vscode/npmNode';
import { versions } from '../vscode/versions';
import { type Competitor, findCompetitors } from './competitors';
import { difference, type DType, readAnswer, writeProblem } from './problem';
import { type Shape, shapes } from './shapes';
import { print, type Row } from './table';
import type { TimedProgram } from './timedProgram';

const ROUNDS = 7;

/** Each timing of a round lasts at least so long. */
const LEAST_MS = 40;

/** A pass that takes longer is timed once: its spread is small against it. */
const SLOW_MS = 2000;

/** ‖x − y‖ / ‖y‖ that rounding explains; a relu on the other side of its kink in float32 included. */
const TOLERANCES: Readonly<Record<DType, number>> = { float64: 1e-10, float32: 1e-4 };

/** Times all competitors on one network, by turns, so that a busy machine is busy for all. */
async function timeAll(
  competitors: readonly Competitor[],
  shape: Shape,
  dtype: DType,
  folder: string,
): Promise<readonly Row[]> {
  await writeProblem(folder, shape, dtype);
  const running: { readonly name: string; readonly program: TimedProgram; readonly times: number[] }[] = [];
  const rows: Row[] = [];
  let truth: Float64Array | undefined;
  try {
    for (const competitor of competitors.filter(({ dtypes }) => dtypes.includes(dtype))) {
      const { name } = competitor;
      const program = competitor.start();
      const fail = (why: string): void => {
        program.stop();
        rows.push({ shape: shape.name, dtype, name, milliseconds: undefined, why });
      };
      try {
        await program.load(folder);
        const file = path.join(folder, `${running.length}.answer`);
        await program.answer(file);
        const answer = await readAnswer(file);
        truth ??= answer;
        const distance = difference(answer, truth);
        if (distance > TOLERANCES[dtype]) fail(`wrong by ${distance.toExponential(1)}`);
        else running.push({ name, program, times: [] });
      } catch (error) {
        fail(error instanceof Error ? error.message : String(error));
      }
    }
    for (let round = 0; round < ROUNDS; round++) {
      for (const { program, times } of running) {
        if (times[0] !== undefined && times[0] > SLOW_MS) continue;
        times.push(await program.time(LEAST_MS));
      }
    }
  } finally {
    for (const { program } of running) program.stop();
  }
  return [
    ...running.map(({ name, times }) => ({
      shape: shape.name,
      dtype,
      name,
      milliseconds: times.toSorted((a, b) => a - b)[Math.floor(times.length / 2)],
      why: undefined,
    })),
    ...rows,
  ];
}

async function bench(wanted: readonly string[]): Promise<void> {
  const say = (line: string): void => {
    console.log(line);
  };
  // The Node of the newest VS Code: users' numbers are computed there.
  const node = await installNode(versions.latest.nodeMajor);
  const competitors = await findCompetitors(node, say);
  const folder = await mkdtemp(path.join(os.tmpdir(), 'backprop-bench-'));
  const rows: Row[] = [];
  try {
    for (const shape of shapes.filter(({ name }) => wanted.length === 0 || wanted.includes(name))) {
      for (const dtype of ['float64', 'float32'] as const) {
        const timed = await timeAll(competitors, shape, dtype, folder);
        print(timed, say);
        rows.push(...timed);
      }
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
  const file = path.join(repositoryRoot, 'dist/bench.json');
  await mkdir(path.dirname(file), { recursive: true });
  const machine = { cpu: os.cpus()[0]?.model, node: versions.latest.nodeMajor };
  await writeFile(file, `${JSON.stringify({ machine, rows }, undefined, 2)}\n`);
  say(`Kept in ${path.relative(process.cwd(), file)}.`);
}

void bench(process.argv.slice(2));
