/** What is wrong in a user's numbers, as diagnostics where they stand. */
import * as vscode from 'vscode';
import type { ComparedQuantity, Comparison } from '../../inspector/comparison/comparison';
import type { TextRange } from '../../inspector/views';
import { Disposables } from '../disposables';
import { sentence } from '../problems';
import { toRange } from '../ranges';
import type { InspectionSession } from '../session';
import type { Sessions } from '../sessions';

export class ComparisonProblems extends Disposables {
  readonly #collection = this.own(vscode.languages.createDiagnosticCollection('backprop.comparison'));
  /** Where each session's diagnostics are. */
  readonly #shown = new Map<InspectionSession, vscode.Uri>();

  constructor(sessions: Sessions) {
    super();
    this.own(
      sessions.onDidOpen((session) => {
        session.onDidChange(() => {
          this.#show(session);
        });
      }),
    );
    this.own(
      sessions.onDidClose((session) => {
        this.#clear(session);
      }),
    );
  }

  #show(session: InspectionSession): void {
    const { comparedUri: uri } = session;
    const { comparison } = session.state;
    if (uri === undefined || comparison === undefined) {
      this.#clear(session);
      return;
    }
    // While a comparison is under way the problems of the last one stay.
    if (comparison.status === 'running') return;
    if (this.#shown.get(session)?.toString() !== uri.toString()) this.#clear(session);
    this.#shown.set(session, uri);
    this.#collection.set(uri, [...diagnosticsOf(session)]);
  }

  #clear(session: InspectionSession): void {
    const uri = this.#shown.get(session);
    if (uri !== undefined) this.#collection.delete(uri);
    this.#shown.delete(session);
  }
}

function* diagnosticsOf({ state }: InspectionSession): Iterable<vscode.Diagnostic> {
  const { comparison, issues = [] } = state.comparison?.result ?? {};
  for (const issue of issues) {
    const { range, code } = issue;
    if (range === undefined) continue;
    const severity =
      comparison === undefined ? vscode.DiagnosticSeverity.Error : vscode.DiagnosticSeverity.Warning;
    yield diagnostic(range, sentence(issue), severity, code);
  }
  if (comparison === undefined) return;
  for (const [i, quantity] of comparison.quantities.entries()) {
    const { where, status } = quantity;
    if (where === undefined) continue;
    if (status === 'wrong') yield wrong(comparison, quantity, i, where);
    if (status === 'follows') {
      const text = vscode.l10n.t('This follows from a wrong line before it; the step itself is right.');
      yield diagnostic(where, text, vscode.DiagnosticSeverity.Information, status);
    }
  }
}

function wrong(
  { diagnoses }: Comparison,
  { maxRelativeError }: ComparedQuantity,
  index: number,
  where: TextRange,
): vscode.Diagnostic {
  const diagnosis = diagnoses.find(({ quantity }) => quantity === index);
  const text =
    diagnosis?.explanation ??
    vscode.l10n.t(
      'Wrong from here on, by no mistake that is known: the largest relative error is {0}.',
      maxRelativeError?.toExponential(1) ?? '',
    );
  return diagnostic(where, text, vscode.DiagnosticSeverity.Error, diagnosis?.mistake ?? 'wrong');
}

function diagnostic(
  where: TextRange,
  message: string,
  severity: vscode.DiagnosticSeverity,
  code: string,
): vscode.Diagnostic {
  const range = toRange(where);
  // A matrix goes on for pages: its first line is enough.
  const shown = range.isSingleLine
    ? range
    : range.with({ end: new vscode.Position(range.start.line + 1, 0) });
  const made = new vscode.Diagnostic(shown, message, severity);
  made.source = 'Backprop Inspector';
  made.code = code;
  return made;
}
