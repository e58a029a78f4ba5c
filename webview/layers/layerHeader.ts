/** A layer's line: number, name, shape, activation, norms, and what can be opened. */
import { deltaText, gradientText } from '../../src/inspector/naming';
import type { LayerView, Notation } from '../../src/inspector/views';
import type { Component } from '../dom/component';
import { button, element, seenAs } from '../dom/element';
import { maths } from '../maths/maths';
import { fullDigits, shortNumber } from '../numbers/format';

/** Something of the layer that is shown on demand. */
export interface Disclosure {
  readonly id: string;
  readonly latex: string;
  /** Behind the symbol: `3 × 1`. */
  readonly text: string;
  readonly label: string;
  readonly open: boolean;
}

export interface HeaderEvents {
  toggle(): void;
  disclose(id: string): void;
}

export class LayerHeader implements Component {
  readonly element = element('div', { class: 'layer-h' });
  readonly #toggle: HTMLButtonElement;
  readonly #twist = element('span', { class: 'tw', attributes: { 'aria-hidden': 'true' } });
  readonly #order = element('span', { class: 'ord' });
  readonly #name = element('span', { class: 'name' });
  readonly #shape = element('span', { class: 'spec' });
  readonly #activation = element('span', { class: 'spec' });
  readonly #stat = element('span', { class: 'stat' });
  readonly #disclosures = element('div', { class: 'disc' });
  /** Where a closed layer shows its thumbnail. */
  readonly thumbnail = element('span', { class: 'thumb' });

  constructor(
    readonly titleId: string,
    readonly events: HeaderEvents,
  ) {
    this.#toggle = button({ class: 'layer-toggle' }, () => {
      events.toggle();
    });
    this.#toggle.append(this.#twist, this.#order, this.#name);
    const title = element('h2', {}, this.#toggle);
    title.id = titleId;
    this.element.append(title, this.#shape, this.#activation, this.thumbnail, this.#stat, this.#disclosures);
  }

  show(layer: LayerView, notation: Notation, open: boolean, disclosures: readonly Disclosure[]): void {
    this.#toggle.setAttribute('aria-expanded', String(open));
    this.#twist.textContent = open ? '▾' : '▸';
    this.#order.textContent = String(layer.index + 1);
    this.#name.textContent = layer.name;
    this.#shape.textContent = `${layer.type} ${layer.inputWidth} → ${layer.units}`;
    this.#activation.textContent = layer.activation.name;
    this.#activation.title = layer.activation.documentation;
    const [weights] = Object.values(layer.maxGradients);
    this.#stat.replaceChildren(
      ...figure(`‖${deltaText(notation)}‖`, layer.deltaNorm),
      ...(weights === undefined
        ? []
        : figure(open ? `max |${gradientText(notation, 'W')}|` : 'max', weights)),
    );
    this.#disclosures.hidden = !open;
    this.#showDisclosures(disclosures);
  }

  focus(): void {
    this.#toggle.focus();
  }

  dispose(): void {
    this.element.remove();
  }

  #showDisclosures(disclosures: readonly Disclosure[]): void {
    const focused = document.activeElement?.getAttribute('data-id');
    this.#disclosures.replaceChildren(
      ...disclosures.map(({ id, latex, text, label, open }) => {
        const made = button({ attributes: { 'aria-expanded': String(open), 'data-id': id } }, () => {
          this.events.disclose(id);
        });
        const twist = element('span', { class: 'tw', text: open ? '▾' : '▸' });
        made.append(...seenAs(label, twist, maths(latex), text === '' ? '' : ` ${text}`));
        return made;
      }),
    );
    if (focused !== undefined && focused !== null) {
      for (const made of this.#disclosures.children) {
        if (made instanceof HTMLElement && made.dataset['id'] === focused) made.focus();
      }
    }
  }
}

function figure(name: string, value: number): readonly Node[] {
  return [
    element(
      'span',
      { class: 'figure', title: fullDigits(value) },
      `${name} `,
      element('b', { text: shortNumber(value) }),
    ),
  ];
}
