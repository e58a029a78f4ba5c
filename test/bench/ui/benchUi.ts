// Times the panel's heatmap in a real browser: `npm run bench:ui [side …]`. Prints what was found and which targets are met,
// and keeps both as dist/bench-ui.json.
import os from 'node:os';
import { launchBrowser } from '../../vscode/browser';
import { serveHarness } from '../../webview/harness/serve';
import { keepFigures } from '../keepFigures';
import { aligned, verdictTable } from '../table';
import { type PanelTimes, timePanel } from './timePanel';
import { verdictsOn } from './verdicts';

const SIDES = [256, 1024, 4096];

async function benchUi(sides: readonly number[]): Promise<void> {
  const [browser, server] = await Promise.all([
    launchBrowser(),
    serveHarness({ page: 'test/bench/ui/page.ts', worker: 'test/bench/ui/worker.ts' }),
  ]);
  try {
    const times: PanelTimes[] = [];
    for (const side of sides) {
      const here = await timePanel(browser, server.url, side);
      for (const line of tableOf(here)) console.log(line);
      times.push(here);
    }
    const verdicts = verdictsOn(times);
    for (const line of verdictTable(verdicts)) console.log(line);
    const machine = {
      cpu: os.cpus()[0]?.model,
      cores: os.availableParallelism(),
      browser: browser.version(),
    };
    await keepFigures('bench-ui.json', { machine, times, verdicts });
  } finally {
    await browser.close();
    server.close();
  }
}

function tableOf({ side, first, firstBytes, next, frames, memory }: PanelTimes): readonly string[] {
  const ms = (value: number): string => `${value.toFixed(1)} ms`;
  const rows = frames.map(({ what, median, p95, most, work, busiest }) => [
    what,
    ms(median),
    ms(p95),
    ms(most),
    ms(work),
    busiest.map(({ name, share }) => `${name} ${Math.round(share * 100)} %`).join(', '),
  ]);
  return [
    `${side} × ${side}: ${(firstBytes / 1000).toFixed(0)} kB to the first picture, ${(memory / 1e6).toFixed(1)} MB in the end`,
    ...aligned(
      [
        ['first picture', 'seen', 'work', 'layout', 'scripts'],
        ...Object.entries({ 'in a new panel': first, 'of the next run': next }).map(
          ([name, { seen, work, layout, scripts }]) => [name, ...[seen, work, layout, scripts].map(ms)],
        ),
      ],
      ['left', 'right', 'right', 'right', 'right'],
    ).map((line) => `  ${line}`),
    ...aligned(
      [['frames', 'half', '95 %', 'all', 'work', 'busiest'], ...rows],
      ['left', 'right', 'right', 'right', 'right', 'left'],
    ).map((line) => `  ${line}`),
    '',
  ];
}

async function main(): Promise<void> {
  const named = process.argv.slice(2).map(Number);
  if (named.some((side) => !Number.isInteger(side) || side < 1)) {
    console.error('Each argument is a number of rows and columns.');
    process.exitCode = 2;
    return;
  }
  await benchUi(named.length > 0 ? named.sort((a, b) => a - b) : SIDES);
}

void main();
