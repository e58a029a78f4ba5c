/** The brackets, commas and elements of a list of numbers, so that it can be rewritten with what stands between them. */
import { closeBracket, comma, endOfString, endOfTrivia, openBracket, quote } from '../lexemes';
import type { Span } from '../lines';

export interface ListLexeme extends Span {
  readonly kind: '[' | ']' | ',' | 'element';
}

/** In the order of the text. */
export function listLexemes(text: string, { start, end }: Span): readonly ListLexeme[] {
  const lexemes: ListLexeme[] = [];
  for (let i = endOfTrivia(text, start); i < end;) {
    const kind = kindOf(text.charCodeAt(i));
    const next = kind === 'element' ? endOfElement(text, i) : i + 1;
    lexemes.push({ kind, start: i, end: next });
    i = endOfTrivia(text, next);
  }
  return lexemes;
}

/** The elements alone. */
export function elementsIn(text: string, span: Span): readonly Span[] {
  return listLexemes(text, span).filter(({ kind }) => kind === 'element');
}

function kindOf(code: number): ListLexeme['kind'] {
  switch (code) {
    case openBracket:
      return '[';
    case closeBracket:
      return ']';
    case comma:
      return ',';
    default:
      return 'element';
  }
}

function endOfElement(text: string, start: number): number {
  if (text.charCodeAt(start) === quote) return endOfString(text, start);
  return start + (/^[^\s,[\]/]+/.exec(text.slice(start, start + 400))?.[0].length ?? 1);
}
