/** jsonc-parser's errors as issues: one a place, each in plain words. */
import * as l10n from '@vscode/l10n';
import type { IssueList } from './issueList';
import { endWalk, type ParserError } from './json';
import type { Span } from './lines';
import type { JsonPath } from './modelIssue';

/** After so many problems the rest is not read: text with more of them is no JSON at all. */
const listed = 50;

/** Turns jsonc-parser's errors into issues. */
export class SyntaxProblems {
  /** Whether what was read cannot be trusted: only a missing comma is mended for sure. */
  broken = false;
  private count = 0;
  private last: { readonly error: ParserError; readonly end: number } | undefined;

  constructor(
    private readonly text: string,
    private readonly issues: IssueList,
    private readonly path: () => JsonPath,
  ) {}

  add(reported: ParserError, span: Span): void {
    const offset = span.start;
    const token = tokenAt(this.text, offset);
    const error = misplacedBracket(reported, token) ?? reported;
    // A symbol may arrive in parts, such as - and Infinity, but is shown whole.
    const shown = error === 'InvalidSymbol' ? widened(span, token) : span;
    const { last } = this;
    const samePlace = last !== undefined && offset < last.end;
    const repeats = last !== undefined && (samePlace || this.repeats(last, error, offset));
    this.last = {
      error: repeats && (samePlace || isUnclosed(last.error)) ? last.error : error,
      end: Math.max(shown.end, last?.end ?? 0),
    };
    if (error !== 'CommaExpected') this.broken = true;
    if (repeats) return;
    this.count++;
    if (this.count > listed) {
      this.issues.addAt(span, {
        code: 'more_issues',
        message: l10n.t('The file is read no further'),
        path: [],
        expected: 'JSON',
        found: l10n.t('more than {0} problems', listed),
      });
      endWalk();
    }
    this.issues.addAt(shown, {
      code: 'invalid_json',
      path: this.path(),
      found: token === '' ? l10n.t('the end of the text') : printable(token),
      ...this.explain(error, token, shown.end),
    });
  }

  /** Whether an error only follows from the one before it. */
  private repeats(last: { error: ParserError; end: number }, error: ParserError, offset: number): boolean {
    switch (error) {
      case 'PropertyNameExpected':
        return last.error === 'InvalidSymbol' && this.onlySpace(last.end, offset);
      case 'ValueExpected':
        // jsonc-parser misses a value after every key that it misses.
        return (
          last.error === 'PropertyNameExpected' ||
          isUnclosed(last.error) ||
          (last.error === 'InvalidSymbol' && this.onlySpace(last.end, offset))
        );
      case 'CloseBraceExpected':
      case 'CloseBracketExpected':
        // One open bracket leaves all around it open.
        return isUnclosed(last.error);
      default:
        return false;
    }
  }

  private onlySpace(start: number, end: number): boolean {
    return end - start < 1000 && this.text.slice(start, end).trim() === '';
  }

  private explain(error: ParserError, token: string, end: number): { message: string; expected: string } {
    if (token === '' && this.text.trim() === '')
      return { message: l10n.t('The file is empty'), expected: l10n.t('a model') };
    const isKey = error === 'InvalidSymbol' && /^\s*:/.test(this.text.slice(end, end + 20));
    return isKey
      ? { message: l10n.t('A key must stand in double quotes'), expected: l10n.t('a key in double quotes') }
      : explain(error, token);
  }
}

function isUnclosed(error: ParserError): boolean {
  return error === 'CloseBraceExpected' || error === 'CloseBracketExpected';
}

/** What is missing where a bracket stands in the place of a comma: the bracket that should stand before it. */
function misplacedBracket(error: ParserError, token: string): ParserError | undefined {
  if (error !== 'CommaExpected') return undefined;
  if (token === '}') return 'CloseBracketExpected';
  return token === ']' ? 'CloseBraceExpected' : undefined;
}

/** The token at an offset as far as it can be told where JSON is broken; empty at the end of the text. */
function tokenAt(text: string, offset: number): string {
  return /^(?:[-+.]*\w[\w.+-]*|'[^'\n]*'|"[^"\n]*"?|[^\s])/u.exec(text.slice(offset, offset + 60))?.[0] ?? '';
}

function printable(token: string): string {
  return token.replaceAll(
    /\p{Cc}/gu,
    (c) => `U+${c.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}`,
  );
}

/** The whole of a symbol that arrives in parts. */
function widened({ start, end }: Span, token: string): Span {
  return { start, end: Math.max(end, start + token.length) };
}

function explain(error: ParserError, token: string): { message: string; expected: string } {
  switch (error) {
    case 'InvalidSymbol':
      if (/^(-?Infinity|NaN)$/.test(token)) {
        return {
          message: l10n.t('JSON has no {0}: write it as a text, "{0}"', token),
          expected: l10n.t('"{0}" in quotes', token),
        };
      }
      if (/^[-+.\w]*\d$/.test(token)) {
        return {
          message: l10n.t('This is no number of JSON'),
          expected: l10n.t('a number such as 0.5, 1 or 1e-3'),
        };
      }
      return token.startsWith("'")
        ? { message: l10n.t('JSON has only double quotes'), expected: l10n.t('a text in double quotes') }
        : { message: l10n.t('This is not JSON'), expected: l10n.t('a number, a text, a list or an object') };
    case 'InvalidNumberFormat':
    case 'UnexpectedEndOfNumber':
      return { message: l10n.t('The number ends too early'), expected: l10n.t('a digit') };
    case 'PropertyNameExpected':
      return {
        message: l10n.t('A key in double quotes is missing'),
        expected: l10n.t('a key in double quotes'),
      };
    case 'ValueExpected':
      return { message: l10n.t('A value is missing'), expected: l10n.t('a value') };
    case 'ColonExpected':
      return { message: l10n.t('A colon is missing after the key'), expected: '":"' };
    case 'CommaExpected':
      return { message: l10n.t('A comma is missing'), expected: '","' };
    case 'CloseBraceExpected':
      return { message: l10n.t('An object is not closed'), expected: '"}"' };
    case 'CloseBracketExpected':
      return { message: l10n.t('A list is not closed'), expected: '"]"' };
    case 'EndOfFileExpected':
      return {
        message: l10n.t('Something stands after the end of the model'),
        expected: l10n.t('the end of the text'),
      };
    case 'InvalidCommentToken':
    case 'UnexpectedEndOfComment':
      return { message: l10n.t('A comment is not closed'), expected: '"*/"' };
    case 'UnexpectedEndOfString':
      return {
        message: l10n.t('A text is not closed on its line'),
        expected: l10n.t('a closing double quote'),
      };
    case 'InvalidUnicode':
    case 'InvalidEscapeCharacter':
      return {
        message: l10n.t('A text has an unknown escape'),
        expected: l10n.t('one of JSON’s escapes, such as {0}', '"\\n"'),
      };
    case 'InvalidCharacter':
      return {
        message: l10n.t('A text has a control character'),
        expected: l10n.t('an escape such as {0}', '"\\t"'),
      };
    case '<unknown ParseErrorCode>':
      return { message: l10n.t('This is not JSON'), expected: 'JSON' };
  }
}
