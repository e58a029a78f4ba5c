/** The command line: the inspector without an editor, for scripts and CI. */
import { readFile } from 'node:fs/promises';
import { availableParallelism, totalmem } from 'node:os';
import { basename, join } from 'node:path';
import { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { pipeline } from 'node:stream/promises';
import { Command, InvalidArgumentError, Option } from 'commander';
import { version } from '../package.json';
import { Inspector } from './inspector/inspector';
import { bytesOf, memoryThereIs, unasked } from './inspector/memory';
import { bytesText } from './inspector/naming';
import { reportJsonText, reportTable } from './inspector/report';
import { inOneLine } from './inspector/oneLine';
import type { Arithmetic, MemoryReply, ModelIssue } from './inspector/views';
import { kernelThreads } from './worker/kernelThreads';

/** Bad input. */
const EXIT_BAD_INPUT = 2;
/** A broken invariant of our own. */
const EXIT_FAILURE = 1;

/** As a file's name: the model comes from standard input. */
const STANDARD_INPUT = '-';

/** What the command line was given and cannot use; its message is for the user. */
class BadInputError extends Error {
  override readonly name = 'BadInputError';
}

interface RunOptions {
  readonly json?: true;
  /** From 1, as people count. */
  readonly sample?: number;
  /** Bytes. */
  readonly memory?: number;
  readonly arithmetic: Arithmetic;
  readonly threads?: number;
}

async function run(model: string, options: RunOptions): Promise<void> {
  const file = model === STANDARD_INPUT ? '<stdin>' : model;
  const inspector = new Inspector(
    { now: () => performance.now(), pause: () => new Promise((resolve) => setImmediate(resolve)) },
    {
      memory: memoryThereIs(totalmem(), process.constrainedMemory()),
      threads: { cores: availableParallelism(), start: kernelThreads(join(__dirname, 'kernelThread.js')) },
    },
  );
  const name = model === STANDARD_INPUT ? 'model' : basename(file).replace(/(\.backprop)?\.jsonc?$/, '');
  const { memory: agreed = 0, arithmetic, threads = 0 } = options;
  const wanted = { agreed, arithmetic, threads };
  const reply = await inspector.run(await read(model, file), name, () => undefined, wanted);
  for (const issue of reply.issues) process.stderr.write(`${inOneLine(issueLine(file, issue))}\n`);
  if (reply.kind === 'refused') {
    process.exitCode = EXIT_BAD_INPUT;
    return;
  }
  if (reply.kind !== 'ran') throw new BadInputError(`${file}:1:1: memory: ${memoryText(reply, agreed)}`);
  const result = inspector.result();
  const { samples } = result.network;
  const sample = options.sample === undefined ? undefined : options.sample - 1;
  if (sample !== undefined && sample >= samples) {
    throw new BadInputError(
      `${file}: there is no sample ${sample + 1} (expected --sample from 1 to ${samples}, found ${sample + 1})`,
    );
  }
  await print(options.json === true ? reportJsonText(result, sample) : [reportTable(result, sample)]);
}

/** Writes piece by piece, as fast as the reader takes it and as long as there is one. */
async function print(pieces: Iterable<string>): Promise<void> {
  try {
    await pipeline(Readable.from(pieces), process.stdout, { end: false });
  } catch (error) {
    if (codeOf(error) !== 'EPIPE') throw error;
  }
}

async function read(model: string, file: string): Promise<string> {
  try {
    return model === STANDARD_INPUT ? await text(process.stdin) : await readFile(model, 'utf8');
  } catch (error) {
    const reason = codeOf(error) ?? String(error);
    throw new BadInputError(
      `${file}:1:1: unreadable: The file cannot be read (expected a model file, found ${reason})`,
    );
  }
}

/** The system's code of a failed call, such as ENOENT. */
function codeOf(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error ? String(error.code) : undefined;
}

/** `file:line:column: code: message (expected …, found …)`, lines and columns from 1. */
function issueLine(file: string, { range, code, message, expected, found }: ModelIssue): string {
  const place = `${file}:${range.start.line + 1}:${range.start.column + 1}`;
  return `${place}: ${code}: ${message} (expected ${expected}, found ${found})`;
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

function memorySize(text: string): number {
  const bytes = bytesOf(text);
  if (bytes === undefined) throw new InvalidArgumentError('It must be a size such as 512MB or 8GB.');
  return bytes;
}

function sampleNumber(text: string): number {
  return countFrom1(text, 'It must be a whole number from 1, the first sample.');
}

function threadCount(text: string): number {
  return countFrom1(text, 'It must be a whole number from 1; leave it out for as many as are useful.');
}

function countFrom1(text: string, message: string): number {
  const count = Number(text);
  if (!Number.isSafeInteger(count) || count < 1) throw new InvalidArgumentError(message);
  return count;
}

// A reader that has enough (`| head -1`) closes its end: no reason to complain, to whom also.
for (const stream of [process.stdout, process.stderr]) {
  stream.on('error', (error) => {
    if (codeOf(error) !== 'EPIPE') throw error;
  });
}

const program = new Command('backprop-inspector')
  .description('Computes every gradient of a network given as JSON, and says how each was made.')
  .version(version)
  .configureOutput({
    outputError: (text, write) => {
      write(text.replace(/^error: /, ''));
    },
  })
  .exitOverride();

program
  .command('run')
  .description('run a model forward and backward and print every delta and gradient')
  .argument('<model>', 'a model file (*.backprop.json), or - for standard input')
  .option('--json', 'print one JSON object with every digit')
  .option(
    '--sample <number>',
    'only this sample, counted from 1: its own loss, deltas and part of the gradients',
    sampleNumber,
  )
  .option(
    '--memory <size>',
    'how much a run may take, such as 8GB; without it, a quarter of the memory that there is',
    memorySize,
  )
  .addOption(
    new Option(
      '--arithmetic <kind>',
      'strict: the same bits on every machine; fast: the last digits are the machine’s',
    )
      .choices(['strict', 'fast'] satisfies Arithmetic[])
      .default('strict'),
  )
  .option('--threads <number>', 'how many threads compute large products', threadCount)
  .action(run);

program.parseAsync().catch((error: unknown) => {
  // Commander has printed its own message; asking for help is no error.
  if (error instanceof Error && 'exitCode' in error) {
    process.exitCode = error.exitCode === 0 ? 0 : EXIT_BAD_INPUT;
    return;
  }
  process.stderr.write(`${inOneLine(error instanceof Error ? error.message : String(error))}\n`);
  process.exitCode = error instanceof BadInputError ? EXIT_BAD_INPUT : EXIT_FAILURE;
});
