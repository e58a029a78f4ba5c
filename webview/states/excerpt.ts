/** The lines of a model file around its first error, with a mark below the place. */
import * as l10n from '@vscode/l10n';
import type { ModelIssue } from '../../src/inspector/views';
import type { PanelState } from '../../src/protocol/panelContract';
import { element } from '../dom/element';

export function excerptElement(excerpt: NonNullable<PanelState['excerpt']>, issue: ModelIssue): HTMLElement {
  const { line, column } = issue.range.start;
  const made = element('pre', {
    class: 'code',
    attributes: { 'aria-label': l10n.t('Source around line {0}', line + 1), tabindex: '0' },
  });
  excerpt.lines.forEach((text, i) => {
    const number = excerpt.firstLine + i;
    const at = element('span', { class: 'ln', text: String(number + 1) });
    const content = number === line ? element('mark', { text }) : text;
    made.append(element('span', { class: 'line' }, at, content));
    if (number === line) {
      const caret = element('b', { class: 'bad', text: '^' });
      made.append(
        element(
          'span',
          { class: 'line', attributes: { 'aria-hidden': 'true' } },
          element('span', { class: 'ln', text: ' ' }),
          // Tabs keep their width, so that the mark stands below its character.
          text.slice(0, column).replace(/[^\t]/g, ' '),
          caret,
        ),
      );
    }
  });
  return made;
}

/** Whether these are the lines around that issue. */
export function isIn(
  { firstLine, lines }: NonNullable<PanelState['excerpt']>,
  { range }: ModelIssue,
): boolean {
  return range.start.line >= firstLine && range.start.line < firstLine + lines.length;
}
