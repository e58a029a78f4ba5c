// A model whose file is renamed or moved: its session goes with it, with all that was tried.
import assert from 'node:assert/strict';
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import * as vscode from 'vscode';
import { ComparisonProblems } from '../../src/host/comparing/comparisonProblems';
import { numbersIn } from '../../src/host/comparing/numbers';
import { FindingProblems } from '../../src/host/findingProblems';
import { Problems } from '../../src/host/problems';
import { editorOf, later, rename, sibling, tried, WEIGHT, withSessions } from './moves';
import { describe, it } from './runner';
import { eventually, exampleText, newFolder, openModel, ourDiagnostics, replace } from './support';

/** The same text under a name that the network takes from its file. */
async function namelessText(): Promise<string> {
  const text = await exampleText('notes-2-3-1');
  const nameless = text.replace(/\n *"name": "notes 2-3-1",?/, '');
  assert.notEqual(nameless, text);
  return nameless;
}

describe('a model whose file is renamed', () => {
  it('keeps its run, what was tried, its check and its comparison, and says nothing of it', async () => {
    await withSessions(async (sessions, moves) => {
      const { document } = await openModel(await exampleText('notes-2-3-1'), 'one.backprop.json');
      const mine = sibling(document.uri, 'mine.json');
      await writeFile(mine.fsPath, '{ "dW2": [[1], [2], [3]] }');
      const { session, said } = await tried(sessions, document.uri);
      await session.whatIf.step(0.5);
      await session.checkGradients();
      await session.compare(numbersIn(mine));
      const before = session.state;
      assert.equal(before.check?.status, 'done');
      assert.equal(before.comparison?.status, 'done');
      said.length = 0;

      const to = await rename(document.uri, sibling(document.uri, 'two.backprop.json'));
      await later();
      assert.deepEqual(
        moves.map((moved) => [moved.session === session, moved.from.toString()]),
        [[true, document.uri.toString()]],
      );
      assert.deepEqual([session.uri.toString(), session.title], [to.toString(), 'two']);
      assert.deepEqual(session.state, before);
      // Told once, for its name.
      assert.deepEqual(said, [before]);
      await session.whatIf.stepBack();
      assert.deepEqual(session.state.whatIf?.edited, [WEIGHT]);

      // The document of the new name is followed.
      await replace(await editorOf(to), '0.15', '0.16');
      await eventually('the run of the edited text', () =>
        session.state.status === 'ready' && !session.state.stale && session.state.run !== before.run
          ? true
          : undefined,
      );
      assert.deepEqual([session.state.whatIf.edited, session.state.lost], [[WEIGHT], 0]);
      await session.whatIf.write();
      assert.match((await editorOf(to)).document.getText(), /0\.75/);

      // And the old name is anybody's.
      await writeFile(document.uri.fsPath, await exampleText('xor'));
      const fresh = sessions.open(document.uri);
      assert.notEqual(fresh, session);
      assert.deepEqual([(await fresh.run()).run, fresh.state.whatIf], [1, undefined]);
      assert.deepEqual([sessions.get(to), sessions.uris.length], [session, 2]);
    });
  });

  it('keeps what was tried also where the text was not saved', async () => {
    await withSessions(async (sessions) => {
      const editor = await openModel(await exampleText('notes-2-3-1'), 'one.backprop.json');
      await replace(editor, '0.15', '0.16');
      const { uri } = editor.document;
      const { session, said } = await tried(sessions, uri);
      await session.whatIf.step(0.5);
      const before = session.state;
      const to = await rename(uri, sibling(uri, 'two.backprop.json'));
      await later();
      assert.match((await editorOf(to)).document.getText(), /0\.16/);
      assert.deepEqual([session.uri.toString(), session.state], [to.toString(), before]);
      assert.deepEqual(
        said.filter(({ status }) => status !== 'ready'),
        [],
      );
    });
  });

  it('has its problems and findings at its new name, and nowhere else', async () => {
    await withSessions(async (sessions) => {
      const problems = [new Problems(sessions), new FindingProblems(sessions)];
      const found = (uri: vscode.Uri): readonly unknown[] =>
        ourDiagnostics(uri).map(({ code, range }) => [
          typeof code === 'object' ? code.value : code,
          range.start.line,
        ]);
      const editor = await openModel(await exampleText('dead-relu'), 'dead.backprop.json');
      const { uri } = editor.document;
      const session = sessions.open(uri);
      await session.run();
      const findings = await eventually('findings', () => (found(uri).length > 0 ? found(uri) : undefined));
      const second = await rename(uri, sibling(uri, 'second.backprop.json'));
      await eventually('findings there', () => (found(second).length > 0 ? true : undefined));
      await later();
      assert.deepEqual([found(second), found(uri)], [findings, []]);
      // Their links open the model's panel.
      for (const { code } of ourDiagnostics(second)) {
        assert.ok(typeof code === 'object' && typeof code.value === 'string' && 'target' in code);
        assert.match(code.target.toString(true), /second\.backprop\.json/);
      }

      await replace(await editorOf(second), '"relu"', '"rellu"');
      await eventually('an error', () =>
        found(second).length === 1 && session.state.status === 'failed' ? true : undefined,
      );
      const errors = found(second);
      const third = await rename(second, sibling(uri, 'third.backprop.json'));
      await later();
      assert.deepEqual([found(third), found(second)], [errors, []]);
      sessions.close(session);
      assert.deepEqual(found(third), []);
      for (const each of problems) each.dispose();
    });
  });

  it('gives its network the new name where it has no other, and loses nothing for that', async () => {
    await withSessions(async (sessions) => {
      const { document } = await openModel(await namelessText(), 'one.backprop.json');
      const { session } = await tried(sessions, document.uri);
      const name = async (): Promise<string> => (await session.views.overview({})).name;
      assert.equal(await name(), 'one');
      const { whatIf } = session.state;
      const second = await rename(document.uri, sibling(document.uri, 'two.backprop.json'));
      await eventually('the new name', async () => ((await name()) === 'two' ? true : undefined));
      await eventually('the run', () => (session.state.status === 'ready' ? true : undefined));
      assert.deepEqual({ ...session.state.whatIf, fileRun: undefined }, { ...whatIf, fileRun: undefined });

      // Another run could not take the step back.
      await session.whatIf.step(0.5);
      const before = session.state;
      await rename(second, sibling(second, 'three.backprop.json'));
      await later();
      assert.deepEqual([session.title, session.state], ['three', before]);
    });
  });

  it('moves with its folder, without an editor, beside the numbers that it is compared with', async () => {
    await withSessions(async (sessions) => {
      const folder = path.join(await newFolder(), 'sub');
      await mkdir(path.join(folder, 'deep'), { recursive: true });
      const model = path.join(folder, 'deep', 'one.backprop.json');
      const mine = path.join(folder, 'mine.json');
      await writeFile(model, await exampleText('notes-2-3-1'));
      await writeFile(mine, '{ "dW2": [[1], [2], [3]] }');
      const { session } = await tried(sessions, vscode.Uri.file(model));
      await session.whatIf.step(0.5);
      await session.compare(numbersIn(vscode.Uri.file(mine)));
      const before = session.state;
      const to = await rename(vscode.Uri.file(folder), sibling(vscode.Uri.file(folder), 'sup'));
      await later();
      const deep = vscode.Uri.joinPath(to, 'deep', 'one.backprop.json');
      assert.equal(session.uri.toString(), deep.toString());
      assert.equal(session.comparedUri?.toString(), vscode.Uri.joinPath(to, 'mine.json').toString());
      assert.deepEqual(session.state, before);

      await writeFile(vscode.Uri.joinPath(to, 'mine.json').fsPath, '{ "dW2": [[1], [2], [4]] }');
      await eventually('another comparison', () => {
        const { comparison } = session.state;
        return comparison?.status === 'done' && comparison.result !== before.comparison?.result
          ? true
          : undefined;
      });
      await writeFile(deep.fsPath, (await exampleText('notes-2-3-1')).replace('0.15', '0.16'));
      await eventually('the run of the changed file', () =>
        session.state.whatIf?.fileRun !== before.whatIf?.fileRun && session.state.status === 'ready'
          ? true
          : undefined,
      );
      assert.deepEqual(session.state.whatIf?.edited, [WEIGHT]);
    });
  });

  it('is compared with numbers that are renamed, and whose problems go with them', async () => {
    await withSessions(async (sessions) => {
      const problems = new ComparisonProblems(sessions);
      const { document } = await openModel(await exampleText('notes-2-3-1'), 'one.backprop.json');
      const mine = sibling(document.uri, 'mine.json');
      await writeFile(mine.fsPath, '{ "dW2": [[1], [2], [3]] }');
      const session = sessions.open(document.uri);
      await session.run();
      // Nothing is heard of the file of a document that is open.
      await editorOf(mine);
      await session.compare(numbersIn(mine));
      const found = ourDiagnostics(mine).map(({ message }) => message);
      assert.equal(found.length, 1);
      const yours = await rename(mine, sibling(mine, 'yours.json'));
      await eventually('the new name', () =>
        session.state.comparison?.status === 'done' && session.state.comparison.name === 'yours.json'
          ? true
          : undefined,
      );
      assert.deepEqual(
        [ourDiagnostics(yours).map(({ message }) => message), ourDiagnostics(mine)],
        [found, []],
      );
      problems.dispose();
    });
  });

  it('takes the place of a model that it overwrites', async () => {
    await withSessions(async (sessions) => {
      const { document } = await openModel(await exampleText('notes-2-3-1'), 'one.backprop.json');
      const other = sibling(document.uri, 'two.backprop.json');
      await writeFile(other.fsPath, await exampleText('xor'));
      const overwritten = sessions.open(other);
      await overwritten.run();
      const { session } = await tried(sessions, document.uri);
      const before = session.state;
      await rename(document.uri, other, true);
      await later();
      assert.deepEqual([overwritten.disposed, sessions.uris.length], [true, 1]);
      assert.equal(sessions.get(other), session);
      assert.deepEqual(session.state, before);
    });
  });

  it('or deleted: then it says so, and keeps the last result', async () => {
    await withSessions(async (sessions) => {
      const file = vscode.Uri.file(path.join(await newFolder(), 'gone.backprop.json'));
      await writeFile(file.fsPath, await exampleText('notes-2-3-1'));
      const { session } = await tried(sessions, file);
      const before = session.state;
      await vscode.workspace.fs.delete(file);
      await session.run();
      assert.match(session.state.failure ?? '', /^There is no file .*gone\.backprop\.json/);
      assert.deepEqual([session.state.stale, session.state.whatIf], [true, before.whatIf]);
    });
  });
});
