/** Chooses one sample of the batch, or all together. */
import * as l10n from '@vscode/l10n';
import { dropDown, type DropDown } from '../chrome/toolkit';
import { Segments } from '../chrome/segments';
import { element } from '../dom/element';

/** Up to so many samples are buttons, up to so many a list; beyond, a number is typed. */
const MOST_BUTTONS = 8;
const MOST_CHOICES = 100;

export class SamplePicker {
  readonly element = element('span', { class: 'ctl' });
  #samples = 0;
  #select: (sample: number | undefined) => void = () => undefined;

  constructor(readonly onChoose: (sample: number | undefined) => void) {}

  /** @param sample from 0; undefined: all. */
  show(samples: number, sample: number | undefined): void {
    if (samples !== this.#samples) {
      this.#samples = samples;
      this.#build(samples, sample);
    }
    this.#select(sample);
  }

  #build(samples: number, sample: number | undefined): void {
    const label = element('span', { text: l10n.t('sample') });
    if (samples === 1) {
      this.element.replaceChildren(label, element('span', { class: 'num one', text: l10n.t('1 of 1') }));
      this.#select = () => undefined;
    } else if (samples <= MOST_BUTTONS) {
      const numbers = Array.from({ length: samples }, (_, k) => ({
        value: String(k),
        text: String(k + 1),
        label: l10n.t('sample {0}', k + 1),
      }));
      const segments = this.#segments(samples, numbers);
      this.element.replaceChildren(label, segments.element);
      this.#select = (k) => {
        segments.select(k === undefined ? 'all' : String(k));
      };
    } else {
      const segments = this.#segments(samples, []);
      const one = samples <= MOST_CHOICES ? this.#list(samples, sample) : this.#field(samples);
      this.element.replaceChildren(label, segments.element, one.element);
      this.#select = (k) => {
        segments.select(k === undefined ? 'all' : undefined);
        one.select(k === undefined ? '' : String(k));
      };
    }
  }

  #segments(
    samples: number,
    numbers: readonly { value: string; text: string; label: string }[],
  ): Segments<string> {
    return new Segments(
      l10n.t('sample'),
      [
        { value: 'all', text: l10n.t('all {0}', samples), label: l10n.t('all {0} samples', samples) },
        ...numbers,
      ],
      (value) => {
        this.onChoose(value === 'all' ? undefined : Number(value));
      },
    );
  }

  #list(samples: number, sample: number | undefined): DropDown {
    const choices = [
      { value: '', text: l10n.t('one sample') },
      ...Array.from({ length: samples }, (_, k) => ({ value: String(k), text: l10n.t('sample {0}', k + 1) })),
    ];
    return dropDown(l10n.t('one sample'), choices, sample === undefined ? '' : String(sample), (value) => {
      this.onChoose(value === '' ? undefined : Number(value));
    });
  }

  #field(samples: number): DropDown {
    const input = element('input', {
      class: 'field',
      attributes: {
        type: 'number',
        min: '1',
        max: String(samples),
        'aria-label': l10n.t('one sample'),
        placeholder: `1 … ${samples}`,
      },
    });
    input.addEventListener('change', () => {
      const k = input.valueAsNumber - 1;
      if (Number.isInteger(k) && k >= 0 && k < samples) this.onChoose(k);
      else input.value = '';
    });
    return {
      element: input,
      select: (value) => {
        input.value = value === '' ? '' : String(Number(value) + 1);
      },
    };
  }
}
