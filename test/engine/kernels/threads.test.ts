// Several threads over one memory: the same bits as one, an end that is heard, and a computation that is given up.
import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { build } from 'esbuild';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { complete } from '../../../src/engine/computation';
import { Machine, type Plan } from '../../../src/engine/kernels';
import { Control } from '../../../src/engine/kernels/threads/control';
import { Crew, KernelThreadError, type StartThread } from '../../../src/engine/kernels/threads/crew';
import { kernelModules } from '../../../src/engine/kernels/wasm/kernelModules';
import { Memories } from '../../../src/engine/kernels/wasm/memories';
import { CALL_WORDS } from '../../../src/engine/kernels/wasm/tape';
import { type DType, type Tensor, tensor } from '../../../src/engine/tensor';
import { kernelThreads } from '../../../src/worker/kernelThreads';
import { atOnce, plainKernels } from '../support/atOnce';
import { expectSame, numbersFrom, operandsOf, operations, type Shape } from './matrices';

// Threads start late, and take turns, where the tests beside this one have all cores.
vi.setConfig({ testTimeout: 60_000 });

let folder = '';
let script = '';

beforeAll(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'backprop-threads-'));
  script = path.join(folder, 'kernelThread.cjs');
  await build({
    entryPoints: ['src/worker/kernelThread.ts'],
    outfile: script,
    bundle: true,
    platform: 'node',
    format: 'cjs',
  });
}, 60_000);

afterAll(() => rm(folder, { recursive: true, force: true }));

/** A machine whose threads are watched. */
interface Watched {
  readonly machine: Machine;
  /** Calls that threads beside this one have made. */
  calls(): number;
  /** Ends all threads beside this one, as a crash does. */
  kill(): void;
  started(): number;
}

function watched(count: number): Watched {
  const kills: (() => void)[] = [];
  let control: Control | undefined;
  const start: StartThread = (onDeath) => {
    const thread = kernelThreads(script)(onDeath);
    kills.push(() => {
      thread.terminate();
    });
    return {
      ...thread,
      post: (message) => {
        if ('control' in message) control = new Control(message.control);
        thread.post(message);
      },
    };
  };
  return {
    machine: new Machine({ threads: { count, start } }),
    calls: () => control?.calls ?? 0,
    kill: () => {
      for (const kill of kills) kill();
    },
    started: () => kills.length,
  };
}

const turn = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 1));

/** Carries a plan out again and again, until threads beside this one have taken part. */
async function together({ calls }: Pick<Watched, 'calls'>, plan: Plan): Promise<void> {
  const before = calls();
  for (let round = 0; calls() === before; round++) {
    if (round > 5000) throw new Error('no thread has taken part');
    await turn();
    complete(plan.carryOut());
  }
}

const shapes: readonly Shape[] = [
  { m: 130, k: 300, n: 250 },
  { m: 500, k: 90, n: 33 },
  { m: 1, k: 1700, n: 1001 },
  { m: 3, k: 1000, n: 700 },
];

describe.each([2, 3])('%i threads', (count) => {
  it('give the bits of plain JavaScript', async () => {
    const crew = watched(count);
    for (const shape of shapes) {
      for (const type of ['float64', 'float32'] as const satisfies readonly DType[]) {
        for (const name of operations) {
          const operands = operandsOf(name, shape, type, 11);
          const planner = crew.machine.planner(Infinity);
          const result = planner[name](planner.given(operands[0]), planner.given(operands[1]));
          const plan = planner.plan();
          complete(plan.carryOut());
          expectSame(result.data, plainKernels[name](...operands).data);
          result.data.fill(NaN);
          await together(crew, plan);
          expectSame(result.data, plainKernels[name](...operands).data);
          plan.storage.release();
        }
      }
    }
    crew.machine.dispose();
  });

  it('share sums of many numbers too', async () => {
    const crew = watched(count);
    const planner = crew.machine.planner(Infinity);
    const [x, y] = [1, 2].map((seed) => tensor([400, 301], numbersFrom(seed, 120_400, 'float64')));
    const result = planner.plus(planner.given(x!), planner.given(y!));
    await together(crew, planner.plan());
    expectSame(result.data, plainKernels.plus(x!, y!).data);
    crew.machine.dispose();
  });
});

/** A product that takes a good while, with its result. */
function longProduct(machine: Machine): { plan: Plan; result: Tensor; expected: () => Tensor } {
  const operands = operandsOf('multiply', { m: 600, k: 600, n: 600 }, 'float64', 3);
  const planner = machine.planner(Infinity);
  const result = planner.multiply(planner.given(operands[0]), planner.given(operands[1]));
  return { plan: planner.plan(), result, expected: () => plainKernels.multiply(...operands) };
}

describe('a thread that ends', () => {
  it('while it has work is an error, and the next run works', () => {
    let control: Control | undefined;
    let end: ((reason: string) => void) | undefined;
    let starts = 0;
    /** Says that it has the memory, but does nothing. */
    const first: StartThread = (onDeath) => {
      end = onDeath;
      return {
        post: (message) => {
          if ('control' in message) control = new Control(message.control);
          else control!.countReceived();
        },
        terminate: () => undefined,
      };
    };
    const machine = new Machine({
      threads: {
        count: 2,
        start: (onDeath) => (starts++ === 0 ? first : kernelThreads(script))(onDeath),
      },
    });
    const { plan, result, expected } = longProduct(machine);
    const work = plan.carryOut();
    work.next();
    expect(control!.claim()).toBeDefined();
    end!('out of memory');
    expect(() => {
      complete(work);
    }).toThrow(new KernelThreadError('a thread of the engine has ended: out of memory'));
    complete(plan.carryOut());
    expectSame(result.data, expected().data);
    expect(starts).toBe(2);
    // Another thread may still write there.
    plan.storage.release();
    const next = longProduct(machine);
    complete(next.plan.carryOut());
    expect(next.result.data.buffer).not.toBe(result.data.buffer);
    machine.dispose();
  });

  it('while it has none is replaced', async () => {
    const crew = watched(2);
    const { plan, result, expected } = longProduct(crew.machine);
    await together(crew, plan);
    crew.kill();
    await new Promise((resolve) => setTimeout(resolve, 100));
    await together(crew, plan);
    expectSame(result.data, expected().data);
    crew.machine.dispose();
  });
});

it('a computation that is given up leaves the memory alone from then on', async () => {
  const crew = watched(2);
  const { plan, result } = longProduct(crew.machine);
  await together(crew, plan);
  for (let round = 0; round < 20; round++) {
    const work = plan.carryOut();
    work.next();
    work.return();
    const left = result.data.slice();
    await turn();
    expectSame(result.data, left);
  }
  const kernels = atOnce(() => crew.machine.planner(Infinity));
  const operands = operandsOf('multiply', shapes[0]!, 'float64', 4);
  expectSame(kernels.multiply(...operands).data, plainKernels.multiply(...operands).data);
  crew.machine.dispose();
});

it('while one computation has the threads another does its own work', async () => {
  const crew = watched(2);
  const [first, second] = [longProduct(crew.machine), longProduct(crew.machine)];
  await together(crew, first.plan);
  await together(crew, second.plan);
  const running = new Set([first.plan.carryOut(), second.plan.carryOut()]);
  while (running.size > 0) {
    for (const work of running) if (work.next().done === true) running.delete(work);
  }
  expectSame(first.result.data, first.expected().data);
  expectSame(second.result.data, second.expected().data);
  crew.machine.dispose();
});

it('a thread that takes a part and never ends it is given up after a while', () => {
  const modules = kernelModules('strict', true)!;
  const memory = new Memories(modules, true).take(100_000);
  let control: Control | undefined;
  const crew = new Crew(
    modules.modules,
    1,
    () => ({
      post: (message) => {
        if ('control' in message) control = new Control(message.control);
        // Says that it has the memory.
        else control!.countReceived();
      },
      terminate: () => undefined,
    }),
    20,
  );
  const tape = new Int32Array(memory.memory.buffer, 1024, 2 * CALL_WORDS);
  const plus = modules.numberOf('f64_plus')!;
  tape.set([plus, 3_000_000, 16, 32, 48, 16, 1, 2], 0);
  tape.set([plus, 3_000_000, 16, 32, 48, 16, 1, 2], CALL_WORDS);
  const work = crew.perform(memory, tape, [
    { from: 0, to: 1 },
    { from: 1, to: 2 },
  ]);
  work.next();
  expect(control!.claim()).toMatchObject({ index: 1, calls: { from: 1, to: 2 } });
  expect(() => {
    complete(work);
  }).toThrow(KernelThreadError);
  expect(crew.isDead).toBe(true);
});

it('a machine without shared memory has one thread', async () => {
  const shared = globalThis.SharedArrayBuffer;
  Reflect.deleteProperty(globalThis, 'SharedArrayBuffer');
  try {
    const crew = watched(2);
    const { plan } = longProduct(crew.machine);
    complete(plan.carryOut());
    await turn();
    expect(crew.started()).toBe(0);
  } finally {
    globalThis.SharedArrayBuffer = shared;
  }
});
