// A model's text after one of its fixes.
import { expect } from 'vitest';
import { fixesAt, type ModelFix } from '../../../src/model/fixes/fixesAt';
import type { ModelIssue } from '../../../src/model/modelIssue';
import { ModelText } from '../../../src/model/modelText';
import { readModel } from '../../../src/model/readModel';

export const issuesOf = (text: string): readonly ModelIssue[] => readModel(text, 'test').issues;

/** The fixes of the text's only issue. */
export function fixesOf(text: string): readonly ModelFix[] {
  const issues = issuesOf(text);
  expect(issues.map(({ message }) => message)).toHaveLength(1);
  return fixesAtOffset(text, issues[0]!.range.start.offset).filter(({ issue }) => issue !== undefined);
}

export function fixesAtOffset(text: string, offset: number): readonly ModelFix[] {
  return fixesAt(new ModelText(text), { start: offset, end: offset });
}

/** The text with the edits of a fix, written by offsets alone. */
export function after(text: string, { edits }: ModelFix): string {
  return edits
    .toReversed()
    .reduce(
      (changed, { range, text: written }) =>
        changed.slice(0, range.start.offset) + written + changed.slice(range.end.offset),
      text,
    );
}

/** The text after the fix with this title, which leaves no issue. */
export function fixed(text: string, title: string): string {
  const fix = fixesOf(text).find((candidate) => candidate.title === title);
  expect(fix, `${title} among ${JSON.stringify(fixesOf(text).map((each) => each.title))}`).toBeDefined();
  const changed = after(text, fix!);
  expect(issuesOf(changed)).toEqual([]);
  return changed;
}
