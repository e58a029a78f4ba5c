/** Collects a file's problems while it is read, and puts them to their places in the text at the end. */
import * as l10n from '@vscode/l10n';
import { Lines, type Span } from './lines';
import type { IssueCode, JsonPath, ModelIssue, Remedy } from './modelIssue';
import { findPlaces, type Place, rangeToShow } from './places';

type Severity = ModelIssue['severity'];

/** A problem without its place. */
export interface IssueDraft {
  readonly severity?: Severity;
  readonly code: IssueCode;
  readonly message: string;
  /** An existing value, at which the problem is shown. */
  readonly path: JsonPath;
  /** Show it at the value's key. A list or an object is always shown there, or on its first line. */
  readonly mark?: 'key';
  readonly expected: string;
  /** What stands there; the value's own text where absent. */
  readonly found?: string;
  readonly related?: readonly RelatedDraft[];
  readonly remedies?: readonly Remedy[];
}

export interface RelatedDraft {
  readonly message: string;
  readonly path: JsonPath;
  readonly mark?: 'key';
}

interface Entry {
  readonly draft: IssueDraft;
  readonly span: Span | undefined;
}

/** So many errors and so many warnings are listed; of the others only the number is said. */
const listed = 100;

export class IssueList {
  private readonly entries: Record<Severity, Entry[]> = { error: [], warning: [] };
  private readonly counts: Record<Severity, number> = { error: 0, warning: 0 };

  /** Adds a problem whose place is that of its path. */
  add(draft: IssueDraft): void {
    this.push({ draft, span: undefined });
  }

  /** Adds a problem whose place is known. */
  addAt(span: Span, draft: IssueDraft): void {
    this.push({ draft, span });
  }

  get hasErrors(): boolean {
    return this.counts.error > 0;
  }

  private push(entry: Entry): void {
    const severity = entry.draft.severity ?? 'error';
    this.counts[severity]++;
    if (this.counts[severity] <= listed) this.entries[severity].push(entry);
  }

  /** The issues with their ranges, in the order of the text. */
  inText(text: string): readonly ModelIssue[] {
    const entries = [...this.entries.error, ...this.entries.warning];
    if (entries.length === 0) return [];
    const more: Entry[] = (['error', 'warning'] as const).flatMap((severity) => {
      const count = this.counts[severity] - listed;
      return count > 0 ? [{ draft: moreIssues(severity, count), span: undefined }] : [];
    });
    const paths = [...entries, ...more].flatMap(({ draft }) => [
      draft.path,
      ...(draft.related ?? []).map((related) => related.path),
    ]);
    const places = findPlaces(text, paths);
    let next = 0;
    const lines = new Lines(text);
    const resolve = ({ draft, span }: Entry): ModelIssue => {
      const place = places[next++];
      const { severity = 'error', code, message, path, expected } = draft;
      const related = (draft.related ?? []).map((r) => ({
        message: r.message,
        path: r.path,
        range: rangeToShow(lines, places[next++], r.mark),
      }));
      return {
        severity,
        code,
        message,
        path,
        range: span === undefined ? rangeToShow(lines, place, draft.mark) : lines.firstLineRange(span),
        expected,
        found: draft.found ?? textOf(text, place),
        ...(related.length === 0 ? {} : { related }),
        ...(draft.remedies === undefined || draft.remedies.length === 0 ? {} : { remedies: draft.remedies }),
      };
    };
    const resolved = entries.map(resolve).sort((a, b) => a.range.start.offset - b.range.start.offset);
    return [...resolved, ...more.map(resolve)];
  }
}

function moreIssues(severity: Severity, count: number): IssueDraft {
  return {
    severity,
    code: 'more_issues',
    path: [],
    ...(severity === 'error' ? moreErrors(count) : moreWarnings(count)),
  };
}

function moreErrors(count: number): Pick<IssueDraft, 'message' | 'expected' | 'found'> {
  return {
    message:
      count === 1 ? l10n.t('1 more error is not listed') : l10n.t('{0} more errors are not listed', count),
    expected: l10n.t('no errors'),
    found: l10n.t('{0} errors', count + listed),
  };
}

function moreWarnings(count: number): Pick<IssueDraft, 'message' | 'expected' | 'found'> {
  return {
    message:
      count === 1
        ? l10n.t('1 more warning is not listed')
        : l10n.t('{0} more warnings are not listed', count),
    expected: l10n.t('no warnings'),
    found: l10n.t('{0} warnings', count + listed),
  };
}

function textOf(text: string, place: Place | undefined): string {
  if (place === undefined) return l10n.t('nothing');
  const { start, end } = place.value;
  return end - start > 60 ? `${text.slice(start, start + 57)}…` : text.slice(start, end);
}
