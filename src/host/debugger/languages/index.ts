/** The languages of paused programs. */
import { javascript } from './javascript';
import type { Language } from './language';
import { python } from './python';

const languages: readonly Language[] = [python, javascript];

/** The language of a debug session, by its type; undefined where it is none that is read. */
export function languageOf(sessionType: string): Language | undefined {
  return languages.find(({ sessionTypes }) => sessionTypes.test(sessionType));
}

/** "Python, JavaScript and TypeScript". */
export const languageTitles = languages.map(({ title }) => title);
