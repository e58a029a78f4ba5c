/** The keys that find numbers in a heatmap and list them, for its line of hints. */
import * as l10n from '@vscode/l10n';
import { element } from '../../dom/element';

const KEYS: readonly (readonly [key: string, what: string])[] = [
  ['M', l10n.t('largest')],
  ['N', l10n.t('next NaN/∞')],
  ['F', l10n.t('row, column')],
  ['R', l10n.t('row as list')],
  ['U', l10n.t('column as list')],
];

export function findHint(): readonly (Node | string)[] {
  return KEYS.flatMap(([key, what], i) => [
    element('span', { class: 'key' }, element('span', { class: 'kbd', text: key }), ` ${what}`),
    i === KEYS.length - 1 ? '' : ', ',
  ]);
}
