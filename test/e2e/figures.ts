// Prints what a person waits for, measured in a real VS Code: `npm run figures`. Not a test: figures are read, not judged.
import { expect, test } from 'vitest';
import { denseModel } from '../denseModel';
import { IN_BROWSER, openWorkbench } from './openWorkbench';
import { selected } from './panel';

const GRADIENT = '[role=gridcell][aria-label^="gradient of weight 1,2 in layer 1"]';

/** Milliseconds until `done` resolves. */
async function timed(done: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await done();
  return performance.now() - start;
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)]!;
}

function print(what: string, values: readonly number[]): void {
  const [least, most] = [Math.min(...values), Math.max(...values)];
  console.log(
    `${what.padEnd(52)} ${median(values).toFixed(0).padStart(4)} ms   (${least.toFixed(0)} … ${most.toFixed(0)}, ${values.length} times)`,
  );
}

test('command → painted', async () => {
  const { workbench } = await openWorkbench({
    width: 1600,
    height: 1000,
    files: { 'medium-256-samples.backprop.json': denseModel([784, 512, 512, 10], 256) },
  });
  for (const [file, painted] of [
    ['notes-2-3-1.backprop.json', GRADIENT],
    ['digits.backprop.json', '.layer canvas'],
    ['medium-256-samples.backprop.json', '.layer canvas'],
  ] as const) {
    const editor = workbench.page.locator(`.monaco-editor[data-uri$="${file}"] .view-line`).first();
    const open = async (): Promise<void> => {
      await workbench.openFile(file);
      // The tab comes before the text of a large file, and until then commands are of the editor before.
      await editor.waitFor();
      await workbench.page.waitForTimeout(1000);
    };
    await open();
    const times: number[] = [];
    for (let i = 0; i < 5; i++) {
      // The icon in the editor's title: one click, without the palette's own time.
      const icon = workbench.page.getByRole('button', { name: 'Run Backward Pass' }).first();
      await icon.waitFor();
      times.push(
        await timed(async () => {
          await icon.click();
          const panel = await workbench.webview({ has: painted });
          await panel.locator(painted).first().waitFor({ state: 'visible' });
        }),
      );
      await workbench.runCommand('View: Close Editor');
      await open();
    }
    print(`click → painted, ${file.split('.')[0]!}, first`, times.slice(0, 1));
    print(`click → painted, ${file.split('.')[0]!}, again`, times.slice(1));
  }
});

test('hover → proof, keystroke → numbers', async () => {
  const { workbench } = await openWorkbench({ width: 1600, height: 1000 });
  await workbench.openFile('notes-2-3-1.backprop.json');
  await workbench.runCommand('Backprop: Run Backward Pass');
  const panel = await workbench.webview({ has: GRADIENT });
  const cell = panel.locator(GRADIENT);
  const card = panel.locator('[role=tooltip], [role=dialog]');

  const hovers: number[] = [];
  for (let i = 0; i < 7; i++) {
    await panel.locator('h1').hover();
    await card.first().waitFor({ state: 'hidden' });
    hovers.push(
      await timed(async () => {
        await cell.hover();
        await card.first().waitFor({ state: 'visible' });
      }),
    );
  }
  print('hover → proof (250 ms of it on purpose)', hovers);

  await cell.hover();
  await panel.getByText('Go to weight').click();
  await selected(workbench, '-0.4');
  const keys: number[] = [];
  await workbench.page.keyboard.type('-0.4');
  for (let i = 0; i < 7; i++) {
    await workbench.page.waitForTimeout(600);
    const before = await cell.getAttribute('aria-label');
    keys.push(
      await timed(async () => {
        // Between −0.4 and −0.49, so that the rounded number on screen changes with every key.
        await workbench.page.keyboard.press(i % 2 === 0 ? '9' : 'Backspace');
        await expect
          .poll(() => cell.getAttribute('aria-label'), { interval: 5, timeout: 15_000 })
          .not.toBe(before);
      }),
    );
  }
  print('keystroke → numbers (150 ms of it debounce)', keys);
});

test('keystroke → numbers of the digits', async () => {
  const { workbench } = await openWorkbench({ width: 1600, height: 1000 });
  const { page } = workbench;
  await workbench.openFile('digits.backprop.json');
  await workbench.runCommand('Backprop: Run Backward Pass');
  const panel = await workbench.webview({ has: '.layer canvas' });
  const loss = panel.locator('header .loss-value');
  await loss.waitFor();
  await workbench.runCommand('View: Focus First Editor Group');
  // Behind "[-0.081", the first weight.
  await page.keyboard.press('ControlOrMeta+Home');
  for (let line = 1; line < 14; line++) await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Home');
  for (let column = 0; column < 7; column++) await page.keyboard.press('ArrowRight');
  const keys: number[] = [];
  for (let i = 0; i < 9; i++) {
    await page.waitForTimeout(1200);
    // The page itself sees when its numbers are those of another run.
    const shown = panel.evaluate(
      () =>
        new Promise<number>((resolve) => {
          const state = document.querySelector('header')!;
          const watching = new MutationObserver(() => {
            if (!/ran in/.test(state.textContent)) return;
            watching.disconnect();
            requestAnimationFrame(() => {
              resolve(Date.now());
            });
          });
          watching.observe(state, { subtree: true, childList: true, characterData: true });
        }),
    );
    const start = await page.evaluate(() => Date.now());
    await page.keyboard.press(i % 2 === 0 ? '9' : 'Backspace');
    keys.push((await shown) - start);
  }
  print('keystroke → digits (150 ms of it debounce)', keys);
});

test.each([
  ['beside the files', {}],
  ['in a browser’s host', IN_BROWSER],
] as const)('what-if: a number → all numbers, 784-128-10 with 32 samples, %s', async (where, settings) => {
  const { workbench } = await openWorkbench({
    width: 1600,
    height: 1000,
    files: { 'tried.backprop.json': denseModel([784, 128, 10], 32), ...settings },
  });
  await workbench.openFile('tried.backprop.json');
  await workbench.runCommand('Backprop: Run Backward Pass');
  const panel = await workbench.webview({ has: '.layer canvas' });
  await panel.getByRole('button', { name: 'What if' }).click();
  // ∂L/∂W, then W itself.
  await panel.locator('[role=radio]', { hasText: '128 × 10' }).nth(1).click();
  const weights = panel.locator('canvas.plot[aria-label*=" weights of layer 2"]').first();
  await weights.scrollIntoViewIfNeeded();
  await weights.focus();
  await workbench.page.keyboard.press('F2');
  await panel.locator('input:focus').waitFor();
  const [bars, all]: [number[], number[]] = [[], []];
  for (let i = 0; i < 42; i++) {
    await workbench.page.waitForTimeout(300);
    const [bar, numbers] = await panel.evaluate(
      (text) =>
        new Promise<readonly [number, number]>((resolve) => {
          const field = document.activeElement as HTMLInputElement;
          const loss = document.querySelector('header .loss-value')!;
          const what = document.querySelector('[aria-label="What if"]')!;
          const since = (): number => performance.now() - start;
          let told = 0;
          const watching = new MutationObserver((changes) => {
            if (told === 0 && changes.some(({ target }) => what.contains(target))) told = since();
            if (!changes.some(({ target }) => loss.contains(target))) return;
            watching.disconnect();
            // Canvases are drawn in the next frame; what is posted in it is heard when it has ended.
            const { port1, port2 } = new MessageChannel();
            port1.onmessage = () => {
              resolve([told, since()]);
            };
            requestAnimationFrame(() => {
              port2.postMessage(undefined);
            });
          });
          watching.observe(document.body, { subtree: true, childList: true, characterData: true });
          const start = performance.now();
          field.value = text;
          field.dispatchEvent(new InputEvent('input', { bubbles: true }));
        }),
      String((i + 1) / 64),
    );
    bars.push(bar);
    all.push(numbers);
  }
  print(`what-if ${where}: typed → Δloss`, bars.slice(2));
  print(`what-if ${where}: typed → all numbers`, all.slice(2));
});
