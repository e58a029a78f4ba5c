/** Where the page is scrolled to, kept for the panel that is built after this one. */
import { Disposables } from '../dom/component';
import type { SavedView } from './viewState';

export class SavedScroll {
  readonly #disposables = new Disposables();
  #isRestored = false;

  constructor(readonly view: SavedView) {
    let pending = 0;
    this.#disposables.listen(document, 'scroll', () => {
      cancelAnimationFrame(pending);
      pending = requestAnimationFrame(() => {
        if (this.#isRestored) view.change({ scroll: Math.round(scrollY) });
      });
    });
  }

  /** The saved position is restored; from then on it is kept. */
  get isRestored(): boolean {
    return this.#isRestored;
  }

  /** The page has its whole height. */
  restore(): void {
    scrollTo({ top: this.view.current.scroll });
    this.#isRestored = true;
  }

  dispose(): void {
    this.#disposables.dispose();
  }
}
