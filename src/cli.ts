/** The command line: the inspector without an editor, for scripts and CI. */
import { Command, InvalidArgumentError, Option } from 'commander';
import { version } from '../package.json';
import { checkCommand } from './cli/checkCommand';
import { compareCommand } from './cli/compareCommand';
import { EXIT_BAD_INPUT, EXIT_FAILURE } from './cli/exitCodes';
import { BadInputError, codeOf } from './cli/input';
import { runCommand } from './cli/runCommand';
import { conventionNames } from './inspector/convention';
import { usualCheck } from './inspector/gradientCheck/usualCheck';
import { bytesOf } from './inspector/memory';
import { inOneLine } from './inspector/oneLine';
import type { Arithmetic } from './inspector/views';

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

function gradientCount(text: string): number {
  return countFrom1(text, 'It must be a whole number from 1; --all is every one.');
}

function seedNumber(text: string): number {
  return countFrom1(text, 'It must be a whole number from 1.');
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

/** How a model is run: the same for every command that runs one. */
const RUN_OPTIONS: readonly Option[] = [
  new Option(
    '--memory <size>',
    'how much a run may take, such as 8GB; without it, a quarter of the memory that there is',
  ).argParser(memorySize),
  new Option(
    '--arithmetic <kind>',
    'strict: the same bits on every machine; fast: the last digits are the machine’s',
  )
    .choices(['strict', 'fast'] satisfies Arithmetic[])
    .default('strict'),
  new Option('--threads <number>', 'how many threads compute large products').argParser(threadCount),
];

const MODEL = ['<model>', 'a model file (*.backprop.json), or - for standard input'] as const;

function withRunOptions(command: Command): Command {
  return RUN_OPTIONS.reduce((so, option) => so.addOption(option), command);
}

withRunOptions(
  program
    .command('run')
    .description('run a model forward and backward and print every delta and gradient')
    .argument(...MODEL)
    .option('--json', 'print one JSON object with every digit')
    .option(
      '--sample <number>',
      'only this sample, counted from 1: its own loss, deltas and part of the gradients',
      sampleNumber,
    )
    .addOption(
      new Option('--convention <name>', 'whose letters, layout and place of 1/m the table has')
        .choices(conventionNames)
        .conflicts('json'),
    ),
).action(runCommand);

withRunOptions(
  program
    .command('check')
    .description('check a model’s gradients against central differences of its loss')
    .argument(...MODEL)
    .option('--json', 'print one JSON object with every digit')
    .option(
      '--most <number>',
      'how many gradients at most, drawn evenly from all parameters',
      gradientCount,
      usualCheck.most,
    )
    .addOption(new Option('--all', 'every gradient').conflicts('most'))
    .option('--seed <number>', 'another one draws other gradients', seedNumber, usualCheck.seed),
).action(checkCommand);

withRunOptions(
  program
    .command('compare')
    .description('compare your own numbers with the model’s, and name the mistake in them')
    .argument(...MODEL)
    .argument(
      '[mine]',
      'your numbers: the shape of run --json or any part of it, .npy, .npz, .safetensors, JSON or CSV of arrays, printed text, or - for standard input; without it, what stands under "expected" in the model',
    )
    .option('--json', 'print one JSON object'),
).action(compareCommand);

program.parseAsync().catch((error: unknown) => {
  // Commander has printed its own message; asking for help is no error.
  if (error instanceof Error && 'exitCode' in error) {
    process.exitCode = error.exitCode === 0 ? 0 : EXIT_BAD_INPUT;
    return;
  }
  process.stderr.write(`${inOneLine(error instanceof Error ? error.message : String(error))}\n`);
  process.exitCode = error instanceof BadInputError ? EXIT_BAD_INPUT : EXIT_FAILURE;
});
