/** The scalar (number, string, true, false, null) that stands at an offset of a text. */
import { endWalk, walkAgain } from './json';
import type { Span } from './lines';
import type { JsonPath } from './modelIssue';

export interface FoundScalar {
  readonly path: JsonPath;
  readonly span: Span;
}

/** The scalar value at an offset, or that the offset ends; undefined where there is none. */
export function scalarAt(text: string, wanted: number): FoundScalar | undefined {
  let scalar: FoundScalar | undefined;
  walkAgain(text, {
    onLiteralValue: (_value, start, end, pathOfValue) => {
      if (end < wanted) return;
      if (start <= wanted) scalar = { path: pathOfValue(), span: { start, end } };
      endWalk();
    },
    onNumbers: (numbers, pathOfList) => {
      const found = numbers.end < wanted ? undefined : numbers.numberEndingFrom(wanted);
      if (found === undefined) return;
      const { indices, place } = found;
      if (place.start <= wanted) scalar = { path: [...pathOfList(), ...indices], span: place };
      endWalk();
    },
  });
  return scalar;
}
