/** From a number of the model's text to its cell in the panel. */
import * as vscode from 'vscode';
import { activeModel } from './modelFiles';
import type { Panels } from './panels';
import type { InspectionSession } from './session';

/** A place in the text of a model. */
export interface ModelPlace {
  readonly uri: vscode.Uri;
  /** Undefined where no editor shows the text. */
  readonly offset: number | undefined;
}

/**
 * The place that a command was given, as a link names it: the model's address and an offset. Else where the cursor is.
 * @returns undefined where no model is meant.
 */
export function placeGiven(given: unknown, second: unknown): ModelPlace | undefined {
  if (typeof given === 'string' && typeof second === 'number') {
    return { uri: vscode.Uri.parse(given), offset: second };
  }
  const uri = given instanceof vscode.Uri ? given : activeModel();
  if (uri === undefined) return undefined;
  const editor = vscode.window.activeTextEditor;
  const isOurs = editor?.document.uri.toString() === uri.toString();
  return { uri, offset: isOurs ? editor.document.offsetAt(editor.selection.active) : undefined };
}

/** Runs the model where it has not run, and shows the cell of the number that stands at the offset. */
export async function showNumber(
  panels: Panels,
  session: InspectionSession,
  offset: number | undefined,
): Promise<void> {
  if (!(await session.hasRun())) return;
  const cell = offset === undefined ? undefined : await session.cellAt(offset);
  if (session.disposed) return;
  if (cell !== undefined) {
    panels.show(session, cell);
    return;
  }
  void vscode.window.showInformationMessage(
    vscode.l10n.t(
      'There is no number of the model at the cursor. Put it on a weight, a bias, an input or a target.',
    ),
  );
}
