/** The numbers of a what-if as a text's own: where each stands, and its digits. */
import * as l10n from '@vscode/l10n';
import { columnsOf, type DType } from '../../engine/tensor';
import { type ModelSource, pathOf } from '../../model/locate';
import { Lines } from '../../model/lines';
import { findPlaces } from '../../model/places';
import { jsonNumber } from '../jsonNumbers';
import { shortestSingle } from '../numberText';
import type { CellRef, NumberText } from '../views';
import { differences, otherTensors } from './differences';
import type { Scenario } from './scenario';

/** So many numbers are replaced one by one; of more, neighbours are replaced together with what stands between them. */
const MOST_SINGLE = 500;
/** Characters between neighbours. */
const GAP = 64;

/**
 * What to replace in a text so that it has the numbers of the scenario, in the text's order.
 * @throws RangeError where the text does not have all of them.
 */
export function numberTexts(text: string, scenario: Scenario, source: ModelSource): readonly NumberText[] {
  const { base, spec } = scenario;
  const changes: { readonly cell: CellRef; readonly text: string }[] = [];
  for (const pair of otherTensors(base, spec)) {
    const columns = columnsOf(pair.after);
    for (const i of differences(pair)) {
      const cell = { ...pair.ref, row: Math.floor(i / columns), column: i % columns };
      changes.push({ cell, text: shortestDigits(pair.after.data[i]!, spec.dtype) });
    }
  }
  const places = findPlaces(
    text,
    changes.map(({ cell }) => pathOf(cell, source) ?? []),
  );
  const found = changes.map(({ text: digits }, i) => {
    const place = places[i];
    if (place === undefined || place.container) throw new RangeError(l10n.t('the text has no such number'));
    return { ...place.value, text: digits };
  });
  found.sort((x, y) => x.start - y.start);
  const lines = new Lines(text);
  return joined(text, found, found.length > MOST_SINGLE ? GAP : -1).map((each) => ({
    range: lines.range(each),
    text: each.text,
  }));
}

interface Replacement {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

function joined(text: string, all: readonly Replacement[], gap: number): readonly Replacement[] {
  const groups: Replacement[][] = [];
  for (const each of all) {
    const group = groups.at(-1);
    if (group !== undefined && each.start - group.at(-1)!.end <= gap) group.push(each);
    else groups.push([each]);
  }
  return groups.map((group) => ({
    start: group[0]!.start,
    end: group.at(-1)!.end,
    text: group
      .map((each, i) => text.slice(group[i - 1]?.end ?? each.start, each.start) + each.text)
      .join(''),
  }));
}

/** The fewest digits that are read as the same number of the type. */
function shortestDigits(value: number, dtype: DType): string {
  return jsonNumber(dtype === 'float32' ? shortestSingle(value) : value);
}
