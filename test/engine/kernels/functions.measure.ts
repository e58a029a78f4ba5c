/**
 * Nanoseconds an element of each function: its kernel on float64 and on float32 numbers, its source evaluated number by
 * number, and a loop of Math's where it has the function. Run it in one piece, as the engine is built:
 * `npx esbuild test/engine/kernels/functions.measure.ts --bundle --platform=node | node`.
 */
import { elementaryFunctions } from '../../../src/engine/functions';
import type { ElementFunction } from '../../../src/engine/functions/elementCode';
import { scalarCode } from '../../../src/engine/functions/scalarCode';
import { instantiate, kernelModules } from '../../../src/engine/kernels/wasm/kernelModules';
import { kernelFunctions } from './kernelFunctions';

const COUNT = 4096;
const PARAMETERS_AT = 1024;
const FROM = { 8: 2048, 4: 2048 + 8 * COUNT };
const TO = FROM[4] + 4 * COUNT;

const memory = new WebAssembly.Memory({ initial: 2, maximum: 65_536 });
const modules = kernelModules('strict', false)!;
const kernels = instantiate(modules.modules, memory);
const [from, to] = [new Float64Array(COUNT), new Float64Array(COUNT)];

/** The median of rounds that take turns, so that a busy machine is busy for all. */
function measure(runs: readonly (() => void)[]): number[] {
  for (const run of runs) for (let i = 0; i < 100; i++) run();
  const times = runs.map((): number[] => []);
  for (let round = 0; round < 41; round++) {
    runs.forEach((run, i) => {
      const start = performance.now();
      for (let j = 0; j < 5; j++) run();
      times[i]!.push(performance.now() - start);
    });
  }
  return times.map((list) => (list.sort((a, b) => a - b)[20]! / 5 / COUNT) * 1e6);
}

/** A loop of its own for each function, as a caller with one function has it. */
function loopOf(name: string, f: ElementFunction, values: readonly number[]): (() => void)[] {
  const { parameters } = kernelFunctions[name]!;
  const given = Object.fromEntries(parameters.map((parameter, i) => [parameter, values[i]!]));
  const plain = (Math as unknown as Record<string, ((x: number) => number) | undefined>)[name];
  const scalar = (): void => {
    for (let i = 0; i < COUNT; i++) to[i] = f(scalarCode, from[i]!, given);
  };
  if (plain === undefined) return [scalar];
  return [
    scalar,
    () => {
      for (let i = 0; i < COUNT; i++) to[i] = plain(from[i]!);
    },
  ];
}

console.log('ns an element: float64, float32, one by one, Math');
for (const [name, { f, parameters }] of Object.entries(kernelFunctions)) {
  const values = parameters.map(() => 0.5);
  new Float64Array(memory.buffer, PARAMETERS_AT).set(values);
  const positive = name in elementaryFunctions && name.startsWith('log');
  for (let i = 0; i < COUNT; i++) from[i] = 10 * Math.random() - (positive ? 0 : 5);
  new Float64Array(memory.buffer, FROM[8], COUNT).set(from);
  new Float32Array(memory.buffer, FROM[4], COUNT).set(from);
  const times = measure([
    ...([8, 4] as const).map((bytes) => () => {
      kernels[modules.numberOf(`f${8 * bytes}_${name}`)!]!(FROM[bytes], TO, 0, 1, COUNT, PARAMETERS_AT);
    }),
    ...loopOf(name, f, values),
  ]);
  console.log(name.padEnd(24) + times.map((time) => time.toFixed(1).padStart(8)).join(''));
}
