// Child processes that never outlive us: each in a group of its own, ended with all its descendants.
import { spawn, type ChildProcess } from 'node:child_process';
import { rmSync } from 'node:fs';

const running = new Set<OwnedProcess>();
const temporary = new Set<string>();

/** Deletes the folder when this process ends, however it ends; deleting it earlier is fine. */
export function onExitDelete(folder: string): void {
  temporary.add(folder);
  endWithUs();
}

/** A started command together with the output that it has printed so far. */
export class OwnedProcess {
  readonly #child: ChildProcess;
  #output = '';
  readonly exited: Promise<number | null>;

  /** Starts the command in a process group of its own, so that `stop` reaches its grandchildren too. */
  constructor(
    command: string,
    args: readonly string[],
    options: { cwd?: string; env?: NodeJS.ProcessEnv } = {},
  ) {
    this.#child = spawn(command, args, {
      ...options,
      detached: process.platform !== 'win32',
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    for (const stream of [this.#child.stdout, this.#child.stderr])
      stream?.on(
        'data',
        (chunk: Buffer) => (this.#output = (this.#output + chunk.toString()).slice(-100_000)),
      );
    this.exited = new Promise((resolve) => {
      this.#child.once('error', (error) => {
        this.#output += `\n${error.message}`;
        resolve(null);
      });
      this.#child.once('exit', (code) => {
        resolve(code);
      });
    });
    running.add(this);
    endWithUs();
  }

  /** The last 100,000 characters of both streams. */
  get output(): string {
    return this.#output;
  }

  /** Ends the process and its descendants: asks first, insists after two seconds. */
  async stop(): Promise<void> {
    this.#signal('SIGTERM');
    const insist = setTimeout(() => {
      this.#signal('SIGKILL');
    }, 2000);
    await this.exited;
    clearTimeout(insist);
    // The leader is gone; what it has left behind in its group goes now.
    this.#signal('SIGKILL');
    running.delete(this);
  }

  /** For the moment before our own exit, when nothing can be awaited any more. */
  kill(): void {
    this.#signal('SIGKILL');
  }

  #signal(signal: NodeJS.Signals): void {
    const pid = this.#child.pid;
    if (pid === undefined) return;
    try {
      if (process.platform === 'win32') spawn('taskkill', ['/pid', String(pid), '/t', '/f']);
      else process.kill(-pid, signal);
    } catch {
      // The group is gone already.
    }
  }
}

let hooked = false;

function endWithUs(): void {
  if (hooked) return;
  hooked = true;
  process.once('exit', () => {
    for (const owned of running) owned.kill();
    for (const folder of temporary) rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
  });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
    process.once(signal, () => {
      process.exit(signal === 'SIGINT' ? 130 : 143);
    });
}

/** Our environment without what npm, a test runner or a surrounding VS Code has put there for its own children. */
export function cleanEnvironment(extra: NodeJS.ProcessEnv = {}): NodeJS.ProcessEnv {
  const foreign =
    /^(NODE_OPTIONS$|NODE_ENV$|VSCODE_|ELECTRON_|VITEST|npm_(package|lifecycle|execpath|node_execpath|command))/;
  const kept = Object.entries(process.env).filter(([name]) => !foreign.test(name));
  return { ...Object.fromEntries(kept), ...extra };
}
