/** Where a page says what went wrong with what it asked for. */
import type { Component } from '../dom/component';
import { element } from '../dom/element';

export class AlertLine implements Component {
  readonly element = element('div', { class: 'alert', role: 'alert' });

  /** Says how it ended where that is with an error; else nothing is wrong any more. */
  follow(promise: Promise<unknown>): void {
    promise.then(
      () => {
        this.clear();
      },
      (error: unknown) => {
        this.fail(error);
      },
    );
  }

  fail(error: unknown): void {
    // A closed channel means that the page itself is going.
    if (error instanceof Error && error.name === 'ChannelClosedError') return;
    this.element.textContent = error instanceof Error ? error.message : String(error);
  }

  clear(): void {
    this.element.textContent = '';
  }

  dispose(): void {
    this.element.remove();
  }
}
