// A model that is moved in a file system that takes its time.
import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { MemoryFile } from './memoryFile';
import { later, rename, sibling, tried, WEIGHT, withSessions } from './moves';
import { describe, it } from './runner';
import { eventually, exampleText } from './support';

describe('a model of a slow file system', () => {
  /** A model in memory, and its session. */
  async function withMemory(
    test: (file: MemoryFile, tries: Awaited<ReturnType<typeof tried>>) => Promise<void>,
  ): Promise<void> {
    const uri = vscode.Uri.from({ scheme: 'backprop-slow', path: '/one.backprop.json' });
    const file = new MemoryFile(uri);
    file.write(await exampleText('notes-2-3-1'));
    const registered = vscode.workspace.registerFileSystemProvider(uri.scheme, file);
    try {
      await withSessions(async (sessions) => {
        const tries = await tried(sessions, uri);
        await test(file, tries);
        assert.equal(tries.session.title, 'two');
      });
    } finally {
      registered.dispose();
    }
  }

  it('that is heard to be gone before it is heard to be moved has not changed', async () => {
    await withMemory(async (file, { session, said }) => {
      await session.whatIf.step(0.5);
      const before = session.state;
      file.afterRename = new Promise((resolve) => {
        session.onDidChange(({ stale }) => {
          if (stale) resolve();
        });
      });
      await rename(file.uri, sibling(file.uri, 'two.backprop.json'));
      await later();
      assert.ok(said.some(({ stale }) => stale));
      assert.deepEqual(session.state, before);
    });
  });

  it('that is moved while it is read is read where it is then', async () => {
    await withMemory(async (file, { session, said }) => {
      let go = (): void => undefined;
      file.beforeStat = new Promise((resolve) => {
        go = resolve;
      });
      const running = session.run();
      await eventually('the question for the file', () => (file.beforeStat === undefined ? true : undefined));
      await rename(file.uri, sibling(file.uri, 'two.backprop.json'));
      go();
      await running;
      assert.deepEqual([session.state.status, session.state.whatIf?.edited], ['ready', [WEIGHT]]);
      assert.ok(said.every(({ failure }) => failure === undefined));
    });
  });
});
