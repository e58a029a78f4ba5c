// Between the editor's cursor and the panel's numbers, both ways.
import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { MirroredSelection } from '../../src/host/mirroredSelection';
import type { ChosenNumber, Panels } from '../../src/host/panels';
import { InspectionSession } from '../../src/host/session';
import { Sessions } from '../../src/host/sessions';
import { placeGiven, showNumber } from '../../src/host/showNumber';
import type { CellRef } from '../../src/inspector/views';
import { describe, it } from './runner';
import {
  closeEverything,
  eventually,
  exampleText,
  openModel,
  panelTabs,
  replace,
  ownWorker,
} from './support';

/** Puts the cursor into the first place of a text. */
function putCursor({ document }: vscode.TextEditor, text: string): void {
  const position = document.positionAt(document.getText().indexOf(text) + 1);
  const editor = vscode.window.visibleTextEditors.find((visible) => visible.document === document);
  assert.ok(editor);
  editor.selection = new vscode.Selection(position, position);
}

const weight: CellRef = { quantity: 'parameter', layer: 0, parameter: 'weights', row: 0, column: 1 };

describe('Show Number in Panel', () => {
  it('runs the model and shows its panel', async () => {
    const editor = await openModel(await exampleText('notes-2-3-1'));
    putCursor(editor, '-0.4');
    await vscode.commands.executeCommand('backprop.showNumber');
    await eventually('the panel', () => (panelTabs().length === 1 ? true : undefined));
    await closeEverything();
  });

  it('shows the cell of the number at a place, whatever was typed meanwhile', async () => {
    const editor = await openModel(await exampleText('notes-2-3-1'));
    const log = vscode.window.createOutputChannel('Backprop Inspector test', { log: true });
    const session = new InspectionSession(editor.document.uri, await ownWorker(), log);
    const shown: (CellRef | undefined)[] = [];
    const panels = {
      show: (_session: InspectionSession, cell?: CellRef) => shown.push(cell),
    } as unknown as Panels;
    const offsetOf = (text: string): number => editor.document.getText().indexOf(text) + 1;
    await showNumber(panels, session, offsetOf('-0.4'));
    assert.deepEqual(shown, [weight]);
    await replace(editor, '"layers"', '\n\n"layers"');
    await showNumber(panels, session, offsetOf('0.99'));
    assert.deepEqual(shown.at(-1), { quantity: 'target', row: 0, column: 0 });
    await showNumber(panels, session, offsetOf('"layers"'));
    await showNumber(panels, session, undefined);
    assert.equal(shown.length, 2);
    session.dispose();
    log.dispose();
    await closeEverything();
  });

  it('takes the place that a link names, else the cursor’s', async () => {
    const editor = await openModel(await exampleText('notes-2-3-1'));
    const { document } = editor;
    putCursor(editor, '-0.4');
    const offset = document.offsetAt(editor.selection.active);
    assert.deepEqual(placeGiven(undefined, undefined), { uri: document.uri, offset });
    assert.deepEqual(placeGiven(document.uri, { groupId: 0 }), { uri: document.uri, offset });
    const linked = placeGiven('file:///other.backprop.json', 7);
    assert.deepEqual([linked?.uri.path, linked?.offset], ['/other.backprop.json', 7]);
    await closeEverything();
  });
});

/** The mirror of a model in an editor, with a panel that only writes down what it is told. */
async function mirrorOf(text: string): Promise<{
  editor: vscode.TextEditor;
  marked: (CellRef | undefined)[];
  choose: (cell: CellRef) => void;
  dispose: () => Promise<void>;
}> {
  const editor = await openModel(text);
  const log = vscode.window.createOutputChannel('Backprop Inspector test', { log: true });
  const sessions = new Sessions(await ownWorker(), log);
  const session = sessions.open(editor.document.uri);
  await session.run();
  const marked: (CellRef | undefined)[] = [];
  const chosen = new vscode.EventEmitter<ChosenNumber>();
  const panel = { mark: (cell: CellRef | undefined) => marked.push(cell) };
  const panels = { inView: () => panel, onDidChoose: chosen.event } as unknown as Panels;
  const mirror = new MirroredSelection(sessions, panels);
  return {
    editor,
    marked,
    choose: (cell) => {
      chosen.fire({ session, cell });
    },
    dispose: async () => {
      mirror.dispose();
      sessions.dispose();
      chosen.dispose();
      log.dispose();
      await closeEverything();
    },
  };
}

describe('the mirrored selection', () => {
  it('marks in the panel the number that the cursor came to, and none where it is on none', async () => {
    const { editor, marked, dispose } = await mirrorOf(await exampleText('notes-2-3-1'));
    putCursor(editor, '-0.4');
    await eventually('the mark', () => (marked.length > 0 ? true : undefined));
    assert.deepEqual(marked, [weight]);
    putCursor(editor, '"layers"');
    await eventually('its end', () => (marked.length > 1 ? true : undefined));
    assert.deepEqual(marked, [weight, undefined]);
    await dispose();
  });

  it('brings the number that is chosen in the panel into sight, with cursor and focus where they were', async () => {
    const text = (await exampleText('notes-2-3-1')).replace('"layers"', `${'\n'.repeat(300)}"layers"`);
    const { editor, choose, dispose } = await mirrorOf(text);
    const line = editor.document.positionAt(text.indexOf('-0.4')).line;
    const before = editor.selection;
    assert.ok(editor.visibleRanges.every((range) => !range.contains(new vscode.Position(line, 0))));
    choose({ ...weight, quantity: 'parameterGradient' });
    await eventually('the number in sight', () =>
      editor.visibleRanges.some(({ start, end }) => start.line <= line && line <= end.line)
        ? true
        : undefined,
    );
    assert.ok(editor.selection.isEqual(before));
    await dispose();
  });

  it('rests where the setting says so', async () => {
    const settings = vscode.workspace.getConfiguration('backprop');
    await settings.update('mirrorSelection', false, vscode.ConfigurationTarget.Global);
    try {
      const { editor, marked, dispose } = await mirrorOf(await exampleText('notes-2-3-1'));
      putCursor(editor, '-0.4');
      await new Promise((resolve) => setTimeout(resolve, 400));
      assert.deepEqual(marked, []);
      await dispose();
    } finally {
      await settings.update('mirrorSelection', undefined, vscode.ConfigurationTarget.Global);
    }
  });
});
