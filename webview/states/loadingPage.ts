/** The panel during the first run. Its news changes the text in place, so that the button stays under the pointer. */
import type { Progress } from '../../src/inspector/views';
import { commandButton } from '../chrome/toolkit';
import { element } from '../dom/element';

const stages = ['read', 'forward', 'backward'] as const;

export class LoadingPage {
  readonly element: HTMLElement;
  readonly #heading = element('h1');
  readonly #share = element('p', { class: 'num' });
  readonly #stages = element('ol', { class: 'stages' });
  readonly #titles: Readonly<Record<Progress['stage'], string>>;

  constructor(
    readonly fileName: string,
    cancel: () => void,
  ) {
    this.#titles = {
      read: `Reading ${fileName}`,
      forward: 'Forward pass',
      backward: 'Backward pass',
    };
    this.element = element(
      'div',
      { class: 'st' },
      this.#heading,
      this.#share,
      this.#stages,
      element('p', { class: 'row' }, commandButton('Cancel', 'secondary', cancel)),
    );
  }

  show(progress: Progress | undefined): void {
    const stage = progress?.stage ?? 'read';
    this.#heading.textContent = this.#titles[stage];
    this.#share.textContent = progress === undefined ? '' : `${Math.round(progress.share * 100)} %`;
    const now = stages.indexOf(stage);
    const texts = [`read ${this.fileName}`, 'forward pass', 'backward pass'];
    this.#stages.replaceChildren(
      ...texts.map((text, i) => {
        const [glyph, name] = i < now ? ['✓', 'done'] : i === now ? ['▸', 'now'] : ['·', ''];
        return element(
          'li',
          { class: name },
          element('span', { class: i < now ? 'ok' : '', text: glyph, attributes: { 'aria-hidden': 'true' } }),
          text,
        );
      }),
    );
  }
}
