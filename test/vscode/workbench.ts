// Drives VS Code's workbench as a person does: palette, files, themes, and the extension's webviews.
import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import type { Browser, BrowserContext, ElementHandle, Frame, Locator, Page } from 'playwright-core';
import { repositoryRoot } from './cache';
import { listenForProblems } from './problems';
import { workbenchAddress, type WorkbenchLocation } from './server';

const picturesFolder = path.join(repositoryRoot, 'dist/pictures');

/** The four kinds of colour theme, by the names that VS Code's picker shows. */
const themes = {
  dark: 'Dark Modern',
  light: 'Light Modern',
  highContrast: 'Dark High Contrast',
  highContrastLight: 'Light High Contrast',
} as const;
type ThemeKind = keyof typeof themes;

const explorerRow = '.monaco-workbench .explorer-folders-view .monaco-list-row';

export interface WorkbenchOptions extends WorkbenchLocation {
  /** CSS pixels; 1280 by default. */
  readonly width?: number;
  /** CSS pixels; 800 by default. */
  readonly height?: number;
  /** Device pixels a CSS pixel, for pictures; 1 by default. */
  readonly scale?: number;
}

/** Which of the extension's webviews is meant; the first visible one where nothing is said. */
export interface WebviewQuery {
  /** The `<title>` of the webview's document, or a part of it. */
  readonly title?: string;
  /** A CSS selector that must match inside it. */
  readonly has?: string;
  /** Milliseconds to wait; 15,000 by default. */
  readonly timeout?: number;
}

/**
 * One browser page with VS Code in it. Methods wait until what they ask for is there, at most 15 s, and throw with
 * what they waited for. Anything else is Playwright: `workbench.page.keyboard.press('Escape')`,
 * `(await workbench.webview()).locator('[role=gridcell]').first().hover()`.
 */
export class Workbench {
  /** Playwright's page. */
  readonly page: Page;
  /**
   * What went wrong since the page was opened: errors on the console of the extension's webviews and violations of
   * a content security policy anywhere. VS Code's own complaints are left out.
   */
  readonly problems: readonly string[];
  readonly #context: BrowserContext;

  private constructor(page: Page, context: BrowserContext) {
    this.page = page;
    this.#context = context;
    this.problems = listenForProblems(page);
  }

  /** Opens a folder in a fresh profile of the server on this port, and waits until the workbench can be used. */
  static async open(browser: Browser, port: number, options: WorkbenchOptions): Promise<Workbench> {
    const context = await browser.newContext({
      viewport: { width: options.width ?? 1280, height: options.height ?? 800 },
      deviceScaleFactor: options.scale ?? 1,
      permissions: ['clipboard-read', 'clipboard-write'],
      colorScheme: 'dark',
    });
    try {
      const page = await context.newPage();
      page.setDefaultTimeout(15_000);
      const workbench = new Workbench(page, context);
      await page.goto(workbenchAddress(port, options));
      await page.locator(explorerRow).first().waitFor({ timeout: 60_000 });
      return workbench;
    } catch (error) {
      await context.close();
      throw error;
    }
  }

  /** Runs a command by its full name in the palette, "Backprop: Run Backward Pass". */
  async runCommand(name: string): Promise<void> {
    const deadline = Date.now() + 15_000;
    for (;;) {
      const row = await this.#commandRow(name, deadline - Date.now());
      if (row === undefined) throw new Error(`The palette has no command "${name}".`);
      // What just takes the focus, a webview, closes the palette again.
      const clicked = await row.click({ timeout: 2000 }).then(
        () => true,
        () => false,
      );
      if (clicked) return;
    }
  }

  /** Whether the palette offers a command of this full name, now or within some milliseconds. */
  async hasCommand(name: string, timeout = 15_000): Promise<boolean> {
    const row = await this.#commandRow(name, timeout);
    await this.page.keyboard.press('Escape');
    return row !== undefined;
  }

  /** Opens a file in an editor by a double click in the explorer; `name` is its path in the workspace folder. */
  async openFile(name: string): Promise<void> {
    const explorer = this.page.locator(explorerRow);
    if (!(await explorer.first().isVisible())) await this.runCommand('View: Show Explorer');
    const parts = name.split('/');
    for (const [depth, part] of parts.entries()) {
      const row = explorer
        .filter({ has: this.page.locator('.label-name', { hasText: exactly(part) }) })
        .first();
      if (depth === parts.length - 1) await row.dblclick();
      else if ((await row.getAttribute('aria-expanded')) !== 'true') await row.click();
    }
    await this.page
      .locator(`.tab.active[data-resource-name="${path.basename(name)}"]`)
      .first()
      .waitFor();
  }

  /** Opens an element's context menu and chooses the entry with this label. */
  async chooseFromContextMenu(element: Locator, label: string): Promise<void> {
    await element.click({ button: 'right' });
    const entry = this.page.locator('.context-view .action-label, .monaco-menu .action-label', {
      hasText: exactly(label),
    });
    await entry.hover();
    // A menu takes no click in its first 100 ms, so that the one that opened it chooses nothing.
    await this.page.waitForTimeout(200);
    await entry.click();
    await entry.waitFor({ state: 'hidden' });
  }

  /** Sets the colour theme through VS Code's own picker; open webviews follow. */
  async setTheme(kind: ThemeKind): Promise<void> {
    await this.runCommand('Preferences: Color Theme');
    // The picker opens with another placeholder than the palette that it replaces.
    await this.page.locator('.quick-input-widget input[placeholder*="Color Theme" i]').waitFor();
    await this.#quickInput().fill(themes[kind]);
    await this.#quickRow(themes[kind]).click();
    const ids = {
      dark: 'dark_modern',
      light: 'light_modern',
      highContrast: 'hc_black',
      highContrastLight: 'hc_light',
    };
    await this.page.locator(`.monaco-workbench[class*="themes-${ids[kind]}-json"]`).waitFor();
  }

  /**
   * The inner frame of one of the extension's visible webviews, in which its own elements are found. Ask again after
   * the webview was hidden, moved or reloaded: VS Code then makes a new frame.
   */
  async webview(query: WebviewQuery = {}): Promise<Frame> {
    const deadline = Date.now() + (query.timeout ?? 15_000);
    for (;;) {
      for (const frame of this.page.frames()) if (await isWanted(frame, query)) return frame;
      if (Date.now() > deadline)
        throw new Error(`No visible webview of the extension matches ${JSON.stringify(query)}.`);
      await this.page.waitForTimeout(50);
    }
  }

  /** Resizes the window until the webview is this many CSS pixels wide, and returns the width reached. */
  async fitWebview(frame: Frame, width: number): Promise<number> {
    let reached = await frame.evaluate(() => innerWidth);
    for (let round = 0; round < 8 && reached !== width; round++) {
      const size = this.page.viewportSize() ?? { width: 1280, height: 800 };
      // Beside an editor the panel takes half of what the window gains; alone it takes all and this overshoots once.
      await this.resize(Math.max(400, size.width + (round < 2 ? 2 : 1) * (width - reached)), size.height);
      await this.page.waitForTimeout(300);
      reached = await frame.evaluate(() => innerWidth);
    }
    return reached;
  }

  /** Resizes the window, in CSS pixels. */
  async resize(width: number, height: number): Promise<void> {
    await this.page.setViewportSize({ width: Math.round(width), height: Math.round(height) });
  }

  /** Where the cursor stands, as the status bar says it: "Ln 7, Col 23 (4 selected)". */
  async cursor(): Promise<string> {
    return this.page.locator('#status\\.editor\\.selection').innerText();
  }

  /** The text selected in the focused editor, by way of the clipboard. */
  async selectedText(): Promise<string> {
    await this.page.keyboard.press('ControlOrMeta+c');
    return this.clipboard();
  }

  /** The text on the clipboard. */
  async clipboard(): Promise<string> {
    return this.page.evaluate(() => navigator.clipboard.readText());
  }

  /** Saves a picture of the window, or of one element, as `dist/pictures/<name>.png`. Returns the file. */
  async screenshot(name: string, of: Page | Locator | ElementHandle = this.page): Promise<string> {
    await mkdir(picturesFolder, { recursive: true });
    const file = path.join(picturesFolder, `${name}.png`);
    await of.screenshot({ path: file, animations: 'disabled' });
    return file;
  }

  /** Reloads the window by "Developer: Reload Window", which keeps its state, and waits until it can be used again. */
  async reload(): Promise<void> {
    const loaded = this.page.waitForEvent('load', { timeout: 60_000 });
    await this.runCommand('Developer: Reload Window');
    await loaded;
    await this.page.locator(explorerRow).first().waitFor({ timeout: 60_000 });
  }

  async close(): Promise<void> {
    await this.#context.close();
  }

  /** Opens the palette again and again, because it lists only what extensions had registered when it was opened. */
  async #commandRow(name: string, timeout: number): Promise<Locator | undefined> {
    const deadline = Date.now() + timeout;
    for (;;) {
      await this.page.keyboard.press('Escape');
      await this.page.keyboard.press('F1');
      const row = this.#quickRow(name);
      const found = await this.#quickInput()
        // A webview that is just loading may have taken the key.
        .fill(`>${name}`, { timeout: 2000 })
        .then(() => row.waitFor({ timeout: 1500 }))
        .then(
          () => true,
          () => false,
        );
      if (found) return row;
      if (Date.now() > deadline) return undefined;
    }
  }

  #quickInput(): Locator {
    return this.page.locator('.quick-input-widget input').first();
  }

  #quickRow(label: string): Locator {
    const rows = this.page.locator('.quick-input-widget .quick-input-list .monaco-list-row');
    return rows.filter({ has: this.page.locator('.label-name', { hasText: exactly(label) }) }).first();
  }
}

function exactly(text: string): RegExp {
  return new RegExp(`^\\s*${text.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&')}\\s*$`);
}

async function isWanted(frame: Frame, query: WebviewQuery): Promise<boolean> {
  const outer = frame.parentFrame();
  if (!outer?.url().includes('extensionId=backprop-inspector.backprop-inspector')) return false;
  try {
    const element = await frame.frameElement();
    // VS Code keeps the next document in a second frame until it has loaded.
    if ((await element.getAttribute('id')) !== 'active-frame') return false;
    if (!(await (await outer.frameElement()).isVisible())) return false;
    if (query.title !== undefined && !(await frame.title()).includes(query.title)) return false;
    return (await frame.locator(query.has ?? 'body > *').count()) > 0;
  } catch {
    return false; // the frame went away while it was looked at
  }
}
