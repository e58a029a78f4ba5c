/** One issue of one text: its code, its words, and exactly the place where it is shown. */
import { expect, it } from 'vitest';
import type { ModelIssue } from '../../../src/model/modelIssue';
import { readModel } from '../../../src/model/readModel';
import { marked, positionAt } from './marked';
import { type ModelParts, modelText } from './modelText';

export interface Case {
  /** Parts of a small model, or a whole text. */
  readonly parts: ModelParts | string;
  readonly code: ModelIssue['code'];
  readonly severity?: ModelIssue['severity'];
  readonly message: string;
  readonly path: readonly (string | number)[];
  readonly expected: string;
  readonly found: string;
  readonly related?: readonly (readonly [message: string, text: string])[];
}

/** A test that a text, with the range of its one issue between « and », has exactly this issue. */
export function check(name: string, issue: Case): void {
  it(name, () => {
    const { text, start, end } = marked(
      typeof issue.parts === 'string' ? issue.parts : modelText(issue.parts),
    );
    const { spec, issues } = readModel(text, 'test');
    expect(issues.map(({ code, message }) => ({ code, message }))).toEqual([
      { code: issue.code, message: issue.message },
    ]);
    const [only] = issues;
    expect(text.slice(only!.range.start.offset, only!.range.end.offset)).toBe(text.slice(start, end));
    expect(only!.range).toEqual({ start: positionAt(text, start), end: positionAt(text, end) });
    expect(only).toMatchObject({
      severity: issue.severity ?? 'error',
      path: issue.path,
      expected: issue.expected,
      found: issue.found,
    });
    expect(
      only!.related?.map(({ message, range }) => [message, text.slice(range.start.offset, range.end.offset)]),
    ).toEqual(issue.related);
    expect(spec === undefined).toBe(only!.severity === 'error');
  });
}
