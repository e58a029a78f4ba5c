/** Schemas of activations and losses: a rule by its name, or an object with its parameters. */
import { activations } from '../engine/activations';
import { losses } from '../engine/losses';
import type { ParameterSpec, RuleDescription } from '../engine/rule';
import { activationNames, lossNames } from './names';
import type { Schema } from './schemaTypes';

/** Any activation. */
export function activationSchema(): Schema {
  return rulesSchema(activationNames.map((name) => activations[name]));
}

/** Any loss. */
export function lossSchema(): Schema {
  return rulesSchema(
    lossNames.map((name) => losses[name]),
    (rule) => ({
      from_logits:
        rule.fromLogits === undefined
          ? { enum: [false], doNotSuggest: true }
          : {
              type: 'boolean',
              default: false,
              description: `The outputs are logits: the loss applies ${rule.fromLogits} itself.`,
            },
    }),
  );
}

function rulesSchema<Rule extends RuleDescription>(
  rules: readonly Rule[],
  more: (rule: Rule) => Readonly<Record<string, Schema>> = () => ({}),
): Schema {
  return {
    anyOf: [
      spellingSchema(rules.map(spelling)),
      ...rules.map((rule): Schema => ({
        type: 'object',
        required: ['type'],
        additionalProperties: false,
        description: rule.documentation,
        properties: {
          type: spellingSchema([spelling(rule)]),
          ...Object.fromEntries(
            Object.entries(rule.parameters).map(([name, spec]) => [name, parameterSchema(spec)]),
          ),
          ...more(rule),
        },
      })),
    ],
  };
}

interface SpelledRule {
  readonly name: string;
  readonly documentation: string;
  readonly aliases: readonly string[];
}

function spelling({ name, documentation, aliases }: RuleDescription): SpelledRule {
  return { name, documentation, aliases: Object.keys(aliases) };
}

/** Names, which completion offers with their documentation, and their other spellings, which it only accepts. */
export function spellingSchema(rules: readonly SpelledRule[]): Schema {
  const names: Schema = {
    enum: rules.map((rule) => rule.name),
    enumDescriptions: rules.map(documentationOf),
  };
  const aliases = rules.flatMap((rule) => rule.aliases);
  return aliases.length === 0
    ? names
    : { anyOf: [names, { type: 'string', pattern: `^(${aliases.join('|')})$` }] };
}

function documentationOf({ documentation, aliases }: SpelledRule): string {
  return aliases.length === 0 ? documentation : `${documentation} Also written ${aliases.join(', ')}.`;
}

function parameterSchema(spec: ParameterSpec): Schema {
  const { minimum, exclusiveMinimum, documentation } = spec;
  return {
    type: 'number',
    default: spec.default,
    description: documentation,
    ...(minimum === undefined ? {} : { minimum }),
    ...(exclusiveMinimum === undefined ? {} : { exclusiveMinimum }),
  };
}
