/** The gradient check of a session: under way, ended, or none. */
import * as vscode from 'vscode';
import { usualCheck } from '../inspector/gradientCheck/usualCheck';
import type { inspectorContract } from '../protocol/inspectorContract';
import type { Remote } from '../protocol/message';
import type { CheckState } from '../protocol/panelContract';

export class RunningCheck {
  /** Only the newest check may say how it ended. */
  #asked = 0;

  constructor(
    readonly views: () => Remote<typeof inspectorContract>,
    readonly changed: (state: CheckState | undefined) => void,
  ) {}

  /** Resolves when this check has ended: with its state, or undefined where it was cancelled or superseded. */
  async start(): Promise<CheckState | undefined> {
    const asked = ++this.#asked;
    this.changed({ status: 'running', done: 0, all: 0 });
    const state = await this.#outcome();
    if (asked !== this.#asked) return undefined;
    this.changed(state);
    return state;
  }

  /** News from the worker. */
  progress(done: number, all: number): void {
    this.changed({ status: 'running', done, all });
  }

  /** Ends the check under way, if any, and forgets the one that ended: there is another run, or the user wants no more. */
  clear(): void {
    this.#asked++;
    this.views()
      .cancelCheck()
      .catch(() => undefined);
    this.changed(undefined);
  }

  async #outcome(): Promise<CheckState | undefined> {
    try {
      return { status: 'done', result: await this.views().checkGradients(usualCheck) };
    } catch (error) {
      const { name, message } = error instanceof Error ? error : { name: '', message: String(error) };
      if (name === 'CancelledError' || name === 'ChannelClosedError') return undefined;
      return { status: 'failed', reason: vscode.l10n.t('The gradients could not be checked: {0}', message) };
    }
  }
}
