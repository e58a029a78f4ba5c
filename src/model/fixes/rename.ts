/** name: a misspelt name → the nearest one there is. */
import * as l10n from '@vscode/l10n';
import type { Treatment } from './candidate';

export const rename: Treatment<'name'> = {
  isTried: false,
  candidates({ name }, { issue }) {
    const { start, end } = issue.range;
    const text = JSON.stringify(name);
    return [
      {
        title: l10n.t('Change to {0}', text),
        edits: [{ span: { start: start.offset, end: end.offset }, text }],
      },
    ];
  },
};
