/** The panel during the first run. Its news changes the text in place, so that the button stays under the pointer. */
import * as l10n from '@vscode/l10n';
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
      read: l10n.t('Reading {0}', fileName),
      forward: l10n.t('Forward pass'),
      backward: l10n.t('Backward pass'),
    };
    this.element = element(
      'div',
      { class: 'st' },
      this.#heading,
      this.#share,
      this.#stages,
      element('p', { class: 'row' }, commandButton(l10n.t('Cancel'), 'secondary', cancel)),
    );
  }

  show(progress: Progress | undefined): void {
    const stage = progress?.stage ?? 'read';
    this.#heading.textContent = this.#titles[stage];
    this.#share.textContent = progress === undefined ? '' : `${Math.round(progress.share * 100)} %`;
    const now = stages.indexOf(stage);
    const texts = [l10n.t('read {0}', this.fileName), l10n.t('forward pass'), l10n.t('backward pass')];
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
