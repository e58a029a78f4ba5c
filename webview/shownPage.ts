/** Which page the panel shows: the numbers, their comparison or the state of a run; the focus stays on it. */
import type { PanelState } from '../src/protocol/panelContract';
import type { CompareLook } from './compare/compareView';
import type { Component } from './dom/component';
import type { PanelParts } from './panelParts';

export class ShownPage {
  /** @param root tells the styles which page is shown. */
  constructor(
    readonly root: HTMLElement,
    readonly parts: PanelParts,
  ) {
    root.dataset['page'] = 'state';
  }

  /**
   * The state of a run without numbers is a page; else it stands above the numbers.
   * @param hasNumbers whether they have arrived. @param patient whether the run is long enough to speak of it.
   */
  showState(state: PanelState, hasNumbers: boolean, patient: boolean): void {
    const page = state.run === undefined;
    const isHeld = hasFocus(this.parts.banner) || hasFocus(this.parts.page);
    const hidden = { ...state, status: 'ready', memory: undefined, failure: undefined } as const;
    this.parts.banner.show(page ? hidden : state, patient);
    const shown = page || !hasNumbers ? 'state' : 'numbers';
    this.root.dataset['page'] = shown;
    this.parts.page.show(page ? state : undefined, patient);
    if (isHeld) this.#keepFocus(shown);
  }

  /** @param look undefined: the layers are shown. */
  showCompare(look: CompareLook | undefined): void {
    const isShown = look !== undefined;
    const hadFocus = hasFocus(this.parts.compare);
    this.parts.header.showCompare(isShown);
    this.parts.compare.element.hidden = !isShown;
    this.parts.flow.element.hidden = isShown;
    this.parts.layers.element.hidden = isShown;
    if (isShown) this.parts.compare.show(look);
    else if (hadFocus) this.parts.main.focus({ preventScroll: true });
  }

  /** The button that had the focus may be gone: the focus goes to what took its place. */
  #keepFocus(shown: 'state' | 'numbers'): void {
    const above = this.parts.banner.element.hidden ? this.parts.main : this.parts.banner.element;
    const place = shown === 'state' ? this.parts.page.element : above;
    if (!place.contains(document.activeElement)) place.focus({ preventScroll: true });
  }
}

function hasFocus({ element }: Component): boolean {
  return element.contains(document.activeElement);
}
