/** Watches the editor's theme: colours are read anew whenever the body's class or style changes, or the system forces its own. */

export class Theme {
  readonly #watchers = new Set<() => void>();
  readonly #observer: MutationObserver;
  readonly #forced = matchMedia('(forced-colors: active)');
  readonly #tell = (): void => {
    for (const changed of this.#watchers) changed();
  };

  constructor() {
    this.#observer = new MutationObserver(this.#tell);
    this.#forced.addEventListener('change', this.#tell);
    // The editor puts the theme's class on the body and its variables on the root element.
    this.#observer.observe(document.body, { attributes: true, attributeFilter: ['class'] });
    this.#observer.observe(document.documentElement, {
      attributes: true,
      attributeFilter: ['style', 'class'],
    });
  }

  /** Calls back after every change until the returned function is called. */
  watch(changed: () => void): () => void {
    this.#watchers.add(changed);
    return () => this.#watchers.delete(changed);
  }

  dispose(): void {
    this.#observer.disconnect();
    this.#forced.removeEventListener('change', this.#tell);
    this.#watchers.clear();
  }
}

/** Whether things may move. The editor's own setting counts as the system's does. */
export function mayMove(): boolean {
  return (
    !document.body.classList.contains('vscode-reduce-motion') &&
    !window.matchMedia('(prefers-reduced-motion: reduce)').matches
  );
}
