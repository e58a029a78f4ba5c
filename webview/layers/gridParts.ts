/** What stands around the numbers of a layer's grid: labels and headers that do not change with them. */
import * as l10n from '@vscode/l10n';
import { element, seenAs, wordsAround } from '../dom/element';
import { maths } from '../maths/maths';
import type { RowLabel } from './gridPlan';

/** Places an element in the grid; rows are `display: contents`, so that places are absolute. */
export function at(made: HTMLElement, line: number, column?: number, span = 1): HTMLElement {
  made.style.gridRow = String(line);
  if (column !== undefined) made.style.gridColumn = `${column} / span ${span}`;
  return made;
}

/** Operator and formula of a row, and its name for those who listen. */
export function labelElement({ operator, latex, name, strong }: RowLabel, wide: boolean): HTMLElement {
  const classes = ['lab', wide ? 'wide' : '', strong ? 'strong' : ''].filter((name) => name !== '');
  const made = element('div', {
    class: classes.join(' '),
    role: 'rowheader',
  });
  const [words, seen] = seenAs(name);
  if (operator !== '') seen.append(element('span', { class: 'operator', text: operator }));
  seen.append(maths(latex));
  made.append(words, seen);
  return made;
}

function times(): HTMLElement {
  return element('span', { class: 'x', text: '×', attributes: { 'aria-hidden': 'true' } });
}

/** Numbers the units, with dead ones named. */
export function unitsRow(line: number, units: number, dead: ReadonlySet<number>): HTMLElement {
  const row = element('div', { role: 'row' });
  const label = element(
    'div',
    { class: 'lab wide micro', role: 'columnheader' },
    ...wordsAround(l10n.t('unit {0}'), maths('j')),
  );
  row.append(at(label, line));
  for (let unit = 0; unit < units; unit++) {
    const header = element('div', { class: 'cell unit', role: 'columnheader', text: String(unit + 1) });
    if (dead.has(unit)) header.title = l10n.t('dead unit: delta is exactly 0 for every sample');
    row.append(at(header, line, 3 + unit));
  }
  return row;
}

/** Heads the parameters that stand beside their gradients. */
export function besideLabel(latex: string): HTMLElement {
  return element('div', { class: 'wlab', attributes: { 'aria-hidden': 'true' } }, maths(latex));
}

export function sampleHeader(sample: number): HTMLElement {
  return element('div', { class: 'rh of-sample', role: 'rowheader', text: l10n.t('sample {0}', sample + 1) });
}

/** A bias is the weight of an input that is always 1. */
export function constantHeader(): HTMLElement {
  return element(
    'div',
    { class: 'rh', role: 'rowheader', attributes: { 'aria-label': l10n.t('constant input 1') } },
    '1',
    times(),
  );
}
