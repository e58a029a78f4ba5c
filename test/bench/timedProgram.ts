// A program in a process of its own that answers line by line, so that no library's threads or code touch another's.
import { type ChildProcessByStdio, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import type { Readable, Writable } from 'node:stream';

/** Longer than the slowest library's one pass over the largest network. */
const PATIENCE_MS = 120_000;

export class TimedProgram {
  readonly #child: ChildProcessByStdio<Writable, Readable, null>;
  readonly #lines: AsyncIterator<string>;

  /** @param folder where the program's own packages are found. */
  constructor(command: readonly string[], folder: string, env: NodeJS.ProcessEnv) {
    const [program, ...args] = command;
    this.#child = spawn(program!, args, { cwd: folder, env, stdio: ['pipe', 'pipe', 'ignore'] });
    this.#child.on('error', () => undefined);
    // A program that ended hears nothing any more; its missing answer says so.
    this.#child.stdin.on('error', () => undefined);
    this.#lines = createInterface({ input: this.#child.stdout })[Symbol.asyncIterator]();
  }

  /** Gives the program a problem to prepare for and to run warm on. */
  async load(problem: string): Promise<void> {
    await this.#ask(`load ${problem}`);
  }

  /** Milliseconds of one pass, the mean over as many as fill `least` milliseconds. */
  async time(least: number): Promise<number> {
    return Number((await this.#ask(`time ${least}`))['milliseconds']);
  }

  /** Has the program write loss and gradients into a file. */
  async answer(file: string): Promise<void> {
    await this.#ask(`answer ${file}`);
  }

  stop(): void {
    this.#child.kill('SIGKILL');
  }

  /** @throws Error with what the program says that went wrong, or that it does not answer. */
  async #ask(line: string): Promise<Record<string, unknown>> {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const impatience = new Promise<never>((_resolve, reject) => {
      timer = setTimeout(() => {
        this.stop();
        reject(new Error(`no answer within ${PATIENCE_MS / 1000} s`));
      }, PATIENCE_MS);
    });
    try {
      this.#child.stdin.write(`${line}\n`);
      for (;;) {
        const next = await Promise.race([this.#lines.next(), impatience]);
        if (next.done === true) throw new Error('the program ended');
        // Libraries greet on standard output.
        if (!next.value.startsWith('{')) continue;
        const reply = JSON.parse(next.value) as Record<string, unknown>;
        if (typeof reply['error'] === 'string') throw new Error(reply['error']);
        return reply;
      }
    } finally {
      clearTimeout(timer);
    }
  }
}
