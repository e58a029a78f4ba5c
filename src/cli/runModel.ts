/** A model's run on the command line: the inspector with the machine's memory and threads. */
import { availableParallelism, totalmem } from 'node:os';
import { basename, join } from 'node:path';
import { type ConventionName, notationOf } from '../inspector/convention';
import { Inspector } from '../inspector/inspector';
import { memoryThereIs, unasked } from '../inspector/memory';
import { bytesText } from '../inspector/naming';
import type { Arithmetic, MemoryReply } from '../inspector/views';
import { kernelThreads } from '../worker/kernelThreads';
import { BadInputError, nameOfInput, readInput, writeIssues } from './input';

/** How a model is run. */
export interface RunSettings {
  /** Bytes. */
  readonly memory?: number;
  readonly arithmetic: Arithmetic;
  readonly threads?: number;
  readonly convention?: ConventionName;
}

/**
 * Reads and runs a model, and writes its issues to standard error.
 * @returns the inspector with its result; undefined where the model was refused.
 * @throws BadInputError where the file cannot be read, or the run does not get its memory.
 */
export async function runModel(
  model: string,
  { memory: agreed = 0, arithmetic, threads = 0, convention }: RunSettings,
): Promise<Inspector | undefined> {
  const file = nameOfInput(model);
  const inspector = new Inspector(
    { now: () => performance.now(), pause: () => new Promise((resolve) => setImmediate(resolve)) },
    {
      memory: memoryThereIs(totalmem(), process.constrainedMemory()),
      threads: { cores: availableParallelism(), start: kernelThreads(join(__dirname, 'kernelThread.js')) },
    },
  );
  const name = file === model ? basename(file).replace(/(\.backprop)?\.jsonc?$/, '') : 'model';
  const wanted = { agreed, arithmetic, threads, notation: notationOf(convention) };
  const text = new TextDecoder().decode(await readInput(model, 'a model file'));
  const reply = await inspector.run(text, name, () => undefined, wanted);
  writeIssues(file, reply.issues);
  if (reply.kind === 'refused') return undefined;
  if (reply.kind !== 'ran') throw new BadInputError(`${file}:1:1: memory: ${memoryText(reply, agreed)}`);
  return inspector;
}

/** `message (expected …, found …)` of a run that did not get its memory. */
function memoryText({ kind, needed, available }: MemoryReply, agreed: number): string {
  const [need, there] = [bytesText(needed, Math.ceil), bytesText(available, Math.floor)];
  if (kind === 'exhausted') {
    return `The run needs more memory than this machine can give (expected fewer samples or units, found a need of ${need})`;
  }
  const quarter = unasked(available);
  const limit =
    agreed > quarter
      ? `${bytesText(agreed, Math.floor)}, as --memory says`
      : `${bytesText(quarter, Math.floor)}, a quarter of this machine's memory`;
  const message =
    needed > available
      ? `The run needs more memory than this machine has, ${there}`
      : 'The run needs more memory than it may take unasked';
  return `${message} (expected at most ${limit}, found ${need}; run again with --memory ${need.replace(' ', '')})`;
}
