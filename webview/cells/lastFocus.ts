/** Which number had the keyboard's focus last: the editor's palette takes the focus away before its command asks. */
import type { Focus } from '../../src/protocol/focus';
import { Disposables } from '../dom/component';
import { focusAt } from './editorContext';

export class LastFocus {
  readonly #disposables = new Disposables();
  #element: Element | undefined;

  constructor(root: HTMLElement) {
    this.#disposables.listen(root, 'focusin', ({ target }) => {
      // A button between numbers is about the number that was left for it.
      if (target instanceof Element && focusAt(target) !== undefined) this.#element = target;
    });
  }

  /** As it is described now; undefined where there was none, or it is gone. */
  get current(): Focus | undefined {
    return this.#element?.isConnected === true ? focusAt(this.#element) : undefined;
  }

  dispose(): void {
    this.#disposables.dispose();
  }
}
