/** The status bar's item of the active model: its loss, its state, its findings; a click shows its panel. */
import * as vscode from 'vscode';
import type { ActiveSession } from './activeSession';
import { Disposables } from './disposables';
import { type KnownRun, lossStatusText } from './lossStatusText';
import type { InspectionSession } from './session';

/** Findings are asked for so long after a run. */
const PATIENCE_MS = 500;

export class LossStatus extends Disposables {
  readonly #item = this.own(
    vscode.window.createStatusBarItem('backprop.loss', vscode.StatusBarAlignment.Left, 50),
  );
  #session: InspectionSession | undefined;
  #following: vscode.Disposable | undefined;
  #known: KnownRun | undefined;
  /** The run that is being asked about. */
  #asked: number | undefined;

  constructor(active: ActiveSession) {
    super();
    this.#item.name = vscode.l10n.t('Backprop: Loss');
    this.own(
      active.onDidChange((session) => {
        this.#follow(session);
      }),
    );
    this.#follow(active.current);
    this.own({
      dispose: () => {
        this.#following?.dispose();
      },
    });
  }

  #follow(session: InspectionSession | undefined): void {
    this.#following?.dispose();
    this.#session = session;
    this.#forget();
    this.#following = session?.onDidChange(() => {
      this.#show();
    });
    this.#show();
  }

  #forget(): void {
    this.#known = undefined;
    this.#asked = undefined;
  }

  #show(): void {
    const session = this.#session;
    if (session === undefined) {
      this.#item.hide();
      return;
    }
    const { state } = session;
    if (state.run === undefined) this.#forget();
    else if (state.run !== this.#known?.run) void this.#ask(session, state.run);
    this.#item.text = lossStatusText(state, this.#known);
    this.#item.tooltip = this.#tooltip(session);
    this.#item.command = {
      command: 'backprop.showPanel',
      title: vscode.l10n.t('Show Panel'),
      arguments: [session.uri],
    };
    this.#item.show();
  }

  #tooltip({ title, state }: InspectionSession): string {
    const known = this.#known;
    const lines = [title];
    if (known !== undefined) lines.push(vscode.l10n.t('Loss: {0}', String(known.loss)));
    if (state.whatIf !== undefined) {
      lines.push(
        vscode.l10n.t('With numbers that are tried; of the file: {0}', String(state.whatIf.baseLoss)),
      );
    }
    if (state.stale) lines.push(vscode.l10n.t('These are the numbers of the last good run.'));
    if (state.failure !== undefined) lines.push(state.failure);
    for (const { sentence } of known?.findings ?? []) lines.push(`• ${sentence}`);
    return lines.join('\n');
  }

  /** A run that is gone before it answers is followed by another. */
  async #ask(session: InspectionSession, run: number): Promise<void> {
    if (this.#asked === run) return;
    this.#asked = run;
    const isWanted = (): boolean => session === this.#session && run === this.#asked && !this.disposed;
    try {
      const { loss } = await session.views.overview({});
      if (!isWanted()) return;
      this.#know({ run, loss: loss.value, findings: [] });
      // Whoever draws the run comes first.
      await new Promise((resolve) => setTimeout(resolve, PATIENCE_MS));
      if (!isWanted()) return;
      const { findings } = await session.views.findings();
      if (isWanted()) this.#know({ run, loss: loss.value, findings });
    } catch {
      // It went with its worker, or with the run.
    }
  }

  #know(known: KnownRun): void {
    this.#known = known;
    this.#show();
  }
}
