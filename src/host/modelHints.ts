/** Inlay hints beside a model's layers and its loss. */
import * as vscode from 'vscode';
import type { Hint } from '../inspector/hints';
import { fileRunOf } from '../protocol/fileRun';
import { Disposables } from './disposables';
import { isFresh } from './freshRun';
import type { ModelTexts } from './language/modelTexts';
import { isModel, MODEL_SELECTOR } from './modelFiles';
import type { InspectionSession } from './session';
import type { Sessions } from './sessions';
import { inlayHints, SECTION } from './settings';

/** So long the hints before stay while a new run is under way; then there are those that need none until it ends. */
const PATIENCE_MS = 1500;

export class ModelHints extends Disposables implements vscode.InlayHintsProvider {
  readonly #changed = this.own(new vscode.EventEmitter<void>());
  readonly onDidChangeInlayHints = this.#changed.event;

  constructor(
    readonly sessions: Sessions,
    readonly texts: ModelTexts,
  ) {
    super();
    const changed = (): void => {
      this.#changed.fire();
    };
    this.own(
      sessions.onDidOpen((session) => {
        this.#follow(session);
      }),
    );
    this.own(sessions.onDidMove(changed));
    this.own(sessions.onDidClose(changed));
    this.own(
      vscode.workspace.onDidChangeConfiguration((change) => {
        if (change.affectsConfiguration(`${SECTION}.inlayHints`)) changed();
      }),
    );
    this.own(vscode.languages.registerInlayHintsProvider(MODEL_SELECTOR, this));
  }

  /** None that are older than the text: a run's, else those that need none. */
  async provideInlayHints(
    document: vscode.TextDocument,
    range: vscode.Range,
    token: vscode.CancellationToken,
  ): Promise<vscode.InlayHint[]> {
    const wanted = inlayHints(document.uri);
    if (wanted.size === 0) return [];
    const hints = (await this.#ofRun(document, token)) ?? (await this.#ofText(document, wanted, token));
    return hints
      .filter(({ kind }) => wanted.has(kind))
      .map((hint) => toInlayHint(document, hint))
      .filter(({ position }) => range.contains(position));
  }

  /** Undefined where there is no run of the text as it is now. */
  async #ofRun(
    { uri }: vscode.TextDocument,
    token: vscode.CancellationToken,
  ): Promise<readonly Hint[] | undefined> {
    const session = this.sessions.get(uri);
    if (session?.state.run === undefined) return undefined;
    if (!(await isFresh(session, PATIENCE_MS, token)) || session.disposed) return undefined;
    const hints = await session.hints();
    return session.state.stale ? undefined : hints;
  }

  async #ofText(
    document: vscode.TextDocument,
    wanted: ReadonlySet<unknown>,
    token: vscode.CancellationToken,
  ): Promise<readonly Hint[]> {
    if (!wanted.has('shape') || !isModel(document, this.sessions)) return [];
    return (await this.texts.ask(document, token, ({ shapeHints }) => shapeHints())) ?? [];
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
