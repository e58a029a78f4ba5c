/** The stack frame that the user looks at in the debugger, and the language that its program is in. */
import * as vscode from 'vscode';
import { type Frame, innermostFrame } from './adapter';
import { languageOf, languageTitles } from './languages';
import type { Language } from './languages/language';

export interface PausedFrame {
  readonly frame: Frame;
  readonly language: Language;
}

/** Undefined where there is none; the user has been told then what to do. */
export async function pausedFrame(): Promise<PausedFrame | undefined> {
  const session = vscode.debug.activeStackItem?.session ?? vscode.debug.activeDebugSession;
  const frame = session === undefined ? undefined : await frameOf(session);
  if (session === undefined || frame === undefined) {
    void vscode.window.showInformationMessage(
      vscode.l10n.t(
        'No program is paused. Stop it in the debugger where the gradients have been computed, then compare its variables.',
      ),
    );
    return undefined;
  }
  const language = languageOf(session.type);
  if (language === undefined) {
    void vscode.window.showInformationMessage(
      vscode.l10n.t(
        'Variables are read from programs in {0}; this debug session is of type "{1}".',
        languageTitles.join(', '),
        session.type,
      ),
    );
    return undefined;
  }
  return { frame, language };
}

async function frameOf(session: vscode.DebugSession): Promise<Frame | undefined> {
  const ask = (command: string, args: object): Thenable<unknown> => session.customRequest(command, args);
  const item = vscode.debug.activeStackItem;
  if (item instanceof vscode.DebugStackFrame) return { ask, id: item.frameId };
  // Nothing has the focus, as where the session was stopped by a command.
  return innermostFrame(ask, item?.threadId);
}
