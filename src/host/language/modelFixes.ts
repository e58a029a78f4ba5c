/** Quick fixes for the problems of a model, and what may be added to a layer. */
import * as vscode from 'vscode';
import type { ModelFix } from '../../inspector/language';
import { Disposables } from '../disposables';
import { isModel, MODEL_SELECTOR } from '../modelFiles';
import { toRange } from '../ranges';
import type { Sessions } from '../sessions';
import type { ModelTexts } from './modelTexts';

export class ModelFixes extends Disposables implements vscode.CodeActionProvider {
  constructor(
    readonly sessions: Sessions,
    readonly texts: ModelTexts,
  ) {
    super();
    this.own(
      vscode.languages.registerCodeActionsProvider(MODEL_SELECTOR, this, {
        providedCodeActionKinds: [vscode.CodeActionKind.QuickFix, vscode.CodeActionKind.RefactorRewrite],
      }),
    );
  }

  async provideCodeActions(
    document: vscode.TextDocument,
    range: vscode.Range,
    { diagnostics, only }: vscode.CodeActionContext,
    token: vscode.CancellationToken,
  ): Promise<vscode.CodeAction[]> {
    if (!isModel(document, this.sessions)) return [];
    const [start, end] = [document.offsetAt(range.start), document.offsetAt(range.end)];
    const fixes = await this.texts.ask(document, token, (questions) => questions.fixes(start, end));
    const actions = (fixes ?? []).map((fix) => toAction(document.uri, fix, diagnostics));
    return actions.filter(({ kind }) => only === undefined || (kind !== undefined && only.contains(kind)));
  }
}

function toAction(
  uri: vscode.Uri,
  { title, issue, isOnly, edits }: ModelFix,
  diagnostics: readonly vscode.Diagnostic[],
): vscode.CodeAction {
  const { QuickFix, RefactorRewrite } = vscode.CodeActionKind;
  const action = new vscode.CodeAction(title, issue === undefined ? RefactorRewrite : QuickFix);
  action.edit = new vscode.WorkspaceEdit();
  for (const { range, text } of edits) action.edit.replace(uri, toRange(range), text);
  if (issue === undefined) return action;
  action.diagnostics = diagnostics.filter(
    ({ code, range }) => code === issue.code && range.isEqual(toRange(issue.range)),
  );
  action.isPreferred = isOnly;
  return action;
}
