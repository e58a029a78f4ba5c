/** A user's convention as a setting says it: a well-known one by its name, or single choices. */
import { type Notation, notations } from '../engine/notation';

export type ConventionName = keyof typeof notations;

/** The names of the well-known ones, the default first. */
export const conventionNames = Object.keys(notations) as readonly ConventionName[];

/** What each choice may be. */
export const choices: { readonly [K in keyof Notation]: readonly Notation[K][] } = {
  symbols: ['partial', 'd'],
  weights: ['in_out', 'out_in'],
  samples: ['rows', 'columns'],
  reduction: ['delta', 'gradients'],
};

/** What a setting says wrongly, or does not say, is as in the notes. */
export function notationOf(setting: unknown): Notation {
  if (typeof setting === 'string')
    return Object.hasOwn(notations, setting) ? notations[setting as ConventionName] : notations.notes;
  if (typeof setting !== 'object' || setting === null) return notations.notes;
  const said = setting as Readonly<Record<string, unknown>>;
  const chosen = <K extends keyof Notation>(choice: K): Notation[K] =>
    choices[choice].find((value) => value === said[choice]) ?? notations.notes[choice];
  return {
    symbols: chosen('symbols'),
    weights: chosen('weights'),
    samples: chosen('samples'),
    reduction: chosen('reduction'),
  };
}

/** The name of a well-known convention that makes all of these choices. */
export function nameOfNotation(notation: Notation): ConventionName | undefined {
  const keys = Object.keys(choices) as readonly (keyof Notation)[];
  return conventionNames.find((name) => keys.every((key) => notations[name][key] === notation[key]));
}
