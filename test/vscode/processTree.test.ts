// Nothing that the harness starts outlives it.
import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { OwnedProcess } from './processTree';

/** Starts a child that ignores being asked to end, prints its number, and waits with it. */
const parent = `
const child = require('node:child_process').spawn(process.execPath, ['--eval',
  "process.on('SIGTERM', () => {}); console.log('ready'); setInterval(() => {}, 1000)"], { stdio: ['ignore', 'pipe', 'inherit'] });
child.stdout.once('data', () => console.log('child=' + child.pid));
setInterval(() => {}, 1000);
`;

async function until(condition: () => boolean): Promise<void> {
  for (let waited = 0; !condition(); waited += 20) {
    if (waited > 10_000) throw new Error('waited 10 s in vain');
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    // In a container nobody may collect the dead; on Linux their state says so.
    const status = `/proc/${pid}/stat`;
    return !existsSync(status) || !/\) Z /.test(readFileSync(status, 'utf8'));
  } catch {
    return false;
  }
}

describe.skipIf(process.platform === 'win32')('OwnedProcess', () => {
  it('ends grandchildren that ignore being asked', async () => {
    const owned = new OwnedProcess(process.execPath, ['--eval', parent]);
    await until(() => /child=\d+/.test(owned.output));
    const grandchild = Number(/child=(\d+)/.exec(owned.output)?.[1]);
    expect(isAlive(grandchild)).toBe(true);
    await owned.stop();
    await until(() => !isAlive(grandchild));
  });

  it('reports a command that cannot start', async () => {
    const owned = new OwnedProcess('no-such-command-here', []);
    expect(await owned.exited).toBeNull();
    expect(owned.output).toContain('no-such-command-here');
    await owned.stop();
  });
});
