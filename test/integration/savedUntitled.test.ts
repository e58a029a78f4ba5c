// An untitled model that is saved: its session goes on as that of the file.
import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import * as vscode from 'vscode';
import { editorOf, later, sibling, tried, WEIGHT, withSessions } from './moves';
import { describe, it } from './runner';
import { eventually, exampleText, newFolder, replace } from './support';

describe('an untitled model', () => {
  /** With a path of its own, so that no question has to be answered where to save it. */
  async function untitledModel(text: string): Promise<{ editor: vscode.TextEditor; file: vscode.Uri }> {
    const file = vscode.Uri.file(path.join(await newFolder(), 'new.backprop.json'));
    const document = await vscode.workspace.openTextDocument(file.with({ scheme: 'untitled' }));
    const editor = await vscode.window.showTextDocument(document);
    await editor.edit((edit) => {
      edit.insert(new vscode.Position(0, 0), text);
    });
    return { editor, file };
  }

  async function discard(): Promise<void> {
    await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
  }

  it('goes on as the file that it is saved as', async () => {
    await withSessions(async (sessions, moves) => {
      const { editor, file } = await untitledModel(await exampleText('notes-2-3-1'));
      const { session, said } = await tried(sessions, editor.document.uri);
      await session.whatIf.step(0.5);
      const before = session.state;
      said.length = 0;
      assert.ok(await editor.document.save());
      await later();
      assert.equal(moves.length, 1);
      assert.equal(session.uri.toString(), file.toString());
      assert.deepEqual([session.state, said], [before, [before]]);
      await replace(await editorOf(file), '0.15', '0.16');
      await eventually('the run of the edited text', () =>
        session.state.whatIf?.fileRun === 4 && session.state.status === 'ready' ? true : undefined,
      );
      assert.deepEqual(session.state.whatIf?.edited, [WEIGHT]);
      await (await editorOf(file)).document.save();
    });
  });

  it('does so too where the text is tidied on its way into the file', async () => {
    const settings = vscode.workspace.getConfiguration('files');
    await settings.update('insertFinalNewline', true, vscode.ConfigurationTarget.Global);
    try {
      await withSessions(async (sessions) => {
        const { editor, file } = await untitledModel((await exampleText('notes-2-3-1')).trimEnd());
        const { session } = await tried(sessions, editor.document.uri);
        assert.ok(await editor.document.save());
        await eventually('the move', () =>
          session.uri.toString() === file.toString() && !session.state.stale ? true : undefined,
        );
        await eventually('the run', () => (session.state.status === 'ready' ? true : undefined));
        assert.match((await editorOf(file)).document.getText(), /\n$/);
        assert.deepEqual(session.state.whatIf?.edited, [WEIGHT]);
      });
    } finally {
      await settings.update('insertFinalNewline', undefined, vscode.ConfigurationTarget.Global);
    }
  });

  it('that is closed instead says so, whatever file has the same text', async () => {
    await withSessions(async (sessions, moves) => {
      const { editor, file } = await untitledModel(await exampleText('notes-2-3-1'));
      const { session } = await tried(sessions, editor.document.uri);
      const before = session.state;
      const same = sibling(file, 'same.backprop.json');
      await writeFile(same.fsPath, ' ');
      const copy = await editorOf(same);
      await copy.edit((edit) => {
        edit.replace(new vscode.Range(0, 0, 0, 1), editor.document.getText());
      });
      assert.ok(await copy.document.save());
      await later(1500);
      await vscode.window.showTextDocument(editor.document);
      await discard();
      await eventually('the sentence', () =>
        session.state.failure?.endsWith('was closed. Use the file that it was saved as.') ? true : undefined,
      );
      assert.deepEqual(
        [session.state.run, session.state.stale, session.state.whatIf, moves],
        [before.run, true, before.whatIf, []],
      );
    });
  });
});
