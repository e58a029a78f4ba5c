/** An activation or a loss as a file names it: a name, or an object with `type` and parameters. */
import * as l10n from '@vscode/l10n';
import type { ParameterSpec, ParameterValues, RuleDescription } from '../engine/rule';
import type { IssueList } from './issueList';
import { isObject, type Json, type JsonObject } from './json';
import type { IssueCode, JsonPath } from './modelIssue';
import { type NamedRule, nearest, nearestRule, renaming, type Spellings, withSuggestion } from './names';
import { describe, ofLayer, quotedList } from './words';

/** Which table a rule comes from. */
export interface RuleKind<Name extends string> {
  /** What is said of it, in the user's language: sentences as they stand behind the layer's name, or by themselves. */
  readonly words: {
    readonly expected: () => string;
    readonly wrongType: () => string;
    readonly noExpression: () => string;
    readonly noName: () => string;
    readonly unknown: (name: string) => string;
  };
  readonly unknown: IssueCode;
  readonly spellings: Spellings<Name>;
  readonly rules: Readonly<Record<Name, RuleDescription>>;
  /** Keys of the object that are not parameters and are read elsewhere. */
  readonly otherKeys: readonly string[];
}

/**
 * Reads a rule with all its parameters: given ones, then those that the spelling implies, then defaults.
 * @param layer the name of the layer whose rule it is; undefined where it is the model's.
 */
export function readRule<Name extends string>(
  value: Json,
  kind: RuleKind<Name>,
  path: JsonPath,
  layer: string | undefined,
  issues: IssueList,
): NamedRule<Name> | undefined {
  const { words } = kind;
  if (typeof value === 'string') {
    const named = findRule(value, kind, path, layer, issues);
    return named && withParameters(named, {}, kind.rules[named.name]);
  }
  const expected = words.expected();
  if (!isObject(value)) {
    issues.add({
      code: 'wrong_type',
      message: ofLayer(layer, words.wrongType()),
      path,
      expected,
      found: describe(value),
    });
    return undefined;
  }
  const { type } = value;
  if (type === undefined && 'expression' in value) {
    issues.add({
      code: 'unsupported',
      message: ofLayer(layer, words.noExpression()),
      path,
      expected,
      found: l10n.t('an object with {0}', '"expression"'),
    });
    return undefined;
  }
  if (typeof type !== 'string') {
    issues.add({
      code: type === undefined ? 'missing' : 'wrong_type',
      message: ofLayer(layer, words.noName()),
      path: type === undefined ? path : [...path, 'type'],
      expected,
      found: describe(type ?? value),
    });
    return undefined;
  }
  const named = findRule(type, kind, [...path, 'type'], layer, issues);
  if (named === undefined) return undefined;
  const rule = kind.rules[named.name];
  return withParameters(named, readParameters(value, rule, kind, path, layer, issues), rule);
}

function findRule<Name extends string>(
  given: string,
  { words, unknown, spellings, rules }: RuleKind<Name>,
  path: JsonPath,
  layer: string | undefined,
  issues: IssueList,
): NamedRule<Name> | undefined {
  const named = spellings.get(given);
  if (named === undefined) {
    const near = nearestRule(given, spellings);
    const written = JSON.stringify(given.slice(0, 60));
    issues.add({
      code: unknown,
      message: ofLayer(layer, withSuggestion(words.unknown(written), near)),
      path,
      expected: l10n.t('one of {0}', Object.keys(rules).join(', ')),
      found: written,
      remedies: renaming(near),
    });
  }
  return named;
}

function withParameters<Name extends string>(
  named: NamedRule<Name>,
  given: ParameterValues,
  rule: RuleDescription,
): NamedRule<Name> {
  const defaults = Object.fromEntries(
    Object.entries(rule.parameters).map(([parameter, spec]) => [parameter, spec.default]),
  );
  return { name: named.name, parameters: { ...defaults, ...named.parameters, ...given } };
}

function readParameters<Name extends string>(
  object: JsonObject,
  rule: RuleDescription,
  kind: RuleKind<Name>,
  path: JsonPath,
  layer: string | undefined,
  issues: IssueList,
): ParameterValues {
  const known = Object.keys(rule.parameters);
  const given: [string, number][] = [];
  for (const [key, value] of Object.entries(object)) {
    if (key === 'type' || kind.otherKeys.includes(key) || value === undefined) continue;
    if (!known.includes(key)) {
      const near = known.length === 1 ? known[0] : nearest(key, known);
      const written = JSON.stringify(key.slice(0, 60));
      const problem = l10n.t('{0} has no parameter {1}', rule.name, written);
      issues.add({
        code: 'invalid_parameter',
        message: ofLayer(layer, withSuggestion(problem, near)),
        path: [...path, key],
        mark: 'key',
        expected: known.length === 0 ? l10n.t('no parameters') : quotedList(known),
        found: written,
        remedies: near !== undefined && near in object ? [] : renaming(near),
      });
    } else if (typeof value === 'number' && allows(rule.parameters[key]!, value)) {
      given.push([key, value]);
    } else {
      const expected = rangeText(rule.parameters[key]!);
      issues.add({
        code: 'invalid_parameter',
        message: ofLayer(layer, l10n.t('"{0}" of {1} must be {2}', key, rule.name, expected)),
        path: [...path, key],
        expected,
        ...(typeof value === 'number' ? {} : { found: describe(value) }),
      });
    }
  }
  return Object.fromEntries(given);
}

function allows({ minimum, exclusiveMinimum }: ParameterSpec, value: number): boolean {
  return (
    Number.isFinite(value) &&
    (minimum === undefined || value >= minimum) &&
    (exclusiveMinimum === undefined || value > exclusiveMinimum)
  );
}

function rangeText({ minimum, exclusiveMinimum }: ParameterSpec): string {
  if (minimum !== undefined) return l10n.t('a number of at least {0}', minimum);
  if (exclusiveMinimum !== undefined) return l10n.t('a number larger than {0}', exclusiveMinimum);
  return l10n.t('a number');
}
