// The JavaScript side of a timed program: answers the harness line by line.
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { createInterface } from 'node:readline';

/** Code is compiled while it runs, and better once it has run for a while. */
const WARM_UP_MS = 300;

/**
 * Commands on standard input: `load FOLDER`, `time MILLISECONDS`, `answer FILE`; one JSON line answers each.
 * @param prepare makes of a problem a function that computes loss and all gradients once; where it returns a promise, it is
 *   awaited. The function's `answer()` gives the last loss and gradients in the answer's order.
 */
export function serve(prepare) {
  let step;
  let answer;
  const commands = {
    load: async (folder) => {
      ({ step, answer } = await prepare(readProblem(folder)));
      await timed(step, WARM_UP_MS);
      return {};
    },
    time: async (least) => ({ milliseconds: await timed(step, Number(least)) }),
    answer: async (file) => {
      await step();
      writeFileSync(file, Float64Array.from(await answer()));
      return {};
    },
  };
  void answerLines(commands);
}

async function answerLines(commands) {
  for await (const line of createInterface({ input: process.stdin })) {
    const [command, argument] = line.split(/ (.*)/s);
    const reply = await commands[command](argument).catch((error) => ({
      error: String(error?.message ?? error),
    }));
    console.log(JSON.stringify(reply));
  }
}

/** Milliseconds of one step: the mean over as many as fill the time, at least one. */
async function timed(step, least) {
  let steps = 0;
  let elapsed;
  const start = performance.now();
  do {
    const result = step();
    // Awaiting what is no promise would cost a tiny network more than its own work.
    if (result instanceof Promise) await result;
    steps++;
    elapsed = performance.now() - start;
  } while (elapsed < least);
  return elapsed / steps;
}

/** The problem with its numbers as arrays of its dtype: `inputs`, `targets`, and `weights` and `biases` of each layer. */
function readProblem(folder) {
  const { widths, samples, dtype } = JSON.parse(readFileSync(path.join(folder, 'problem.json'), 'utf8'));
  const bytes = readFileSync(path.join(folder, 'numbers.f64'));
  const numbers = new Float64Array(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength));
  const ArrayOf = dtype === 'float64' ? Float64Array : Float32Array;
  let at = 0;
  const take = (count) => ArrayOf.from(numbers.subarray(at, (at += count)));
  const inputs = take(samples * widths[0]);
  const targets = take(samples * widths.at(-1));
  const layers = widths.slice(1).map((units, l) => ({
    inputs: widths[l],
    units,
    weights: take(widths[l] * units),
    biases: take(units),
  }));
  return { widths, samples, dtype, inputs, targets, layers };
}
