// What the tests of moved models share: renaming as the explorer does it, and sessions in which something was tried.
import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { InspectionSession } from '../../src/host/session';
import { type MovedSession, Sessions } from '../../src/host/sessions';
import type { SessionState } from '../../src/host/sessionState';
import type { CellRef } from '../../src/inspector/views';
import { closeEverything, ownWorker } from './support';

export const WEIGHT: CellRef = { quantity: 'parameter', layer: 0, parameter: 'weights', row: 0, column: 1 };

/** So long after a move what was heard of the old file and the new one has been heard. */
const LATE_MS = 1000;

export async function later(milliseconds = LATE_MS): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve, milliseconds));
}

/** Another name in the same folder. */
export function sibling(uri: vscode.Uri, name: string): vscode.Uri {
  return vscode.Uri.joinPath(uri, '..', name);
}

/** As the explorer does it. */
export async function rename(from: vscode.Uri, to: vscode.Uri, overwrite = false): Promise<vscode.Uri> {
  const edit = new vscode.WorkspaceEdit();
  edit.renameFile(from, to, { overwrite });
  assert.ok(await vscode.workspace.applyEdit(edit));
  return to;
}

/** An editor of the document. */
export async function editorOf(uri: vscode.Uri): Promise<vscode.TextEditor> {
  return vscode.window.showTextDocument(await vscode.workspace.openTextDocument(uri));
}

/** Sessions of a test's own, with what they tell; they end with the test. */
export async function withSessions(
  test: (sessions: Sessions, moves: readonly MovedSession[]) => Promise<void>,
): Promise<void> {
  const log = vscode.window.createOutputChannel('Backprop Inspector test', { log: true });
  const sessions = new Sessions(await ownWorker(), log);
  const moves: MovedSession[] = [];
  sessions.onDidMove((moved) => moves.push(moved));
  try {
    await test(sessions, moves);
  } finally {
    sessions.dispose();
    log.dispose();
    await closeEverything();
  }
}

/** A session that ran and in which a weight was changed, and everything that it says from then on. */
export async function tried(
  sessions: Sessions,
  uri: vscode.Uri,
): Promise<{ session: InspectionSession; said: SessionState[] }> {
  const session = sessions.open(uri);
  await session.run();
  await session.whatIf.change(WEIGHT, 0.75);
  const said: SessionState[] = [];
  session.onDidChange((state) => said.push(state));
  return { session, said };
}
