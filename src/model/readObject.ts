/** The keys of an object in a file: known ones, and values that are one of a few words. */
import * as l10n from '@vscode/l10n';
import type { IssueList } from './issueList';
import type { Json, JsonObject } from './json';
import type { JsonPath } from './modelIssue';
import { nearest, renaming, withSuggestion } from './names';
import { describe, quotedList } from './words';

/**
 * Warns of keys that mean nothing here, with the nearest one that does.
 * @param problem the sentence about such a key, which is in quotes.
 */
export function warnOfUnknownKeys(
  object: JsonObject,
  known: readonly string[],
  path: JsonPath,
  problem: (key: string) => string,
  issues: IssueList,
): void {
  for (const key of Object.keys(object)) {
    if (known.includes(key)) continue;
    const near = nearest(key, known);
    const written = JSON.stringify(key.slice(0, 60));
    issues.add({
      severity: 'warning',
      code: 'unknown_key',
      message: withSuggestion(problem(written), near),
      path: [...path, key],
      mark: 'key',
      expected: quotedList(known),
      found: written,
      // Not a second key of that name.
      remedies: near !== undefined && near in object ? [] : renaming(near),
    });
  }
}

/** Reads a value that must be one of two words; the first where it is absent or wrong. */
export function readWord<Word extends string>(
  value: Json | undefined,
  words: readonly [Word, Word],
  path: JsonPath,
  issues: IssueList,
): Word {
  const [byDefault, other] = words;
  if (value === undefined) return byDefault;
  const word = words.find((w) => w === value);
  if (word !== undefined) return word;
  const near = typeof value === 'string' ? nearest(value, words) : undefined;
  issues.add({
    code: typeof value === 'string' ? 'unknown_value' : 'wrong_type',
    message: withSuggestion(l10n.t('"{0}" must be "{1}" or "{2}"', path.at(-1)!, byDefault, other), near),
    path,
    expected: quotedList(words),
    found: describe(value),
    remedies: renaming(near),
  });
  return byDefault;
}

/** Reads a text that is not empty; undefined where it is absent or wrong. */
export function readText(value: Json | undefined, path: JsonPath, issues: IssueList): string | undefined {
  if (value === undefined) return undefined;
  if (typeof value === 'string' && value.trim() !== '') return value;
  issues.add({
    code: 'wrong_type',
    message: l10n.t('"{0}" must be a text that is not empty', path.at(-1)!),
    path,
    expected: l10n.t('a text that is not empty'),
    found: describe(value),
  });
  return undefined;
}
