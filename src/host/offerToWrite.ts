/** What becomes of numbers that were tried in a panel that was closed. */
import * as vscode from 'vscode';
import type { InspectionSession } from './session';

/** Asks whether they are to be written into the file. Resolves when the user has answered and that is done. */
export async function offerToWrite(session: InspectionSession): Promise<void> {
  const { changed = 0 } = session.state.whatIf ?? {};
  const write = vscode.l10n.t('Write to File');
  const answer = await vscode.window.showWarningMessage(
    vscode.l10n.t(
      'The panel of {0} was closed with {1} changed numbers that are not in the file.',
      session.fileName,
      changed,
    ),
    write,
    vscode.l10n.t('Discard'),
  );
  if (answer !== write) return;
  try {
    await session.whatIf.write();
  } catch (error) {
    void vscode.window.showErrorMessage(error instanceof Error ? error.message : String(error));
  }
}
