/** The numeric derivative below a proof: a second, independent way to the same number. */
import { limitSentence } from '../../src/inspector/naming';
import type { NumericCheck } from '../../src/inspector/views';
import { element } from '../dom/element';
import { exponential, fullDigits, shortNumber } from '../numbers/format';

export function checkRow(check: NumericCheck | 'computing' | 'failed'): HTMLElement {
  if (check === 'computing') return row('numeric', element('span', { class: 'dim2', text: 'computing …' }));
  if (check === 'failed')
    return row('numeric', element('span', { class: 'dim2', text: 'could not be computed' }));
  const value = element('span', { class: 'num', text: fullDigits(Number(check.value.toPrecision(12))) });
  const error = element('span', { class: 'num dim2', text: `rel. ${shortNumber(check.relativeError)}` });
  const made = row(`numeric, h = ${step(check.step)}`, value, ' ', verdict(check.verdict), ' ', error);
  if (check.verdict === 'kink') {
    made.append(
      element('p', {
        class: 'micro',
        text: `A kink lies within the step: ${fullDigits(check.left ?? NaN)} on the left, ${fullDigits(check.right ?? NaN)} on the right.`,
      }),
    );
  }
  if (check.limit !== undefined)
    made.append(element('p', { class: 'micro', text: limitSentence(check.limit) }));
  return made;
}

function row(title: string, ...content: readonly (Node | string)[]): HTMLElement {
  return element(
    'div',
    { class: 'fd' },
    element('span', { class: 'dim2', text: title }),
    element('span', {}, ...content),
  );
}

function step(value: number): string {
  return exponential(value, 0);
}

function verdict(of: NumericCheck['verdict']): HTMLElement {
  const [className, text, label] = {
    pass: ['ok', '✓', 'agrees'],
    fail: ['bad', '✕', 'differs'],
    kink: ['warn', '▲', 'kink'],
    precisionLimited: ['warn', '≈', 'within the limits of precision'],
  }[of] as [string, string, string];
  return element('span', { class: className, text, role: 'img', attributes: { 'aria-label': label } });
}
