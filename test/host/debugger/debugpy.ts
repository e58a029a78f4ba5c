// A Python program that debugpy has stopped, where this machine has debugpy.
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { type Frame, innermostFrame } from '../../../src/host/debugger/adapter';
import { DapClient } from './dapClient';

/** The Python that has these modules; undefined where none has. */
export function pythonWith(...modules: readonly string[]): string | undefined {
  const candidates = ['python3', 'python', '/usr/bin/python3'];
  return candidates.find(
    (python) => spawnSync(python, ['-c', `import ${modules.join(', ')}`], { stdio: 'ignore' }).status === 0,
  );
}

export interface StoppedProgram {
  readonly client: DapClient;
  /** Where it has stopped. */
  readonly frame: Frame;
  end(): Promise<void>;
}

/** Runs a program until the first line that has "stop here" in it. */
export async function stoppedIn(python: string, program: string): Promise<StoppedProgram> {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'backprop-debugpy-'));
  const file = path.join(folder, 'program.py');
  await writeFile(file, program);
  const port = await freePort();
  const started = spawn(
    python,
    ['-Xfrozen_modules=off', '-m', 'debugpy', '--listen', `127.0.0.1:${port}`, '--wait-for-client', file],
    { stdio: 'ignore' },
  );
  const client = await connected(port, started);
  const line = program.split('\n').findIndex((text) => text.includes('stop here')) + 1;
  await client.ask('initialize', { adapterID: 'debugpy', clientID: 'test' });
  // Answered only when the configuration is done.
  const attached = client.ask('attach', { justMyCode: true });
  await client.event('initialized');
  await client.ask('setBreakpoints', { source: { path: file }, breakpoints: [{ line }] });
  await client.ask('configurationDone', {});
  await attached;
  const { threadId } = (await client.event('stopped')) as { readonly threadId: number };
  const frame = await innermostFrame((command, args) => client.ask(command, args), threadId);
  if (frame === undefined) throw new Error('the program has stopped without a frame');
  return {
    client,
    frame,
    end: async () => {
      const ended = once(started, 'exit');
      await client.ask('disconnect', { terminateDebuggee: true }).catch(() => undefined);
      client.close();
      started.kill('SIGKILL');
      await ended;
      await rm(folder, { recursive: true, force: true });
    },
  };
}

async function connected(port: number, started: ChildProcess): Promise<DapClient> {
  const end = Date.now() + 20_000;
  for (;;) {
    try {
      return await DapClient.connect(port);
    } catch (error) {
      if (Date.now() > end || started.exitCode !== null) throw error;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }
}

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const address = probe.address();
  probe.close();
  await once(probe, 'close');
  if (address === null || typeof address === 'string') throw new Error('no free port was found');
  return address.port;
}
