/** An activation or a loss as a file names it: a name, or an object with `type` and parameters. */
import type { ParameterSpec, ParameterValues, RuleDescription } from '../engine/rule';
import type { IssueList } from './issueList';
import { isObject, type Json, type JsonObject } from './json';
import type { IssueCode, JsonPath } from './modelIssue';
import { type NamedRule, nearest, nearestRule, renaming, type Spellings, suggestion } from './names';
import { capital, describe, quotedList } from './words';

/** Which table a rule comes from. */
export interface RuleKind<Name extends string> {
  /** `activation`, `loss`. */
  readonly noun: string;
  readonly unknown: IssueCode;
  readonly spellings: Spellings<Name>;
  readonly rules: Readonly<Record<Name, RuleDescription>>;
  /** Keys of the object that are not parameters and are read elsewhere. */
  readonly otherKeys: readonly string[];
}

/**
 * Reads a rule with all its parameters: given ones, then those that the spelling implies, then defaults.
 * @param where such as `Layer "hidden": `, put before messages; empty where none is needed.
 */
export function readRule<Name extends string>(
  value: Json,
  kind: RuleKind<Name>,
  path: JsonPath,
  where: string,
  issues: IssueList,
): NamedRule<Name> | undefined {
  if (typeof value === 'string') {
    const named = findRule(value, kind, path, where, issues);
    return named && withParameters(named, {}, kind.rules[named.name]);
  }
  const expected = `the name of ${article(kind.noun)}, or an object with "type"`;
  if (!isObject(value)) {
    issues.add({
      code: 'wrong_type',
      message: sentence(where, `the ${kind.noun} must be a name or an object with "type"`),
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
      message: sentence(where, `${article(kind.noun)} can not be given by "expression" yet`),
      path,
      expected,
      found: 'an object with "expression"',
    });
    return undefined;
  }
  if (typeof type !== 'string') {
    issues.add({
      code: type === undefined ? 'missing' : 'wrong_type',
      message: sentence(where, `the ${kind.noun} needs a name under "type"`),
      path: type === undefined ? path : [...path, 'type'],
      expected,
      found: describe(type ?? value),
    });
    return undefined;
  }
  const named = findRule(type, kind, [...path, 'type'], where, issues);
  if (named === undefined) return undefined;
  const rule = kind.rules[named.name];
  return withParameters(named, readParameters(value, rule, kind, path, where, issues), rule);
}

function sentence(where: string, text: string): string {
  return where === '' ? capital(text) : where + text;
}

function article(noun: string): string {
  return `${noun.startsWith('a') ? 'an' : 'a'} ${noun}`;
}

function findRule<Name extends string>(
  given: string,
  { noun, unknown, spellings, rules }: RuleKind<Name>,
  path: JsonPath,
  where: string,
  issues: IssueList,
): NamedRule<Name> | undefined {
  const named = spellings.get(given);
  if (named === undefined) {
    const near = nearestRule(given, spellings);
    issues.add({
      code: unknown,
      message: sentence(where, `unknown ${noun} ${JSON.stringify(given.slice(0, 60))}${suggestion(near)}`),
      path,
      expected: `one of ${Object.keys(rules).join(', ')}`,
      found: JSON.stringify(given.slice(0, 60)),
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
  where: string,
  issues: IssueList,
): ParameterValues {
  const known = Object.keys(rule.parameters);
  const given: [string, number][] = [];
  for (const [key, value] of Object.entries(object)) {
    if (key === 'type' || kind.otherKeys.includes(key) || value === undefined) continue;
    if (!known.includes(key)) {
      const near = known.length === 1 ? known[0] : nearest(key, known);
      issues.add({
        code: 'invalid_parameter',
        message: `${where}${rule.name} has no parameter ${JSON.stringify(key.slice(0, 60))}${suggestion(near)}`,
        path: [...path, key],
        mark: 'key',
        expected: known.length === 0 ? 'no parameters' : quotedList(known),
        found: JSON.stringify(key.slice(0, 60)),
        remedies: near !== undefined && near in object ? [] : renaming(near),
      });
    } else if (typeof value === 'number' && allows(rule.parameters[key]!, value)) {
      given.push([key, value]);
    } else {
      const expected = rangeText(rule.parameters[key]!);
      issues.add({
        code: 'invalid_parameter',
        message: `${where}"${key}" of ${rule.name} must be ${expected}`,
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
  if (minimum !== undefined) return `a number of at least ${minimum}`;
  if (exclusiveMinimum !== undefined) return `a number larger than ${exclusiveMinimum}`;
  return 'a number';
}
