/** The keys that find numbers in a heatmap and list them, for its line of hints. */
import { element } from '../../dom/element';

const KEYS: readonly (readonly [key: string, what: string])[] = [
  ['M', 'largest'],
  ['N', 'next NaN/∞'],
  ['F', 'row, column'],
  ['R', 'row as list'],
  ['U', 'column as list'],
];

export function findHint(): readonly (Node | string)[] {
  return KEYS.flatMap(([key, what], i) => [
    element('span', { class: 'key' }, element('span', { class: 'kbd', text: key }), ` ${what}`),
    i === KEYS.length - 1 ? '' : ', ',
  ]);
}
