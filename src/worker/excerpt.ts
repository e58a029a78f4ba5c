/** The lines of a model's text that show its first error. */
import type { ModelIssue } from '../inspector/views';
import type { Excerpt } from '../protocol/inspectorContract';

/** Lines shown before the error's line, and after it. */
const MARGIN = 1;

/** A minified model has all its text on one line. */
const LONGEST_LINE = 400;

/** Undefined where no issue is an error. */
export function excerptOf(text: string, issues: readonly ModelIssue[]): Excerpt | undefined {
  const errors = issues.filter(({ severity }) => severity === 'error');
  // Broken JSON first, as the panel does: it may be the cause of all the others.
  const issue = errors.find(({ code }) => code === 'invalid_json') ?? errors[0];
  if (issue === undefined) return undefined;
  const { line } = issue.range.start;
  const firstLine = Math.max(0, line - MARGIN);
  const lines = text.split(/\r?\n/, line + MARGIN + 1).slice(firstLine);
  return { firstLine, lines: lines.map((content) => content.slice(0, LONGEST_LINE)) };
}
