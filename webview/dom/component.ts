/** What every part of the panel is: an element with an end. */

export interface Component {
  readonly element: Element;
  dispose(): void;
}

/** Owns what must be undone, and undoes all of it, last made first. */
export class Disposables {
  readonly #undo: (() => void)[] = [];

  add(undo: () => void): void {
    this.#undo.push(undo);
  }

  own<C extends { dispose(): void }>(component: C): C {
    this.add(() => {
      component.dispose();
    });
    return component;
  }

  /** Listens until disposed. */
  listen<K extends keyof HTMLElementEventMap>(
    target: EventTarget,
    type: K,
    listener: (event: HTMLElementEventMap[K]) => void,
    options: AddEventListenerOptions = {},
  ): void {
    const registered = listener as EventListener;
    target.addEventListener(type, registered, options);
    this.add(() => {
      target.removeEventListener(type, registered, options);
    });
  }

  dispose(): void {
    for (const undo of this.#undo.splice(0).reverse()) undo();
  }
}
