/** The command that compares the variables of a paused program with a model: asks which, and reads them as a dump. */
import * as vscode from 'vscode';
import type { InspectionSession } from '../session';
import { compareNumbers } from '../comparing/compareGradients';
import { numbersOf } from '../comparing/numbers';
import { choiceOf } from './choice';
import { chooseVariables } from './chooseVariables';
import { dumpOf, type ReadArray } from './dumpOf';
import { type FoundArray, sizeOf } from './foundArray';
import type { PausedFrame } from './pausedFrame';
import { NumberReader } from './readNumbers';
import { survey } from './survey';

/** What the dump is called. */
const NAME = 'variables.safetensors';

/** Resolves when the comparison is done, or the user has been told why there is none. */
export async function compareVariables(session: InspectionSession, paused: PausedFrame): Promise<void> {
  // Names and shapes mean something only beside the network as it is now.
  if (!(await session.hasRun())) return;
  try {
    const bytes = await readVariables(session, paused);
    if (bytes !== undefined) await compareNumbers(session, numbersOf(NAME, bytes));
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    void vscode.window.showErrorMessage(vscode.l10n.t('The variables could not be read: {0}', reason));
  }
}

/**
 * The variables that the user chooses, as a dump; undefined where they choose none.
 * @param session one with a good run.
 */
export async function readVariables(
  session: InspectionSession,
  paused: PausedFrame,
): Promise<Uint8Array<ArrayBuffer> | undefined> {
  const arrays = await survey(paused.frame, paused.language);
  const proposals = await session.views.propose(arrays.map(({ name, shape }) => ({ name, shape })));
  const chosen = await chooseVariables(choiceOf(arrays, proposals), session.fileName);
  if (chosen === undefined) return undefined;
  const read = await readAll(paused, chosen);
  return read.length === 0 ? undefined : dumpOf(read);
}

/** Reads the arrays while a notification says how far it is and can cancel it; none where it was cancelled. */
async function readAll(
  { frame, language }: PausedFrame,
  arrays: readonly FoundArray[],
): Promise<readonly ReadArray[]> {
  const abort = new AbortController();
  const options = {
    location: vscode.ProgressLocation.Notification,
    title: vscode.l10n.t('Reading variables'),
    cancellable: true,
  };
  return vscode.window.withProgress(options, async (progress, token) => {
    const cancelling = token.onCancellationRequested(() => {
      abort.abort();
    });
    const reader = new NumberReader(frame, language);
    const all = arrays.reduce((sum, array) => sum + sizeOf(array), 0);
    const read: ReadArray[] = [];
    try {
      for (const array of arrays) {
        progress.report({ message: array.name });
        const bytes = await reader.read(
          array,
          (more) => {
            progress.report({ increment: (100 * more) / all });
          },
          abort.signal,
        );
        read.push({ array, bytes });
      }
      return read;
    } catch (error) {
      if (abort.signal.aborted) return [];
      throw error;
    } finally {
      cancelling.dispose();
    }
  });
}
