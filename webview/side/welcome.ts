/** The side view while no model is under inspection: what it is for, and how to begin. */
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
        ? [commandButton('Open Example', 'primary', openExample)]
        : [
            commandButton('Run Backward Pass', 'primary', run),
            commandButton('Open Example', 'secondary', openExample),
          ];
    this.element.replaceChildren(
      element(
        'div',
        { class: 'st' },
        element('h1', { text: 'No gradients yet' }),
        element('p', {
          text: 'Each layer’s gradients appear here as heatmaps: where gradient flows, and where it dies.',
        }),
        element('p', {
          text:
            runnable === undefined
              ? 'Open a network as JSON and run it, or begin with an example.'
              : `${runnable} is open: run it forward and backward.`,
        }),
        element('p', { class: 'row' }, ...buttons),
      ),
    );
  }

  dispose(): void {
    this.element.remove();
  }
}
