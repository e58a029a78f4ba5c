/** name: a misspelt name → the nearest one there is. */
import type { Treatment } from './candidate';

export const rename: Treatment<'name'> = {
  isTried: false,
  candidates({ name }, { issue }) {
    const { start, end } = issue.range;
    const text = JSON.stringify(name);
    return [
      { title: `Change to ${text}`, edits: [{ span: { start: start.offset, end: end.offset }, text }] },
    ];
  },
};
