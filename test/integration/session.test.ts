// A session of one model: what it says when its worker dies, its file is missing, or a run is superseded or cancelled.
import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import * as vscode from 'vscode';
import { InspectionSession } from '../../src/host/session';
import type { SessionState } from '../../src/host/sessionState';
import { nodeWorker } from '../../src/platform/nodeWorker';
import { denseModel, limitingScript, squareModel } from '../denseModel';
import { describe, it } from './runner';
import { closeEverything, eventually, exampleText, newFolder, openModel, workerScript } from './support';

/** A session with everything that it said. */
async function sessionOf(
  text: string | undefined,
  script?: string,
): Promise<{ session: InspectionSession; said: SessionState[]; log: vscode.LogOutputChannel }> {
  const file = path.join(await newFolder(), 'model.backprop.json');
  if (text !== undefined) await writeFile(file, text);
  const log = vscode.window.createOutputChannel('Backprop Inspector test', { log: true });
  const session = new InspectionSession(
    vscode.Uri.file(file),
    nodeWorker(script ?? (await workerScript())),
    log,
  );
  const said: SessionState[] = [];
  session.onDidChange((state) => said.push(state));
  return { session, said, log };
}

/** A script that runs some code and then is the real worker. */
async function workerAfter(code: string): Promise<string> {
  const script = path.join(await newFolder(), 'prepared.js');
  await writeFile(script, `${code}\nrequire(${JSON.stringify(await workerScript())});`);
  return script;
}

describe('a session', () => {
  it('says that its worker died, and starts a new one for the next run', async () => {
    // The real worker, behind one that dies of an error at its first message.
    const folder = await newFolder();
    const [script, mark] = [path.join(folder, 'dying.js'), path.join(folder, 'died')];
    await writeFile(
      script,
      `const { existsSync, writeFileSync } = require('node:fs');
       if (existsSync(${JSON.stringify(mark)})) require(${JSON.stringify(await workerScript())});
       else require('node:worker_threads').parentPort.once('message', () => {
         writeFileSync(${JSON.stringify(mark)}, '');
         throw new Error('out of luck');
       });`,
    );
    const { session, log } = await sessionOf(await exampleText('notes-2-3-1'), script);
    await session.run();
    assert.equal(session.state.status, 'failed');
    assert.match(session.state.failure ?? '', /ended unexpectedly \(out of luck\)/);
    const { status, run, failure } = await session.run();
    assert.deepEqual({ status, run, failure }, { status: 'ready', run: 1, failure: undefined });
    session.dispose();
    log.dispose();
  });

  it('says in plain words that there is no file, and runs it once there is', async () => {
    const { session, log } = await sessionOf(undefined);
    const { status, failure } = await session.run();
    assert.equal(status, 'failed');
    assert.match(failure ?? '', /^There is no file .*model\.backprop\.json/);
    const text = await exampleText('notes-2-3-1');
    await eventually('the run of the new file', async () => {
      // More than once: the watcher may not be up yet.
      await writeFile(session.uri.fsPath, text);
      await new Promise((resolve) => setTimeout(resolve, 1000));
      return session.state.status === 'ready' ? true : undefined;
    });
    session.dispose();
    log.dispose();
  });

  it('does not run the text of the last run again, where its file was only touched', async () => {
    const text = await exampleText('notes-2-3-1');
    const { session, said, log } = await sessionOf(text);
    await session.run();
    const { state } = session;
    await eventually('word of the file', async () => {
      // More than once: the watcher may not be up yet.
      await writeFile(session.uri.fsPath, text);
      await new Promise((resolve) => setTimeout(resolve, 1000));
      return said.some(({ stale }) => stale) ? true : undefined;
    });
    await eventually('the numbers to be those of the text', () => (session.state.stale ? undefined : true));
    assert.deepEqual(session.state, state);
    assert.equal((await session.run()).run, 2);
    session.dispose();
    log.dispose();
  });

  it('lets only the newest of many runs speak, and never of the others’ cancellation', async () => {
    const { session, said, log } = await sessionOf(denseModel([256, 256, 10], 64));
    const runs = Array.from({ length: 5 }, () => session.run());
    await Promise.all(runs);
    assert.equal(session.state.status, 'ready');
    assert.deepEqual(
      said.filter(({ failure, status }) => failure !== undefined || status === 'failed'),
      [],
    );
    session.dispose();
    log.dispose();
  });

  it('is ready for another run at once when one is cancelled, and stays so', async () => {
    const { session, said, log } = await sessionOf(denseModel([512, 512, 512, 10], 128));
    const running = session.run();
    await eventually('progress', () => (session.state.progress === undefined ? undefined : true));
    session.cancel();
    assert.deepEqual([session.state.status, session.state.failure], ['cancelled', undefined]);
    await running;
    assert.equal(said.at(-1)?.status, 'cancelled');
    const { status, run } = await session.run();
    assert.equal(status, 'ready');
    assert.ok(run !== undefined);
    session.dispose();
    log.dispose();
  });

  it('asks before it takes much memory, keeps the last good run, and asks once for as much', async () => {
    const small = await workerAfter(`require('node:os').totalmem = () => 200_000;`);
    const editor = await openModel(await exampleText('notes-2-3-1'));
    const { document } = editor;
    const log = vscode.window.createOutputChannel('Backprop Inspector test', { log: true });
    const session = new InspectionSession(document.uri, nodeWorker(small), log);
    assert.equal((await session.run()).run, 1);
    const whole = new vscode.Range(document.positionAt(0), document.positionAt(document.getText().length));
    await editor.edit((edit) => {
      edit.replace(whole, squareModel(60));
    });
    const asked = await eventually('the question', () =>
      session.state.status === 'asking' ? session.state : undefined,
    );
    assert.deepEqual([asked.run, asked.stale, asked.memory?.available], [1, true, 200_000]);
    const ran = await session.agree(asked.memory!.needed);
    assert.deepEqual([ran.status, ran.run, ran.stale, ran.memory], ['ready', 2, false, undefined]);

    // Now both results are large.
    const twice = await session.run();
    assert.equal(twice.status, 'asking');
    assert.ok(twice.memory!.needed > asked.memory!.needed);
    assert.equal((await session.agree(twice.memory!.needed)).status, 'ready');
    // Less than was agreed to is not asked about again.
    assert.deepEqual([(await session.run()).status, session.state.run], ['ready', 4]);
    session.dispose();
    log.dispose();
    await closeEverything();
  });

  it('says that the machine did not give the memory, and runs the next text', async () => {
    const limited = await workerAfter(limitingScript(1e6));
    const { session, log } = await sessionOf(squareModel(1001), limited);
    const { status, failure } = await session.run();
    assert.equal(status, 'failed');
    assert.match(failure ?? '', /^The run needs 65 MB of memory, more than this machine can give\./);
    await writeFile(session.uri.fsPath, await exampleText('notes-2-3-1'));
    await session.run();
    await eventually('the run of the next text', () => session.state.run);
    assert.equal(session.state.failure, undefined);
    session.dispose();
    log.dispose();
  });

  it('runs again when its settings change, and says nothing new of the text', async () => {
    const { session, log } = await sessionOf(await exampleText('notes-2-3-1'));
    const settings = vscode.workspace.getConfiguration('backprop');
    const arithmetic = async (): Promise<string> => (await session.views.overview({})).arithmetic;
    assert.equal((await session.run()).run, 1);
    assert.equal(await arithmetic(), 'strict');
    await settings.update('arithmetic', 'fast', vscode.ConfigurationTarget.Global);
    try {
      await eventually('a second run', () => (session.state.run === 2 ? true : undefined));
      assert.deepEqual([session.state.stale, await arithmetic()], [false, 'fast']);
    } finally {
      await settings.update('arithmetic', undefined, vscode.ConfigurationTarget.Global);
    }
    await eventually('a third run', async () => ((await arithmetic()) === 'strict' ? true : undefined));
    session.dispose();
    log.dispose();
  });

  it('says nothing any more once it is disposed', async () => {
    const { session, said, log } = await sessionOf(await exampleText('notes-2-3-1'));
    const running = session.run();
    const before = said.length;
    session.dispose();
    await running;
    assert.equal(said.length, before);
    log.dispose();
  });
});
