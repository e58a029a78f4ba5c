/** The command that compares a user's numbers with a model's: asks for them, runs the model where needed, says what came of it. */
import * as vscode from 'vscode';
import type { InspectionSession } from '../session';
import { chooseNumbers } from './chooseNumbers';
import { type ComparedNumbers, numbersIn } from './numbers';

/**
 * Resolves when the user has been told.
 * @param numbers the file of the numbers; where it is none, the user is asked.
 */
export async function compareGradients(session: InspectionSession, numbers: unknown): Promise<void> {
  const uri = numbers instanceof vscode.Uri ? numbers : await chooseNumbers(session.uri);
  if (uri !== undefined) await compareNumbers(session, numbersIn(uri));
}

/** The same with numbers that are there. */
export async function compareNumbers(session: InspectionSession, numbers: ComparedNumbers): Promise<void> {
  if (!(await session.hasRun())) {
    numbers.dispose();
    return;
  }
  await session.compare(numbers);
  const { comparison } = session.state;
  if (comparison?.status === 'failed') void vscode.window.showErrorMessage(comparison.reason ?? '');
  if (comparison?.status === 'done' && comparison.result?.comparison === undefined) {
    const first = comparison.result?.issues[0];
    const problem = first === undefined ? '' : ` ${first.message}.`;
    void vscode.window.showErrorMessage(
      `${vscode.l10n.t('{0} has nothing that can be compared.', comparison.name)}${problem}`,
    );
  }
}
