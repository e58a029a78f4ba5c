/**
 * Nanoseconds an element of the WebAssembly functions, beside a loop of Math's and beside the engine's activations where
 * there are any. Run: `tsx test/engine/kernels/functions.measure.ts [path of another Node …]`.
 */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildSync } from 'esbuild';
import { functionsText, vectorFunctions } from '../../../src/engine/kernels/wasm/source/functions';
import { binaryOf } from './assemble';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../../..');

const child = `
import { readFileSync } from 'node:fs';
import { activations } from './src/engine/activations';
import { Arena } from './src/engine/kernels/wasm/arena';
import { ElementFunctions } from './src/engine/kernels/wasm/functions';

const count = 4096;
const arena = new Arena(32 * count);
const functions = new ElementFunctions(readFileSync(process.argv[2]), arena.memory);
const inputs = { float64: arena.allocate([count], 'float64'), float32: arena.allocate([count], 'float32') };
const outputs = { float64: arena.allocate([count], 'float64'), float32: arena.allocate([count], 'float32') };
const [from, to] = [new Float64Array(count), new Float64Array(count)];

/** Rounds are interleaved, so that a busy machine is busy for all; the median counts. */
function measure(runs) {
  for (const run of runs) for (let i = 0; i < 100; i++) run();
  const times = runs.map(() => []);
  for (let round = 0; round < 41; round++) {
    runs.forEach((run, i) => {
      const start = performance.now();
      for (let j = 0; j < 5; j++) run();
      times[i].push(performance.now() - start);
    });
  }
  return times.map((list) => list.sort((a, b) => a - b)[20] / 5 / count * 1e6);
}

for (const name of process.argv.slice(3)) {
  const parameters = name === 'elu' ? [1, 1] : [];
  for (let i = 0; i < count; i++) {
    from[i] = name.startsWith('log') ? 10 * Math.random() : 10 * Math.random() - 5;
  }
  inputs.float64.data.set(from);
  inputs.float32.data.set(from);
  const rule = activations[name];
  const source = Math[name] !== undefined ? 'Math.' + name + '(x)' : rule && 'value(x, { alpha: 1 })';
  const loop = source && new Function('value', 'from', 'to', 'for (let i = 0; i < from.length; i++) { const x = from[i]; to[i] = ' + source + '; }');
  const [float64, float32, plain] = measure([
    () => functions.apply(name, inputs.float64, outputs.float64, ...parameters),
    () => functions.apply(name, inputs.float32, outputs.float32, ...parameters),
    ...(loop ? [() => loop(rule?.value, from, to)] : []),
  ]);
  const beside = plain === undefined ? '' : plain.toFixed(1).padStart(8) + '  × ' + (plain / float64).toFixed(1) + '  ' + source;
  console.log(name.padEnd(10) + float64.toFixed(1).padStart(6) + float32.toFixed(1).padStart(6) + beside);
}
`;

async function main(): Promise<void> {
  const folder = mkdtempSync(path.join(tmpdir(), 'functions-'));
  try {
    const binary = path.join(folder, 'functions.wasm');
    writeFileSync(binary, await binaryOf(functionsText()));
    const script = path.join(folder, 'child.mjs');
    buildSync({
      stdin: { contents: child, resolveDir: root, loader: 'ts' },
      bundle: true,
      platform: 'node',
      format: 'esm',
      outfile: script,
    });
    for (const node of [process.execPath, ...process.argv.slice(2)]) {
      console.log(
        `${execFileSync(node, ['--version'], { encoding: 'utf8' }).trim()}: ns an element, float64, float32, plain`,
      );
      console.log(
        execFileSync(node, [script, binary, ...Object.keys(vectorFunctions)], { encoding: 'utf8' }),
      );
    }
  } finally {
    rmSync(folder, { recursive: true });
  }
}

void main();
