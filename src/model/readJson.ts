/** JSON text with comments and trailing commas → values; problems of the text itself become issues. */
import * as l10n from '@vscode/l10n';
import type { IssueList } from './issueList';
import { type Json, maximumDepth, walkJson } from './json';
import type { JsonPath } from './modelIssue';
import { SyntaxProblems } from './syntaxProblems';

/** A list or an object while it is read. */
interface OpenContainer {
  readonly value: Json[] | Record<string, Json>;
  /** Where it stands in its parent. */
  readonly segment: string | number | undefined;
  /** The key whose value comes next; undefined where that value is thrown away. */
  key: string | undefined;
}

/**
 * Reads a text. Of a key that stands twice the first value counts; `__proto__` is left out; both are issues.
 * @returns the value, or undefined where the text is so broken that its value cannot be trusted.
 */
export function readJson(text: string, issues: IssueList): Json | undefined {
  const root: Json[] = [];
  const open: OpenContainer[] = [{ value: root, segment: undefined, key: undefined }];
  const syntax = new SyntaxProblems(text, issues, () => pathOf(open));

  const put = (value: Json): string | number | undefined => {
    const parent = open.at(-1)!;
    if (Array.isArray(parent.value)) return parent.value.push(value) - 1;
    const { key } = parent;
    parent.key = undefined;
    if (key !== undefined) parent.value[key] = value;
    return key;
  };
  const enter = (value: Json[] | Record<string, Json>): void => {
    open.push({ value, segment: put(value), key: undefined });
  };

  const tooDeep = walkJson(text, {
    onObjectBegin: () => {
      enter(Object.create(null) as Record<string, Json>);
    },
    onArrayBegin: () => {
      enter([]);
    },
    onObjectEnd: () => void open.pop(),
    onArrayEnd: () => void open.pop(),
    onLiteralValue: (value) => void put(value),
    onNumbers: (numbers) => void put(numbers),
    onObjectProperty: (key, start, end) => {
      const parent = open.at(-1)!;
      const span = { start, end };
      if (key === '__proto__') {
        issues.addAt(span, {
          code: 'forbidden_key',
          message: l10n.t('A key may not be "__proto__"'),
          path: pathOf(open),
          expected: l10n.t('another key'),
          found: '"__proto__"',
        });
        parent.key = undefined;
      } else if (key in parent.value) {
        issues.addAt(span, {
          code: 'duplicate_key',
          message: l10n.t('The key {0} stands twice in one object', JSON.stringify(key)),
          path: [...pathOf(open), key],
          expected: l10n.t('every key once'),
          found: l10n.t('{0} again', JSON.stringify(key)),
          related: [{ message: l10n.t('It stands here first'), path: [...pathOf(open), key], mark: 'key' }],
        });
        parent.key = undefined;
      } else {
        parent.key = key;
      }
    },
    onError: (error, start, end) => {
      syntax.add(error, { start, end });
    },
  });
  if (tooDeep !== undefined) {
    issues.addAt(tooDeep, {
      code: 'too_deep',
      message: l10n.t('Lists and objects are nested more than {0} deep', maximumDepth),
      path: pathOf(open),
      expected: l10n.t('at most {0} levels', maximumDepth),
      found: l10n.t('a deeper one'),
    });
    return undefined;
  }
  return syntax.broken ? undefined : root[0];
}

/** The path of the innermost container; the root, which is held like a list's element, has the empty path. */
function pathOf(open: readonly OpenContainer[]): JsonPath {
  return open.slice(2).flatMap((container) => (container.segment === undefined ? [] : [container.segment]));
}
