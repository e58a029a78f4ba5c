/** The line at the panel's top while a run is under way; it appears only where the run takes long enough to notice. */
import * as l10n from '@vscode/l10n';
import type { Progress } from '../../src/inspector/views';
import type { Component } from '../dom/component';
import { element } from '../dom/element';

/** Milliseconds. */
const PATIENCE = 300;

export class ProgressLine implements Component {
  readonly element = element('div', {
    class: 'prog',
    role: 'progressbar',
    attributes: { 'aria-label': l10n.t('Backward pass'), 'aria-valuemin': '0', 'aria-valuemax': '100' },
  });
  readonly #bar = element('i');
  #waiting: ReturnType<typeof setTimeout> | undefined;

  /** @param onVisible called when the run has become long, and when it has ended. */
  constructor(readonly onVisible: (visible: boolean) => void) {
    this.element.append(this.#bar);
    this.element.hidden = true;
  }

  show(running: boolean, progress: Progress | undefined): void {
    if (!running) {
      clearTimeout(this.#waiting);
      this.#waiting = undefined;
      if (!this.element.hidden) {
        this.element.hidden = true;
        this.onVisible(false);
      }
      return;
    }
    this.#waiting ??= setTimeout(() => {
      this.element.hidden = false;
      this.onVisible(true);
    }, PATIENCE);
    const share = overall(progress);
    this.element.classList.toggle('ind', share === undefined);
    if (share === undefined) {
      this.element.removeAttribute('aria-valuenow');
    } else {
      this.element.setAttribute('aria-valuenow', String(Math.round(share * 100)));
      this.#bar.style.setProperty('--share', String(share));
    }
  }

  dispose(): void {
    clearTimeout(this.#waiting);
    this.element.remove();
  }
}

/** A forward pass is one product a layer, a backward pass two. */
function overall(progress: Progress | undefined): number | undefined {
  switch (progress?.stage) {
    case undefined:
    case 'read':
      return undefined;
    case 'forward':
      return progress.share / 3;
    case 'backward':
      return (1 + 2 * progress.share) / 3;
  }
}
