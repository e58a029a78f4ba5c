// Decides, once a run, whether the suites use the desktop VS Code that test-electron downloads or the one from npm.
import { say } from './cache';

let known: Promise<boolean> | undefined;

/** `BACKPROP_VSCODE` may be `desktop` or `npm`; without it the desktop version is taken where it can be downloaded. */
export function desktopAvailable(): Promise<boolean> {
  return (known ??= decide(process.env['BACKPROP_VSCODE'] ?? ''));
}

async function decide(wish: string): Promise<boolean> {
  if (wish !== '' && wish !== 'npm' && wish !== 'desktop')
    throw new Error(`BACKPROP_VSCODE is "${wish}": say "desktop" or "npm".`);
  if (wish === 'npm') return false;
  const windowless =
    process.platform === 'linux' && !process.env['DISPLAY'] && !process.env['WAYLAND_DISPLAY'];
  if (wish === 'desktop') {
    if (windowless)
      throw new Error(
        'Desktop VS Code needs a display: run this under "xvfb-run -a", or set BACKPROP_VSCODE=npm.',
      );
    return true;
  }
  if (windowless) {
    say('no display: using VS Code from npm in a headless browser');
    return false;
  }
  // The address that test-electron itself asks first. Nothing but the answer's arrival matters.
  const reachable = await fetch('https://update.code.visualstudio.com/api/releases/stable', {
    signal: AbortSignal.timeout(4000),
  }).then(
    (response) => response.ok,
    () => false,
  );
  say(
    reachable
      ? 'using desktop VS Code by @vscode/test-electron'
      : 'desktop VS Code cannot be downloaded here: using VS Code from npm',
  );
  return reachable;
}
