/** Which documents are models: by name, or because one was run. */
import * as vscode from 'vscode';
import { Disposables } from './disposables';
import type { Sessions } from './sessions';

/** JSON, with comments or without. */
const JSON_LANGUAGES = ['json', 'jsonc'] as const;

/** Documents that may be models. */
export const MODEL_SELECTOR: vscode.DocumentSelector = JSON_LANGUAGES.map((language) => ({ language }));

/** Keeps the context key by which menus know models of any other name. */
export class ModelFiles extends Disposables {
  constructor(sessions: Sessions) {
    super();
    const update = (): void => {
      void vscode.commands.executeCommand(
        'setContext',
        'backprop.models',
        sessions.uris.map((uri) => uri.toString()),
      );
    };
    this.own(sessions.onDidOpen(update));
    this.own(sessions.onDidMove(update));
    this.own(sessions.onDidClose(update));
    // The key outlives an extension host that was restarted.
    update();
  }
}

/** Whether the document is known to be a model: by its name, or because it was run. */
export function isModel({ uri }: vscode.TextDocument, sessions: Sessions): boolean {
  return uri.path.endsWith('.backprop.json') || sessions.get(uri) !== undefined;
}

/** The document in the active editor, where it is worth reading as a model: any JSON, or a text without a name yet. */
export function activeModel(): vscode.Uri | undefined {
  const document = vscode.window.activeTextEditor?.document;
  if (document !== undefined) {
    const isJson = JSON_LANGUAGES.some((language) => language === document.languageId);
    return isJson || document.isUntitled ? document.uri : undefined;
  }
  // A file that is too large for extensions has a tab, but no document.
  const input = vscode.window.tabGroups.activeTabGroup.activeTab?.input;
  return input instanceof vscode.TabInputText && /\.jsonc?$/.test(input.uri.path) ? input.uri : undefined;
}
