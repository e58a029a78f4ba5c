// The browser that drives VS Code's web workbench: an installed one, Playwright's own, or one from npm.
import path from 'node:path';
import { chromium, type Browser, type BrowserServer, type LaunchOptions } from 'playwright-core';
import { exists, say } from './cache';
import { installNpmBrowser } from './npmBrowser';

const installed: Readonly<Partial<Record<NodeJS.Platform, readonly string[]>>> = {
  linux: ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'microsoft-edge'].map(
    (name) => `/usr/bin/${name}`,
  ),
  darwin: ['Google Chrome', 'Chromium', 'Microsoft Edge'].map(
    (name) => `/Applications/${name}.app/Contents/MacOS/${name}`,
  ),
  win32: ['PROGRAMFILES', 'PROGRAMFILES(X86)', 'LOCALAPPDATA'].flatMap((variable) =>
    ['Google/Chrome/Application/chrome.exe', 'Microsoft/Edge/Application/msedge.exe'].map((file) =>
      path.join(process.env[variable] ?? 'C:/', file),
    ),
  ),
};

const flags = [
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  // The workbench's websocket goes to 127.0.0.1, which newer Chromiums would ask about first.
  '--disable-features=LocalNetworkAccessChecks',
];

/** Starts a headless browser; installs one from npm where the machine has none. */
export async function launchBrowser(): Promise<Browser> {
  return chromium.launch(await launchOptions());
}

/** The same as a process of its own, to which several test files connect by its `wsEndpoint()`. */
export async function launchBrowserServer(): Promise<BrowserServer> {
  return chromium.launchServer(await launchOptions());
}

async function launchOptions(): Promise<LaunchOptions> {
  const found = await findBrowser();
  const args = [...flags, ...found.args];
  // As root, and in most containers, Chromium's own sandbox cannot start.
  if (process.platform === 'linux' && process.getuid?.() === 0) args.push('--no-sandbox');
  return { executablePath: found.executable, args, headless: true, env: { ...process.env, ...found.env } };
}

interface FoundBrowser {
  readonly executable: string;
  /** More environment that it needs. */
  readonly env?: Readonly<Record<string, string>>;
  readonly args: readonly string[];
}

let known: Promise<FoundBrowser> | undefined;

/** `BACKPROP_BROWSER` may be `npm`, to use npm's even so, or the path of a browser. */
function findBrowser(): Promise<FoundBrowser> {
  return (known ??= find(process.env['BACKPROP_BROWSER'] ?? ''));
}

async function find(wish: string): Promise<FoundBrowser> {
  const candidates =
    wish === 'npm' ? [] : wish ? [wish] : [...(installed[process.platform] ?? []), playwrights()];
  for (const executable of candidates)
    if (await exists(executable)) {
      say(`browser: ${executable}`);
      return { executable, args: [] };
    }
  const advice = 'Install Chrome, Chromium or Edge, or run "npx playwright install chromium".';
  if (wish && wish !== 'npm') throw new Error(`BACKPROP_BROWSER names ${wish}, which does not exist.`);
  if (process.platform !== 'linux' || process.arch !== 'x64')
    throw new Error(`No browser was found. ${advice}`);
  try {
    const browser = await installNpmBrowser();
    say(`browser: ${browser.executable}`);
    return { ...browser, args: ['--no-zygote', '--no-sandbox'] };
  } catch (error) {
    throw new Error(`No browser was found, and npm could not bring one. ${advice}`, { cause: error });
  }
}

function playwrights(): string {
  return chromium.executablePath();
}
