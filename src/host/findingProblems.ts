/** What is to be noted in a model's last run, as diagnostics where it stands in the text: only while that is the run's. */
import * as vscode from 'vscode';
import type { PlacedFinding, TextRange } from '../inspector/views';
import { fileRunOf } from '../protocol/fileRun';
import { commandLink } from './commandLink';
import { Disposables } from './disposables';
import { MODEL_SELECTOR } from './modelFiles';
import { toRange } from './ranges';
import type { InspectionSession } from './session';
import type { Sessions } from './sessions';
import { findings, SECTION } from './settings';

/** What is shown of a session. */
interface Shown {
  readonly run: number;
  /** Empty until the worker has answered. */
  findings: readonly PlacedFinding[];
}

export class FindingProblems extends Disposables implements vscode.CodeActionProvider {
  readonly #collection = this.own(vscode.languages.createDiagnosticCollection('backprop.findings'));
  readonly #shown = new Map<InspectionSession, Shown>();

  constructor(readonly sessions: Sessions) {
    super();
    this.own(
      sessions.onDidOpen((session) => {
        session.onDidChange(() => {
          this.#follow(session);
        });
      }),
    );
    this.own(
      sessions.onDidClose((session) => {
        this.#clear(session);
      }),
    );
    this.own(
      sessions.onDidMove(({ session, from }) => {
        this.#collection.delete(from);
        if (this.#shown.has(session)) this.#show(session);
      }),
    );
    this.own(
      vscode.workspace.onDidChangeConfiguration((change) => {
        if (!change.affectsConfiguration(`${SECTION}.findings`)) return;
        for (const session of this.#shown.keys()) this.#show(session);
      }),
    );
    this.own(
      vscode.languages.registerCodeActionsProvider(MODEL_SELECTOR, this, {
        providedCodeActionKinds: [vscode.CodeActionKind.QuickFix],
      }),
    );
  }

  /** To the numbers that show a finding. */
  provideCodeActions(
    { uri }: vscode.TextDocument,
    range: vscode.Range,
    { diagnostics, only }: vscode.CodeActionContext,
  ): vscode.CodeAction[] {
    const kind = vscode.CodeActionKind.QuickFix;
    const session = this.sessions.get(uri);
    if (session === undefined || (only !== undefined && !only.contains(kind))) return [];
    return this.#wanted(session)
      .filter((finding) => rangesOf(finding).some((each) => toRange(each).intersection(range) !== undefined))
      .map((finding) => {
        const title = vscode.l10n.t('Show in panel: {0}', finding.title);
        const action = new vscode.CodeAction(title, kind);
        action.command = {
          ...{ title, command: 'backprop.showPanel' },
          arguments: [uri, finding.cells[0]],
        };
        action.diagnostics = diagnostics.filter((diagnostic) => isOf(diagnostic, finding));
        return action;
      });
  }

  #follow(session: InspectionSession): void {
    const { stale } = session.state;
    const run = fileRunOf(session.state);
    // Places move with every letter: there are none until the next run.
    if (run === undefined || stale) this.#clear(session);
    else if (this.#shown.get(session)?.run !== run) void this.#ask(session, run);
  }

  async #ask(session: InspectionSession, run: number): Promise<void> {
    const shown: Shown = { run, findings: [] };
    this.#shown.set(session, shown);
    try {
      const placed = await session.views.placedFindings();
      // Of a newer run that the session has not told of yet: its own question follows.
      if (placed.run === run) shown.findings = placed.findings;
    } catch {
      // A newer run has taken this one's place, or the worker died.
    }
    if (this.#shown.get(session) === shown) this.#show(session);
  }

  #wanted(session: InspectionSession): readonly PlacedFinding[] {
    const wanted = findings(session.uri);
    return (this.#shown.get(session)?.findings ?? []).filter(({ id }) => wanted.has(id));
  }

  #show(session: InspectionSession): void {
    const { uri } = session;
    this.#collection.set(
      uri,
      this.#wanted(session).flatMap((finding) => [toDiagnostic(uri, finding), ...toHints(finding)]),
    );
  }

  #clear(session: InspectionSession): void {
    if (this.#shown.delete(session)) this.#collection.delete(session.uri);
  }
}

const SOURCE = 'Backprop Inspector';

/** What no gradient should be is a warning; the rest is worth knowing. */
const SEVERITIES: Readonly<Record<PlacedFinding['severity'], vscode.DiagnosticSeverity>> = {
  wrong: vscode.DiagnosticSeverity.Warning,
  notable: vscode.DiagnosticSeverity.Information,
};

function toDiagnostic(uri: vscode.Uri, finding: PlacedFinding): vscode.Diagnostic {
  const { id, severity, sentence, documentation, range, related, cells } = finding;
  const message = `${sentence}\n${documentation}`;
  const diagnostic = new vscode.Diagnostic(toRange(range), message, SEVERITIES[severity]);
  diagnostic.source = SOURCE;
  const link = commandLink('backprop.showPanel', [uri.toString(), cells[0]]);
  diagnostic.code = { value: id, target: vscode.Uri.parse(link) };
  diagnostic.relatedInformation = related.map(
    (other) =>
      new vscode.DiagnosticRelatedInformation(new vscode.Location(uri, toRange(other.range)), other.message),
  );
  return diagnostic;
}

/** All that is marked, the listed place first. */
function rangesOf({ range, related, numbers }: PlacedFinding): readonly TextRange[] {
  return [range, ...related.map((other) => other.range), ...numbers];
}

/** The rest of a column is marked in the text, and not listed. */
function toHints(finding: PlacedFinding): readonly vscode.Diagnostic[] {
  const { id, sentence } = finding;
  return rangesOf(finding)
    .slice(1)
    .map((range) => {
      const hint = new vscode.Diagnostic(toRange(range), sentence, vscode.DiagnosticSeverity.Hint);
      hint.source = SOURCE;
      hint.code = id;
      return hint;
    });
}

function isOf({ code, range }: vscode.Diagnostic, finding: PlacedFinding): boolean {
  return typeof code === 'object' && code.value === finding.id && range.isEqual(toRange(finding.range));
}
