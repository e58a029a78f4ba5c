// One model in one page: its first picture, its frames while one pans and zooms, its memory.
import type { Browser, CDPSession, Page } from 'playwright-core';
import { busiest, type BusyFunction } from './profile';
import type { Probe } from './page';

declare global {
  interface Window {
    readonly probe: Probe;
  }
}

export interface FrameTimes {
  readonly what: string;
  /** Milliseconds between frames that half, 95 % and all of them stay under. */
  readonly median: number;
  readonly p95: number;
  readonly most: number;
  /** Milliseconds of work on the page's thread a frame. */
  readonly work: number;
  /** Where the work went: functions with their share of it, where frames came late. */
  readonly busiest: readonly BusyFunction[];
}

export interface PanelTimes {
  readonly side: number;
  /** Of the first run in a panel that has just been opened: its code, its fonts and its page are new to the browser. */
  readonly first: PictureTimes;
  readonly firstBytes: number;
  /** Of the run after it, in the same panel. */
  readonly next: PictureTimes;
  readonly frames: readonly FrameTimes[];
  /** Bytes of objects and of their buffers after all of it. */
  readonly memory: number;
}

/** Milliseconds until a picture is seen, and of work on the page's thread until then. */
export interface PictureTimes {
  readonly seen: number;
  readonly work: number;
  /** The browser's share of the work, and that of the panel's own code. */
  readonly layout: number;
  readonly scripts: number;
}

const FRAMES = 180;
/** Milliseconds of a frame, with what a clock may be off. */
export const FRAME = 17;

export async function timePanel(browser: Browser, url: string, side: number): Promise<PanelTimes> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
  const page = await context.newPage();
  page.on('pageerror', (error) => {
    throw error;
  });
  await page.goto(`${url}?theme=dark`);
  const session = await context.newCDPSession(page);
  // In time of the processor, not of the clock: other programs may keep it waiting.
  await session.send('Performance.enable', { timeDomain: 'threadTicks' });
  const first = await timePicture(page, session, side);
  const firstBytes = await page.evaluate(() => window.probe.crossed());
  await page.evaluate(() => window.probe.quiet());
  const next = await timePicture(page, session, side);
  await page.evaluate(() => window.probe.quiet());
  const frames: FrameTimes[] = [];
  for (const zoom of ['8 px', '14 px', '24 px', 'digits']) {
    await page.getByRole('radiogroup', { name: 'zoom' }).getByText(zoom, { exact: true }).click();
    await page.evaluate(() => window.probe.quiet());
    frames.push(await timeFrames(session, `pan at ${zoom}`, () => drag(page)));
  }
  frames.push(await timeFrames(session, 'zoom', () => zoomThrough(page)));
  await page.evaluate(() => window.probe.quiet());
  const memory = await memoryOf(session);
  await context.close();
  return { side, first, firstBytes, next, frames, memory };
}

async function timePicture(page: Page, session: CDPSession, side: number): Promise<PictureTimes> {
  const before = await workOf(session);
  const seen = await page.evaluate((n) => window.probe.firstPicture(n), side);
  const after = await workOf(session);
  return {
    seen,
    work: after.tasks - before.tasks,
    layout: after.layout - before.layout,
    scripts: after.scripts - before.scripts,
  };
}

/** A drag that goes round and round, one move a frame. */
async function drag(page: Page): Promise<readonly number[]> {
  const canvas = page.locator('canvas.plot');
  const box = (await canvas.boundingBox())!;
  await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
  await page.mouse.down();
  const times = await canvas.evaluate((element, count) => {
    const { left, top, width, height } = element.getBoundingClientRect();
    return window.probe.frames(count, (frame) => {
      const turn = (frame / 90) * 2 * Math.PI;
      element.dispatchEvent(
        new PointerEvent('pointermove', {
          pointerId: 1,
          buttons: 1,
          clientX: left + width / 2 + 1500 * Math.sin(turn),
          clientY: top + height / 2 + 1000 * (1 - Math.cos(turn)) * -1,
          bubbles: true,
        }),
      );
    });
  }, FRAMES);
  await page.mouse.up();
  return times;
}

/** A step of the size every few frames, down to the whole and up to digits. */
async function zoomThrough(page: Page): Promise<readonly number[]> {
  const canvas = page.locator('canvas.plot');
  await canvas.focus();
  return canvas.evaluate(
    (element, count) =>
      window.probe.frames(count, (frame) => {
        if (frame % 9 !== 0) return;
        const key = Math.floor(frame / 36) % 2 === 0 ? '-' : '+';
        element.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true }));
      }),
    FRAMES,
  );
}

/** Once for the times and, where they are too long, once more for the reason. */
async function timeFrames(
  session: CDPSession,
  what: string,
  move: () => Promise<readonly number[]>,
): Promise<FrameTimes> {
  const before = await workOf(session);
  const times = await move();
  const work = (await workOf(session)).tasks - before.tasks;
  const sorted = [...times].sort((a, b) => a - b);
  const at = (share: number): number => sorted[Math.ceil(sorted.length * share) - 1]!;
  const p95 = at(0.95);
  return {
    what,
    median: at(0.5),
    p95,
    most: at(1),
    work: work / times.length,
    busiest: p95 < FRAME ? [] : await busiest(session, move),
  };
}

/** Milliseconds that the page's thread has worked so far. */
async function workOf(session: CDPSession): Promise<Record<'tasks' | 'layout' | 'scripts', number>> {
  const { metrics } = await session.send('Performance.getMetrics');
  const of = (wanted: string): number => metrics.find(({ name }) => name === wanted)!.value * 1000;
  return {
    tasks: of('TaskDuration'),
    layout: of('LayoutDuration') + of('RecalcStyleDuration'),
    scripts: of('ScriptDuration'),
  };
}

async function memoryOf(session: CDPSession): Promise<number> {
  await session.send('HeapProfiler.collectGarbage');
  const { usedSize, backingStorageSize } = await session.send('Runtime.getHeapUsage');
  return usedSize + backingStorageSize;
}
