/** The side view while no model is under inspection: what it is for, and how to begin. */
import * as l10n from '@vscode/l10n';
import { commandButton } from '../chrome/toolkit';
import type { Component } from '../dom/component';
import { element } from '../dom/element';

export interface WelcomeEvents {
  readonly run: () => void;
  readonly openExample: () => void;
}

export class Welcome implements Component {
  readonly element = element('main', { class: 'page' });
  #shown: string | undefined;

  constructor(readonly events: WelcomeEvents) {}

  /** @param runnable the file that the active editor shows and that could be run; undefined where there is none. */
  show(runnable: string | undefined): void {
    // What is unchanged may have the focus.
    if (runnable === this.#shown && this.element.childElementCount > 0) return;
    this.#shown = runnable;
    const { run, openExample } = this.events;
    const buttons =
      runnable === undefined
        ? [commandButton(l10n.t('Open Example'), 'primary', openExample)]
        : [
            commandButton(l10n.t('Run Backward Pass'), 'primary', run),
            commandButton(l10n.t('Open Example'), 'secondary', openExample),
          ];
    this.element.replaceChildren(
      element(
        'div',
        { class: 'st' },
        element('h1', { text: l10n.t('No gradients yet') }),
        element('p', {
          text: l10n.t(
            'Each layer’s gradients appear here as heatmaps: where gradient flows, and where it dies.',
          ),
        }),
        element('p', {
          text:
            runnable === undefined
              ? l10n.t('Open a network as JSON and run it, or begin with an example.')
              : l10n.t('{0} is open: run it forward and backward.', runnable),
        }),
        element('p', { class: 'row' }, ...buttons),
      ),
    );
  }

  dispose(): void {
    this.element.remove();
  }
}
