/** Names that a file may give, with their other spellings, and the nearest one to a misspelt name. */
import * as l10n from '@vscode/l10n';
import { distance } from 'fastest-levenshtein';
import { type ActivationName, activations } from '../engine/activations';
import { layers, type LayerType } from '../engine/layers';
import { type LossName, losses } from '../engine/losses';
import type { ParameterValues, RuleDescription } from '../engine/rule';
import type { Remedy } from './modelIssue';

/** A rule as a file names it. */
export interface NamedRule<Name extends string> {
  readonly name: Name;
  /** Parameters that the spelling implies. */
  readonly parameters: ParameterValues;
}

/** Every spelling of a table's rules. */
export type Spellings<Name extends string> = ReadonlyMap<string, NamedRule<Name>>;

export const activationSpellings = spellingsOf(activations);
export const lossSpellings = spellingsOf(losses);
export const layerSpellings: Spellings<LayerType> = new Map(
  namesOf(layers).flatMap((name) =>
    [name, ...layers[name].aliases].map((spelling) => [spelling, { name, parameters: {} }] as const),
  ),
);

export const activationNames = namesOf(activations);
export const lossNames = namesOf(losses);
export const layerTypes = namesOf(layers);

function namesOf<Name extends string>(table: Readonly<Record<Name, unknown>>): readonly Name[] {
  return Object.keys(table) as Name[];
}

function spellingsOf<Name extends ActivationName | LossName>(
  table: Readonly<Record<Name, RuleDescription>>,
): Spellings<Name> {
  return new Map(
    namesOf(table).flatMap((name) => [
      [name, { name, parameters: {} }] as const,
      ...Object.entries(table[name].aliases).map(
        ([spelling, parameters]) => [spelling, { name, parameters }] as const,
      ),
    ]),
  );
}

/** The canonical name whose spelling is nearest to the given one; undefined where none is near. */
export function nearestRule<Name extends string>(
  given: string,
  spellings: Spellings<Name>,
): Name | undefined {
  const spelling = nearest(given, [...spellings.keys()]);
  return spelling === undefined ? undefined : spellings.get(spelling)?.name;
}

/** The nearest of some names by edit distance, whatever their case and separators; undefined where none is near. */
export function nearest(given: string, names: readonly string[]): string | undefined {
  const plain = plainName(given);
  // No name is this long, and the distance to a text of megabytes would take its time.
  if (plain.length > 60) return undefined;
  const allowed = Math.max(2, Math.floor(plain.length * 0.4));
  let best: string | undefined;
  let smallest = allowed + 1;
  for (const name of names) {
    const other = plainName(name);
    const edits = distance(plain, other);
    // Two edits turn any short name into any other.
    if (edits < smallest && edits < Math.max(plain.length, other.length) * 0.7) {
      smallest = edits;
      best = name;
    }
  }
  return best;
}

function plainName(name: string): string {
  return name.toLowerCase().replaceAll(/[\s_-]/g, '');
}

/** To write the nearest name, where there is one. */
export function renaming(name: string | undefined): readonly Remedy[] {
  return name === undefined ? [] : [{ kind: 'name', name }];
}

/** What is wrong, with the nearest name where there is one: `…; did you mean "relu"?` */
export function withSuggestion(problem: string, name: string | undefined): string {
  return name === undefined ? problem : l10n.t('{0}; did you mean "{1}"?', problem, name);
}
