// Times the backward pass side by side with other libraries: `npm run bench [name …]`, a name being a network's, `growth`
// or `processes`. Prints medians, ratios and which targets are met, and keeps them as dist/bench.json.
import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { versions } from '../vscode/versions';
import { type Competitor, competitorsOf } from './competitors';
import { type GrowthTime, judgeGrowth, series, timeGrowth } from './growth';
import { keepFigures } from './keepFigures';
import { installLibraries } from './libraries';
import { OPENBLAS } from './names';
import { type NetworkTime, timeNetwork } from './networks';
import { timeProcesses } from './processes';
import { type Selection, selectionOf } from './selection';
import type { Shape } from './shapes';
import { growthTable, timesTable, verdictTable } from './table';
import { judge, targets, type Verdict } from './targets';

type Say = (line: string) => void;

async function bench(selection: Selection): Promise<void> {
  const say: Say = (line) => {
    console.log(line);
  };
  const libraries = await installLibraries(say);
  if (libraries.numpy !== undefined && libraries.numpy.blas !== OPENBLAS)
    say(`No target against NumPy + ${OPENBLAS} is judged.`);
  const competitors = competitorsOf(libraries);
  const folder = await mkdtemp(path.join(os.tmpdir(), 'backprop-bench-'));
  try {
    const networks = await benchNetworks(competitors, selection.shapes, folder, say);
    const growth = selection.growth ? await benchGrowth(competitors[0]!, folder, say) : [];
    const processes = selection.processes ? await timeProcesses(libraries) : [];
    if (selection.processes) print(timesTable('run of the digits model, whole process', processes), say);
    const verdicts = [...judge(targets, networks), ...growth.map(({ verdict }) => verdict)];
    if (verdicts.length > 0) print(verdictTable(verdicts), say);
    const machine = {
      cpu: os.cpus()[0]?.model,
      cores: os.availableParallelism(),
      node: versions.latest.nodeMajor,
      numpy: libraries.numpy?.blas,
      torch: libraries.torch?.blas,
    };
    await keepFigures('bench.json', { machine, networks, growth, processes, verdicts });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function benchNetworks(
  competitors: readonly Competitor[],
  shapes: readonly Shape[],
  folder: string,
  say: Say,
): Promise<readonly NetworkTime[]> {
  const times: NetworkTime[] = [];
  for (const shape of shapes) {
    for (const dtype of ['float64', 'float32'] as const) {
      const here = await timeNetwork(competitors, shape, dtype, folder);
      print(timesTable(`${shape.name}, ${dtype}`, here), say);
      times.push(...here);
    }
  }
  return times;
}

interface Growth {
  readonly variable: string;
  readonly times: readonly GrowthTime[];
  readonly verdict: Verdict;
}

async function benchGrowth(ours: Competitor, folder: string, say: Say): Promise<readonly Growth[]> {
  const growth: Growth[] = [];
  for (const one of series) {
    const times = await timeGrowth(one, ours.start, folder);
    print(growthTable(one, times), say);
    growth.push({ variable: one.variable, times, verdict: judgeGrowth(one, times) });
  }
  return growth;
}

function print(table: readonly string[], say: Say): void {
  say('');
  for (const line of table) say(line);
}

async function main(): Promise<void> {
  try {
    await bench(selectionOf(process.argv.slice(2)));
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  }
}

void main();
