// `npm run screenshots`: the README's pictures, taken of the real VS Code with what was built, kept in media/screenshots.
import { execFileSync } from 'node:child_process';
import type { Browser, Frame } from 'playwright-core';
import { cp, mkdir, mkdtemp, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { launchBrowser } from '../../vscode/browser';
import { repositoryRoot, say } from '../../vscode/cache';
import { onExitDelete } from '../../vscode/processTree';
import { VSCodeServer } from '../../vscode/server';
import { latest } from '../../vscode/versions';
import { Workbench } from '../../vscode/workbench';
import { toWebp } from './webp';

/** Device pixels a CSS pixel: digits stay sharp where the README is shown smaller than the window was. */
const SCALE = 1.5;

/** CSS pixels. */
const WIDTH = 1360;

/** What would only distract from the extension. */
const settings = {
  'editor.minimap.enabled': false,
  'window.commandCenter': false,
  'workbench.layoutControl.enabled': false,
};

interface Scene {
  readonly name: string;
  readonly example: string;
  readonly theme: 'dark' | 'light';
  /** CSS pixels. */
  readonly height: number;
  /** A file beside the examples. */
  readonly beside?: { readonly name: string; readonly text: () => string };
  /** Brings the panel into the state that the picture shows; the pointer stays where this leaves it. */
  readonly arrange: (workbench: Workbench, panel: Frame) => Promise<void>;
}

const scenes: readonly Scene[] = [
  {
    name: 'proof-dark',
    example: 'notes-2-3-1',
    theme: 'dark',
    height: 900,
    arrange: async (_, panel) => {
      await openProof(panel, 'gradient of weight 1,2 in layer 1');
    },
  },
  {
    name: 'heatmap-dark',
    example: 'digits',
    theme: 'dark',
    height: 900,
    arrange: async (workbench, panel) => {
      await alone(workbench);
      const heatmap = panel.locator('.heat').last();
      await heatmap.scrollIntoViewIfNeeded();
      const minimap = heatmap.locator('.minimap');
      const { width, height } = (await minimap.boundingBox()) ?? { width: 0, height: 0 };
      await minimap.click({ position: { x: width / 2, y: 0.4 * height } });
      await heatmap.locator('.plot').hover();
    },
  },
  {
    name: 'formulas-light',
    example: 'mazur-2-2-2',
    theme: 'light',
    height: 900,
    arrange: async (workbench, panel) => {
      await alone(workbench);
      await panel.getByText('Formula sheet').first().click();
      await panel.getByRole('complementary').locator('math').first().waitFor();
      await workbench.page.waitForTimeout(500); // the drawer
      await openProof(panel, 'gradient of weight 1,1 in layer 1');
    },
  },
  {
    name: 'compare-light',
    example: 'xor',
    theme: 'light',
    height: 900,
    beside: { name: 'mine.json', text: sumsOverTheBatch },
    arrange: async (workbench, panel) => {
      const { page } = workbench;
      await workbench.runCommand('Backprop: Compare with My Gradients…');
      await page.locator('.quick-input-widget:visible .monaco-list-row', { hasText: 'mine.json' }).click();
      await panel.locator('.compare .mini').first().waitFor();
      await panel.getByRole('button', { name: /mine\.json:\d+/ }).click();
      await page.mouse.move(0, 0);
    },
  },
  {
    name: 'problem-light',
    example: 'xor',
    theme: 'light',
    height: 700,
    arrange: async (workbench, panel) => {
      const { page } = workbench;
      await page.locator('.view-lines').first().click();
      await page.keyboard.press('ControlOrMeta+f');
      await page.locator('.find-widget.visible textarea').first().fill('tanh');
      await page.keyboard.press('Enter');
      await page.keyboard.press('Escape');
      await page.keyboard.type('tahn');
      await panel.getByText('tahn').first().waitFor();
      await page.keyboard.press('Escape'); // the completions
    },
  },
];

/** The numbers of somebody who forgot that the loss is a mean over the batch. */
function sumsOverTheBatch(): string {
  const run = execFileSync('node', ['dist/cli.js', 'run', 'examples/xor.backprop.json', '--json'], {
    cwd: repositoryRoot,
    encoding: 'utf8',
  });
  const { layers } = JSON.parse(run) as { layers: { name: string; dW: number[][]; db: number[] }[] };
  const samples = 4;
  const mine = layers.map(({ name, dW, db }) => ({
    name,
    dW: dW.map((row) => row.map((x) => samples * x)),
    db: db.map((x) => samples * x),
  }));
  return JSON.stringify({ layers: mine }, undefined, 2);
}

/** Opens the proof of the number with this spoken name, and waits until it is checked numerically. */
async function openProof(panel: Frame, name: string): Promise<void> {
  await panel.locator(`[role=gridcell][aria-label^="${name}"]`).hover();
  await panel.locator('[role=tooltip]').getByText('✓').waitFor();
}

/** The panel takes the whole window. */
async function alone(workbench: Workbench): Promise<void> {
  await workbench.runCommand('View: Toggle Maximize Editor Group');
}

async function take(browser: Browser, port: number, folder: string, scene: Scene): Promise<void> {
  const workbench = await Workbench.open(browser, port, {
    folder,
    extensionDevelopmentPath: repositoryRoot,
    width: WIDTH,
    height: scene.height,
    scale: SCALE,
  });
  try {
    if (scene.beside !== undefined) await workbench.openFile(scene.beside.name);
    await workbench.openFile(`${scene.example}.backprop.json`);
    await workbench.runCommand('View: Toggle Primary Side Bar Visibility');
    await workbench.runCommand('Backprop: Run Backward Pass');
    const panel = await workbench.webview({ has: '[role=gridcell]' });
    await workbench.setTheme(scene.theme);
    await scene.arrange(workbench, panel);
    await workbench.page.waitForTimeout(500); // fades and scroll bars
    const picture = await workbench.page.screenshot({ animations: 'disabled', caret: 'hide' });
    const file = path.join(repositoryRoot, 'media/screenshots', `${scene.name}.webp`);
    const small = await toWebp(browser, picture);
    await writeFile(file, small);
    say(`${path.relative(repositoryRoot, file)}: ${(small.length / 1000).toFixed(0)} kB`);
  } finally {
    await workbench.close();
  }
}

async function main(names: readonly string[]): Promise<void> {
  await mkdir(path.join(repositoryRoot, 'media/screenshots'), { recursive: true });
  const scratch = await mkdtemp(path.join(os.tmpdir(), 'backprop-pictures-'));
  onExitDelete(scratch);
  const server = await VSCodeServer.start({ version: latest, settings });
  const browser = await launchBrowser();
  try {
    for (const scene of scenes.filter(({ name }) => names.length === 0 || names.includes(name))) {
      const folder = path.join(scratch, scene.name, 'examples');
      await cp(path.join(repositoryRoot, 'examples'), folder, { recursive: true });
      const { beside } = scene;
      if (beside !== undefined) await writeFile(path.join(folder, beside.name), beside.text());
      await take(browser, server.port, folder, scene);
    }
  } finally {
    await browser.close();
    await server.stop();
  }
}

main(process.argv.slice(2)).catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
