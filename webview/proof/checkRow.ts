/** The numeric derivative below a proof: a second, independent way to the same number. */
import * as l10n from '@vscode/l10n';
import { limitSentence } from '../../src/inspector/naming';
import type { NumericCheck } from '../../src/inspector/views';
import { element } from '../dom/element';
import { exponential, fullDigits, shortNumber } from '../numbers/format';

export function checkRow(check: NumericCheck | 'computing' | 'failed'): HTMLElement {
  if (check === 'computing')
    return row(l10n.t('numeric'), element('span', { class: 'dim2', text: l10n.t('computing …') }));
  if (check === 'failed')
    return row(l10n.t('numeric'), element('span', { class: 'dim2', text: l10n.t('could not be computed') }));
  const value = element('span', { class: 'num', text: fullDigits(Number(check.value.toPrecision(12))) });
  const error = element('span', {
    class: 'num dim2',
    text: l10n.t({
      message: 'rel. {0}',
      args: [shortNumber(check.relativeError)],
      comment: ['the relative error, in few characters'],
    }),
  });
  const made = row(
    l10n.t('numeric, h = {0}', step(check.step)),
    value,
    ' ',
    verdict(check.verdict),
    ' ',
    error,
  );
  if (check.verdict === 'kink') {
    made.append(
      element('p', {
        class: 'micro',
        text: l10n.t(
          'A kink lies within the step: {0} on the left, {1} on the right.',
          fullDigits(check.left ?? NaN),
          fullDigits(check.right ?? NaN),
        ),
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
    pass: ['ok', '✓', l10n.t('agrees')],
    fail: ['bad', '✕', l10n.t('differs')],
    kink: ['warn', '▲', l10n.t('kink')],
    precisionLimited: ['warn', '≈', l10n.t('within the limits of precision')],
  }[of] as [string, string, string];
  return element('span', { class: className, text, role: 'img', attributes: { 'aria-label': label } });
}
