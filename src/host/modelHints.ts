/** Inlay hints beside a model's layers and its loss. */
import * as vscode from 'vscode';
import type { Hint } from '../inspector/hints';
import { fileRunOf } from '../protocol/fileRun';
import { Disposables } from './disposables';
import { isFresh } from './freshRun';
import { MODEL_SELECTOR } from './modelFiles';
import type { InspectionSession } from './session';
import type { Sessions } from './sessions';
import { inlayHints, SECTION } from './settings';

/** So long the hints before stay while a new run is under way; then there are none until it ends. */
const PATIENCE_MS = 1500;

export class ModelHints extends Disposables implements vscode.InlayHintsProvider {
  readonly #changed = this.own(new vscode.EventEmitter<void>());
  readonly onDidChangeInlayHints = this.#changed.event;

  constructor(readonly sessions: Sessions) {
    super();
    const changed = (): void => {
      this.#changed.fire();
    };
    this.own(
      sessions.onDidOpen((session) => {
        this.#follow(session);
      }),
    );
    this.own(sessions.onDidClose(changed));
    this.own(
      vscode.workspace.onDidChangeConfiguration((change) => {
        if (change.affectsConfiguration(`${SECTION}.inlayHints`)) changed();
      }),
    );
    this.own(vscode.languages.registerInlayHintsProvider(MODEL_SELECTOR, this));
  }

  /** None that are older than the text. */
  async provideInlayHints(
    document: vscode.TextDocument,
    range: vscode.Range,
    token: vscode.CancellationToken,
  ): Promise<vscode.InlayHint[]> {
    const session = this.sessions.get(document.uri);
    const wanted = inlayHints(document.uri);
    if (session?.state.run === undefined || wanted.size === 0) return [];
    if (!(await isFresh(session, PATIENCE_MS, token)) || session.disposed) return [];
    const hints = await session.hints();
    if (session.state.stale) return [];
    return hints
      .filter(({ kind }) => wanted.has(kind))
      .map((hint) => toInlayHint(document, hint))
      .filter(({ position }) => range.contains(position));
  }

  /** The editor asks by itself when the text changes, but not when its run ends. */
  #follow(session: InspectionSession): void {
    let before = '';
    session.onDidChange((state) => {
      const { stale, status } = state;
      const now = JSON.stringify([fileRunOf(state), stale && status !== 'running' && status !== 'ready']);
      if (now === before) return;
      before = now;
      this.#changed.fire();
    });
  }
}

function toInlayHint(document: vscode.TextDocument, { offset, label, tooltip }: Hint): vscode.InlayHint {
  const hint = new vscode.InlayHint(document.positionAt(offset), label);
  hint.tooltip = tooltip;
  hint.paddingLeft = true;
  return hint;
}
