// The gradient check of a session: its progress, its end, its cancellation.
import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import * as vscode from 'vscode';
import { InspectionSession } from '../../src/host/session';
import type { SessionState } from '../../src/host/sessionState';
import { denseModel } from '../denseModel';
import { describe, it } from './runner';
import {
  closeEverything,
  eventually,
  exampleText,
  newFolder,
  openModel,
  panelTabs,
  ownWorker,
} from './support';

async function sessionOf(text: string): Promise<{ session: InspectionSession; said: SessionState[] }> {
  const extension = vscode.extensions.getExtension('backprop-inspector.backprop-inspector');
  assert.ok(extension);
  await extension.activate();
  const file = path.join(await newFolder(), 'model.backprop.json');
  await writeFile(file, text);
  const log = vscode.window.createOutputChannel('Backprop Inspector test', { log: true });
  const start = await ownWorker();
  const session = new InspectionSession(vscode.Uri.file(file), start, log);
  const said: SessionState[] = [];
  session.onDidChange((state) => said.push(state));
  await session.run();
  return { session, said };
}

describe('a gradient check', () => {
  it('ends with its result in the state, and a new run forgets it', async () => {
    const { session } = await sessionOf(await exampleText('notes-2-3-1'));
    const outcome = await session.checkGradients();
    assert.equal(outcome?.status, 'done');
    assert.deepEqual(outcome.result.verdicts, {
      ...{ pass: 13, fail: 0, kink: 0, precisionLimited: 0 },
    });
    assert.equal(session.state.check, outcome);
    await session.run();
    assert.equal(session.state.check, undefined);
    session.dispose();
  });

  it('tells how far it is, and ends when it is cancelled', async () => {
    const { session, said } = await sessionOf(denseModel([64, 64, 10], 32));
    const checking = session.checkGradients();
    await eventually('progress', () =>
      said.some(({ check }) => check?.status === 'running' && check.done > 0) ? true : undefined,
    );
    session.cancelCheck();
    assert.equal(await checking, undefined);
    assert.equal(session.state.check, undefined);
    // Nothing that was on its way brings it back.
    await session.run();
    assert.equal(session.state.check, undefined);
    assert.equal((await session.checkGradients())?.status, 'done');
    session.dispose();
  });

  it('is a command that runs the model first', async () => {
    await openModel(await exampleText('xor'), 'checked.backprop.json');
    await vscode.commands.executeCommand('backprop.checkGradients');
    await eventually('its panel', () => (panelTabs().length === 1 ? true : undefined));
    await closeEverything();
  });
});
