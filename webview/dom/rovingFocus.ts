/** One tab stop for a long list of buttons: arrows, Home and End move among them. */
import { type Component, Disposables } from './component';

export class RovingFocus implements Component {
  readonly #disposables = new Disposables();

  /** @param selector the buttons within the element. */
  constructor(
    readonly element: HTMLElement,
    readonly selector: string,
  ) {
    this.#disposables.listen(element, 'focusin', ({ target }) => {
      if (target instanceof HTMLElement && target.matches(selector)) this.#stopAt(target);
    });
    this.#disposables.listen(element, 'keydown', (event) => {
      this.#onKey(event);
    });
  }

  /** The buttons may be others now: one of them is the tab stop. */
  settle(): void {
    const buttons = this.#buttons;
    const stop = buttons.find(({ tabIndex }) => tabIndex === 0) ?? buttons[0];
    if (stop !== undefined) this.#stopAt(stop);
  }

  dispose(): void {
    this.#disposables.dispose();
  }

  get #buttons(): readonly HTMLElement[] {
    return [...this.element.querySelectorAll<HTMLElement>(this.selector)];
  }

  #stopAt(stop: HTMLElement): void {
    for (const each of this.#buttons) each.tabIndex = each === stop ? 0 : -1;
  }

  #onKey(event: KeyboardEvent): void {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const buttons = this.#buttons;
    const at = buttons.findIndex((each) => each === document.activeElement);
    const target = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: buttons.length - 1 }[event.key];
    if (at === -1 || target === undefined) return;
    event.preventDefault();
    buttons[target]?.focus();
  }
}
