/** A finding in the header that opens its list below itself. */
import { type Component, Disposables } from '../dom/component';
import { button, element } from '../dom/element';

export interface ChipItem {
  readonly text: string;
  readonly detail: string;
  readonly choose: () => void;
  /** What else it leads to. */
  readonly others?: readonly Pick<ChipItem, 'text' | 'choose'>[];
}

/** How serious a finding is. */
export type ChipKind = 'ok' | 'warn' | 'bad';

const ICONS: Readonly<Record<ChipKind, string>> = { ok: '✓', warn: '▲', bad: '✕' };

/** Pixels that a list keeps from the window's edge. */
const EDGE = 8;

let made = 0;

export class Chip implements Component {
  readonly element = element('span', { class: 'chip-holder' });
  readonly #toggle: HTMLButtonElement;
  readonly #list = element('ul', { class: 'chip-list' });
  readonly #icon = element('span', { attributes: { 'aria-hidden': 'true' } });
  readonly #text = element('span');
  readonly #disposables = new Disposables();

  constructor() {
    this.#list.id = `chip-${++made}`;
    this.#list.hidden = true;
    this.#toggle = button(
      { class: 'chip', attributes: { 'aria-expanded': 'false', 'aria-controls': this.#list.id } },
      () => {
        this.#open(this.#list.hidden !== false);
      },
    );
    this.#toggle.append(this.#icon, this.#text);
    this.element.append(this.#toggle, this.#list);
    this.element.hidden = true;
    this.#disposables.listen(this.element, 'keydown', (event) => {
      if (event.key !== 'Escape' || this.#list.hidden) return;
      event.stopPropagation();
      this.#open(false);
      this.#toggle.focus();
    });
    this.#disposables.listen(document, 'pointerdown', (event) => {
      if (event.target instanceof Node && !this.element.contains(event.target)) this.#open(false);
    });
  }

  /** Without items there is nothing to show. */
  show(text: string, items: readonly ChipItem[], kind: ChipKind = 'warn'): void {
    this.element.hidden = items.length === 0;
    this.#icon.className = `ic ${kind}`;
    this.#icon.textContent = ICONS[kind];
    this.#text.textContent = text;
    this.#list.replaceChildren(
      ...items.map((item) => {
        const entry = this.#button('chip-item', item);
        entry.append(
          element('span', { text: item.text }),
          element('span', { class: 'micro', text: item.detail }),
        );
        const others = (item.others ?? []).map((other) => this.#button('link micro', other, other.text));
        return element('li', {}, entry, ...others);
      }),
    );
  }

  #button(className: string, { choose }: Pick<ChipItem, 'choose'>, text = ''): HTMLButtonElement {
    return button({ class: className, text }, () => {
      this.#open(false);
      choose();
    });
  }

  focus(): void {
    this.#toggle.focus();
  }

  dispose(): void {
    this.#disposables.dispose();
    this.element.remove();
  }

  #open(open: boolean): void {
    this.#list.hidden = !open;
    this.#toggle.setAttribute('aria-expanded', String(open));
    if (open) this.#fit();
  }

  /** The list begins below its chip, or as far left of it as the window's edge demands. */
  #fit(): void {
    this.#list.style.left = '0';
    const room = document.documentElement.clientWidth - EDGE - this.#list.getBoundingClientRect().right;
    if (room < 0) this.#list.style.left = `${room}px`;
  }
}
