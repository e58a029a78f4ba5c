// What-ifs of a session: other numbers on top of the file, their way into the document as one edit, and steps.
import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { numbersOf } from '../../src/host/comparing/numbers';
import { FindingProblems } from '../../src/host/findingProblems';
import { InspectionSession } from '../../src/host/session';
import { Sessions } from '../../src/host/sessions';
import type { CellRef } from '../../src/inspector/views';
import { denseModel } from '../denseModel';
import { describe, it, note } from './runner';
import {
  closeEverything,
  eventually,
  exampleText,
  openModel,
  ourDiagnostics,
  ownWorker,
  replace,
} from './support';

const WEIGHT: CellRef = { quantity: 'parameter', layer: 0, parameter: 'weights', row: 0, column: 1 };
const BIAS: CellRef = { quantity: 'parameter', layer: 0, parameter: 'biases', row: 0, column: 2 };

/** A session of a document that is open in an editor. */
async function sessionOf(text: string): Promise<{ session: InspectionSession; editor: vscode.TextEditor }> {
  const editor = await openModel(text, 'tried.backprop.json');
  const log = vscode.window.createOutputChannel('Backprop Inspector test', { log: true });
  const session = new InspectionSession(editor.document.uri, await ownWorker(), log);
  await session.run();
  return { session, editor };
}

async function loss(session: InspectionSession): Promise<number> {
  return (await session.views.overview({})).loss.value;
}

describe('a what-if', () => {
  it('changes what views show, and not the file', async () => {
    const text = await exampleText('notes-2-3-1');
    const { session, editor } = await sessionOf(text);
    const before = await loss(session);
    await session.whatIf.change(WEIGHT, 0.75);
    const { whatIf, run } = session.state;
    assert.deepEqual([run, whatIf?.changed, whatIf?.edited], [2, 1, [WEIGHT]]);
    assert.equal(await loss(session), whatIf?.loss);
    assert.notEqual(await loss(session), before);
    assert.deepEqual([editor.document.getText(), editor.document.isDirty], [text, false]);
    await session.whatIf.discard();
    assert.deepEqual([session.state.run, session.state.whatIf, await loss(session)], [1, undefined, before]);
    await assert.rejects(session.whatIf.change(WEIGHT, Infinity), /finite/);
    session.dispose();
    await closeEverything();
  });

  it('is written into the document as exactly its number, in one edit that undo takes back', async () => {
    const text = await exampleText('notes-2-3-1');
    const { session, editor } = await sessionOf(text);
    const { document } = editor;
    await session.whatIf.change(WEIGHT, 0.1 + 0.2);
    const tried = await loss(session);
    await session.whatIf.write();
    assert.equal(document.getText(), text.replace('-0.4', '0.30000000000000004'));
    assert.deepEqual([session.state.whatIf, await loss(session)], [undefined, tried]);
    await vscode.window.showTextDocument(document);
    await vscode.commands.executeCommand('undo');
    assert.equal(document.getText(), text);
    await eventually('the run of the text before', async () =>
      (await loss(session)) === tried ? undefined : true,
    );
    session.dispose();
    await closeEverything();
  });

  it('takes steps of gradient descent forwards and back, and writes where they led as one edit', async () => {
    const text = await exampleText('notes-2-3-1');
    const { session, editor } = await sessionOf(text);
    const losses = [await loss(session)];
    for (let i = 0; i < 3; i++) {
      await session.whatIf.step(0.5);
      losses.push(await loss(session));
    }
    assert.deepEqual(session.state.whatIf?.losses, losses);
    assert.ok(losses.every((each, i) => i === 0 || each < losses[i - 1]!));
    await session.whatIf.stepBack();
    assert.equal(await loss(session), losses[2]);
    await session.whatIf.write();
    assert.equal(session.state.whatIf, undefined);
    assert.equal(await loss(session), losses[2]);
    await vscode.window.showTextDocument(editor.document);
    await vscode.commands.executeCommand('undo');
    assert.equal(editor.document.getText(), text);
    session.dispose();
    await closeEverything();
  });

  it('stays on top of a text that is edited meanwhile', async () => {
    const { session, editor } = await sessionOf(await exampleText('notes-2-3-1'));
    await session.whatIf.change(BIAS, 0.5);
    await replace(editor, '0.15', '0.16');
    await eventually('the run of the edited text', () =>
      session.state.whatIf?.fileRun === 3 ? true : undefined,
    );
    const { whatIf, lost } = session.state;
    assert.deepEqual([whatIf?.edited, lost], [[BIAS], 0]);
    // Broken text: nothing can be written, and nothing is lost.
    await replace(editor, '"layers"', '"layers');
    await assert.rejects(session.whatIf.write(), /has errors/);
    assert.deepEqual(session.state.whatIf?.edited, [BIAS]);
    session.dispose();
    await closeEverything();
  });

  it('is what a user’s numbers are compared with, as soon as the changes pause', async () => {
    const { session } = await sessionOf(await exampleText('notes-2-3-1'));
    const gradients = { quantity: 'parameterGradient', layer: 1, parameter: 'weights' } as const;
    const window = { rowStart: 0, rowEnd: 3, columnStart: 0, columnEnd: 1 };
    const [tile] = await session.views.tiles([{ matrix: gradients, ...window }]);
    const mine = JSON.stringify({ dW2: Array.from(tile!.values, (value) => [value]) });
    await session.compare(numbersOf('mine.json', new TextEncoder().encode(mine)));
    const right = JSON.stringify(session.state.comparison?.result);
    await session.whatIf.change(BIAS, 2);
    assert.equal(session.state.comparison?.status, 'running');
    await eventually('another verdict', () =>
      session.state.comparison?.status === 'done' && JSON.stringify(session.state.comparison.result) !== right
        ? true
        : undefined,
    );
    session.dispose();
    await closeEverything();
  });

  it('leaves the findings that stand in the text', async () => {
    const editor = await openModel(await exampleText('dead-relu'), 'dead.backprop.json');
    const { uri } = editor.document;
    const log = vscode.window.createOutputChannel('Backprop Inspector test', { log: true });
    const sessions = new Sessions(await ownWorker(), log);
    const problems = new FindingProblems(sessions);
    const session = sessions.open(uri);
    await session.run();
    const before = await eventually('findings', () => {
      const found = ourDiagnostics(uri);
      return found.length > 0 ? found : undefined;
    });
    await session.whatIf.change({ ...WEIGHT, row: 1 }, 9);
    assert.equal(session.state.whatIf?.changed, 1);
    // Those of the numbers that are tried would have come by now.
    await session.views.placedFindings();
    await new Promise((resolve) => setTimeout(resolve, 200));
    assert.deepEqual(ourDiagnostics(uri), before);
    problems.dispose();
    sessions.dispose();
    log.dispose();
    await closeEverything();
  });

  it('of a large network is there in a moment', async () => {
    const { session } = await sessionOf(denseModel([784, 128, 10], 32));
    const times: number[] = [];
    for (let i = 0; i < 20; i++) {
      const start = performance.now();
      await session.whatIf.change(WEIGHT, i / 7);
      times.push(performance.now() - start);
    }
    times.sort((x, y) => x - y);
    note(
      `    a weight of 784-128-10, 32 samples: ${times[10]!.toFixed(1)} ms, at most ${times.at(-1)!.toFixed(1)} ms`,
    );
    session.dispose();
    await closeEverything();
  });
});
