/** The verdict: which mistake was made, in words and in its formula, and what was ruled out. */
import * as l10n from '@vscode/l10n';
import { mistakeTitle } from '../../src/inspector/naming';
import type { Comparison, ComparedQuantity, Diagnosis } from '../../src/inspector/comparison/comparison';
import type { TextRange } from '../../src/inspector/views';
import { button, element, wordsAround } from '../dom/element';
import { maths } from '../maths/maths';
import { count, shortNumber } from '../numbers/format';

/** @param goTo shows a range of the user's numbers. */
export function verdictElement(
  comparison: Comparison,
  name: string,
  goTo: (range: TextRange) => void,
): HTMLElement {
  const { firstDivergence, quantities } = comparison;
  const first = firstDivergence === undefined ? undefined : quantities[firstDivergence];
  if (first === undefined) return rightElement(comparison);
  const own = comparison.diagnoses.filter(({ quantity }) => quantity === firstDivergence);
  const others = comparison.diagnoses.filter(({ quantity }) => quantity !== firstDivergence);
  return element(
    'div',
    {},
    element(
      'div',
      { class: 'verdict' },
      element('div', {}, ...words(first, own), ...lineLink(first, name, goTo)),
      ...own.slice(0, 1).map(formulaElement),
    ),
    ...others.map((diagnosis) => further(diagnosis, quantities)),
    ...triedElement(comparison, own),
  );
}

function rightElement({ quantities }: Comparison): HTMLElement {
  const given = quantities.filter(({ status }) => status !== 'missing').length;
  const title =
    given === 1
      ? l10n.t('The one quantity you gave matches')
      : l10n.t('All {0} quantities you gave match', count(given));
  return element('p', { class: 'verdict-title' }, mark('✓ ', 'ok'), title);
}

function words(first: ComparedQuantity, own: readonly Diagnosis[]): readonly HTMLElement[] {
  const [diagnosis] = own;
  if (diagnosis === undefined) {
    return [
      element(
        'p',
        { class: 'verdict-title' },
        mark('✕ ', 'bad'),
        l10n.t('Wrong from here on, unknown mistake'),
      ),
      element(
        'p',
        {},
        ...wordsAround(
          l10n.t(
            'Your {0} of {1} is the first wrong quantity, and no known mistake makes exactly these numbers. The ratio, the difference and the plot below may show what is wrong.',
          ),
          maths(first.symbol),
          first.layer,
        ),
      ),
    ];
  }
  const title = own
    .map(({ mistake }) => mistakeTitle(mistake))
    .reduce((one, other) => l10n.t('{0}, or {1}', one, other));
  return [
    element('p', { class: 'verdict-title' }, mark('✕ ', 'bad'), maths(first.symbol), `: ${title}`),
    ...own.map(({ explanation }) => element('p', { text: explanation })),
    element('p', {
      class: 'micro',
      text: l10n.t(
        'This explains your numbers up to a relative error of {0}.',
        shortNumber(diagnosis.relativeError),
      ),
    }),
  ];
}

function lineLink(
  { where }: ComparedQuantity,
  name: string,
  goTo: (range: TextRange) => void,
): readonly HTMLElement[] {
  if (where === undefined) return [];
  const text = l10n.t('Show it in {0}', `${name}:${where.start.line + 1}`);
  return [
    element(
      'p',
      {},
      button({ class: 'link', text }, () => {
        goTo(where);
      }),
    ),
  ];
}

/** What stands in a box is wrong; an empty box is shown with what is missing in it. */
function formulaElement({ formula }: Diagnosis): HTMLElement {
  const isMissing = formula.includes('\\boxed{\\phantom{');
  const kind = isMissing ? 'missing' : 'boxed';
  // Boxes are drawn by the style sheet, which is where styles may come from.
  const latex = formula
    .replaceAll('\\boxed{\\phantom{', '\\class{missing}{{')
    .replaceAll('\\boxed{', '\\class{boxed}{');
  return element(
    'div',
    { class: 'where-box' },
    element('p', { class: 'micro', text: l10n.t('How yours is computed') }),
    maths(latex, true),
    element(
      'p',
      { class: 'micro' },
      element('span', { class: `box-sample ${kind}` }),
      isMissing ? l10n.t('is missing in yours') : l10n.t('is what is wrong in yours'),
    ),
  );
}

function further(
  { mistake, explanation, quantity }: Diagnosis,
  quantities: Comparison['quantities'],
): HTMLElement {
  return element(
    'p',
    { class: 'further' },
    mark('✕ ', 'bad'),
    ...wordsAround(
      l10n.t('Another mistake, in {0}: {1}. {2}'),
      maths(quantities[quantity]!.symbol),
      mistakeTitle(mistake),
      explanation,
    ),
  );
}

function triedElement({ ruledOut }: Comparison, own: readonly Diagnosis[]): readonly HTMLElement[] {
  if (ruledOut.length === 0 || own.length === 0) return [];
  return [
    element(
      'details',
      { class: 'tried' },
      element('summary', {
        text:
          ruledOut.length === 1
            ? l10n.t('1 other mistake was tried and does not fit')
            : l10n.t('{0} other mistakes were tried and do not fit', count(ruledOut.length)),
      }),
      element('p', { class: 'micro', text: ruledOut.map(mistakeTitle).join(', ') }),
    ),
  ];
}

function mark(text: string, kind: 'ok' | 'bad'): HTMLElement {
  return element('span', { class: kind, text, attributes: { 'aria-hidden': 'true' } });
}
