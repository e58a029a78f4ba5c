/** Anybody's words in Markdown. */
import { inOneLine } from './oneLine';

/** What begins markup somewhere within a line. In a model's names it is text. */
const MARKUP = /[\\`*_[\]<>|~$&#]/g;

/** A text of anybody's as words of a line. */
export function words(text: string): string {
  return inOneLine(text).replaceAll(MARKUP, '\\$&');
}
