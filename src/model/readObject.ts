/** The keys of an object in a file: known ones, and values that are one of a few words. */
import type { IssueList } from './issueList';
import type { Json, JsonObject } from './json';
import type { JsonPath } from './modelIssue';
import { nearest, renaming, suggestion } from './names';
import { describe, quotedList } from './words';

/** Warns of keys that mean nothing here, with the nearest one that does. */
export function warnOfUnknownKeys(
  object: JsonObject,
  known: readonly string[],
  path: JsonPath,
  where: string,
  issues: IssueList,
): void {
  for (const key of Object.keys(object)) {
    if (known.includes(key)) continue;
    const near = nearest(key, known);
    issues.add({
      severity: 'warning',
      code: 'unknown_key',
      message: `${JSON.stringify(key.slice(0, 60))} means nothing in ${where} and is ignored${suggestion(near)}`,
      path: [...path, key],
      mark: 'key',
      expected: quotedList(known),
      found: JSON.stringify(key.slice(0, 60)),
      // Not a second key of that name.
      remedies: near !== undefined && near in object ? [] : renaming(near),
    });
  }
}

/** Reads a value that must be one of a few words; the default where it is absent or wrong. */
export function readWord<Word extends string>(
  value: Json | undefined,
  words: readonly [Word, ...Word[]],
  path: JsonPath,
  issues: IssueList,
): Word {
  const [byDefault] = words;
  if (value === undefined) return byDefault;
  const word = words.find((w) => w === value);
  if (word !== undefined) return word;
  const near = typeof value === 'string' ? nearest(value, words) : undefined;
  issues.add({
    code: typeof value === 'string' ? 'unknown_value' : 'wrong_type',
    message: `"${path.at(-1)!}" must be ${words.map((w) => `"${w}"`).join(' or ')}${suggestion(near)}`,
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
    message: `"${path.at(-1)!}" must be a text that is not empty`,
    path,
    expected: 'a text that is not empty',
    found: describe(value),
  });
  return undefined;
}
