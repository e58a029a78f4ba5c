/** A session's issues as diagnostics on the exact ranges. */
import * as vscode from 'vscode';
import type { ModelIssue } from '../inspector/views';
import { Disposables } from './disposables';
import { toRange } from './ranges';
import type { InspectionSession } from './session';
import type { SessionState } from './sessionState';
import type { Sessions } from './sessions';

export class Problems extends Disposables {
  readonly #collection = this.own(vscode.languages.createDiagnosticCollection('backprop'));
  /** By session: an editor draws all its lines again for diagnostics that are set again. */
  readonly #shown = new WeakMap<InspectionSession, readonly ModelIssue[]>();

  constructor(sessions: Sessions) {
    super();
    this.own(
      sessions.onDidOpen((session) => {
        session.onDidChange((state) => {
          this.#show(session, state);
        });
      }),
    );
    this.own(
      sessions.onDidClose(({ uri }) => {
        this.#collection.delete(uri);
      }),
    );
    this.own(
      sessions.onDidMove(({ session, from }) => {
        this.#collection.delete(from);
        this.#list(session);
      }),
    );
  }

  #show(session: InspectionSession, { status, issues }: SessionState): void {
    // While a run is under way the problems of the last one stay.
    if (status === 'running' || this.#shown.get(session) === issues) return;
    this.#shown.set(session, issues);
    this.#list(session);
  }

  #list(session: InspectionSession): void {
    const { uri } = session;
    const issues = this.#shown.get(session) ?? [];
    this.#collection.set(
      uri,
      issues.map((issue) => toDiagnostic(uri, issue)),
    );
  }
}

function toDiagnostic(uri: vscode.Uri, issue: ModelIssue): vscode.Diagnostic {
  const severity =
    issue.severity === 'error' ? vscode.DiagnosticSeverity.Error : vscode.DiagnosticSeverity.Warning;
  const diagnostic = new vscode.Diagnostic(toRange(issue.range), sentence(issue), severity);
  diagnostic.source = 'Backprop Inspector';
  diagnostic.code = issue.code;
  if (issue.related !== undefined) {
    diagnostic.relatedInformation = issue.related.map(
      ({ message, range }) =>
        new vscode.DiagnosticRelatedInformation(new vscode.Location(uri, toRange(range)), message),
    );
  }
  return diagnostic;
}

/** "message (expected …, found …)". */
export function sentence({
  message,
  expected,
  found,
}: Pick<ModelIssue, 'message' | 'expected' | 'found'>): string {
  return `${message} ${vscode.l10n.t('(expected {0}, found {1})', expected, found)}`;
}
