/** What completes the steps of the walkthrough, beside commands: what a person does in a panel and in the model's text. */
import * as vscode from 'vscode';
import { Disposables } from './disposables';
import type { Sessions } from './sessions';

/** package.json names them as contexts. */
type Deed = 'provedNumber' | 'wentToNumber' | 'editedModel';

const done = new Set<Deed>();

/** Tells VS Code once: proofs open at every step of the pointer. */
export function markDone(deed: Deed): void {
  if (done.has(deed)) return;
  done.add(deed);
  void vscode.commands.executeCommand('setContext', `backprop.${deed}`, true);
}

/** Marks edits after which a model has run again. */
export class EditedModels extends Disposables {
  constructor(sessions: Sessions) {
    super();
    this.own(
      sessions.onDidOpen((session) => {
        let wasStale = false;
        session.onDidChange(({ stale, status }) => {
          if (wasStale && !stale && status === 'ready') markDone('editedModel');
          wasStale = stale;
        });
      }),
    );
  }
}
