/** Names for arrays whose dump gives them none, or the same one again. */
import * as l10n from '@vscode/l10n';
import type { NamedArray } from './dump';

/**
 * The arrays, each with a name of its own.
 * @param stem the name of the file, which a single array takes.
 */
export function withOwnNames(arrays: readonly NamedArray[], stem: string): readonly NamedArray[] {
  const taken = new Map<string, number>();
  return arrays.map((array, i) => {
    const name = array.name === '' ? (arrays.length === 1 ? stem : l10n.t('array {0}', i + 1)) : array.name;
    let unique = name;
    for (let again = (taken.get(name) ?? 0) + 1; taken.has(unique); again++) {
      unique = `${name} (${again})`;
      taken.set(name, again);
    }
    taken.set(unique, 1);
    return { ...array, name: unique };
  });
}

/** What a name says by the user's own words: nothing where it stands in for a missing one. */
export function givenName(name: string): string {
  const [number] = /\d+/.exec(name) ?? [];
  const isStandIn = number !== undefined && name === l10n.t('array {0}', number);
  return isStandIn ? '' : name.replace(/ \(\d+\)$/, '');
}
