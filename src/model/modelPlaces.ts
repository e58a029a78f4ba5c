/** From parts of a network to their places in the text that it was read from. */
import type { CellRef } from '../engine/cell';
import { Lines } from './lines';
import { type ModelSource, pathOf } from './locate';
import type { JsonPath, TextRange } from './modelIssue';
import { findPlaces, rangeToShow } from './places';

/** A part of a network that its text shows. Indices count from 0. */
export type ModelPlace =
  | { readonly part: 'layer'; readonly layer: number }
  | { readonly part: 'activation'; readonly layer: number }
  | { readonly part: 'parameter'; readonly layer: number; readonly parameter: string }
  /** The weights that lead into a unit, which may stand in a column: the first of them then. */
  | { readonly part: 'unit'; readonly layer: number; readonly unit: number }
  /** The weights that lead out of an input of a layer; likewise. */
  | { readonly part: 'input'; readonly layer: number; readonly input: number }
  /** A number that the file gives. */
  | { readonly part: 'number'; readonly cell: CellRef }
  | { readonly part: 'sample'; readonly sample: number }
  | { readonly part: 'loss' };

/** Where each part stands, what it falls back on where the text leaves it out; undefined where there is nothing of it. */
export function rangesOf(
  text: string,
  source: ModelSource,
  parts: readonly ModelPlace[],
): readonly (TextRange | undefined)[] {
  const wanted = parts.map((part) => pathsOf(part, source));
  const places = findPlaces(text, wanted.flat());
  const lines = new Lines(text);
  let next = 0;
  return wanted.map((paths) => {
    const found = places.slice(next, (next += paths.length)).find((place) => place !== undefined);
    return found && rangeToShow(lines, found);
  });
}

/** The paths that may be there, the best one first. */
function pathsOf(place: ModelPlace, source: ModelSource): readonly JsonPath[] {
  switch (place.part) {
    case 'layer': {
      const path = ['layers', place.layer];
      return [[...path, 'name'], [...path, 'type'], path];
    }
    case 'activation': {
      const path = ['layers', place.layer, 'activation'];
      return [[...path, 'type'], path, ...pathsOf({ ...place, part: 'layer' }, source)];
    }
    case 'parameter':
      return [['layers', place.layer, place.parameter], ...pathsOf({ ...place, part: 'layer' }, source)];
    case 'unit':
      return [
        weightsOf(place.layer, 'column', place.unit, source),
        ...pathsOf({ ...place, part: 'activation' }, source),
      ];
    case 'input':
      return [
        weightsOf(place.layer, 'row', place.input, source),
        ...pathsOf({ ...place, part: 'layer' }, source),
      ];
    case 'number': {
      const path = pathOf(place.cell, source);
      return path === undefined ? [] : [path];
    }
    case 'sample':
      return [['batch', 'inputs', place.sample]];
    case 'loss':
      // Left out, it is the notes' loss: what shows it then are the targets.
      return [['loss', 'type'], ['loss'], ['batch', 'targets']];
  }
}

/** A row or column of the weights, as rows are inputs: whole where it is a row of the file, else its first number. */
function weightsOf(
  layer: number,
  axis: 'row' | 'column',
  index: number,
  { parameters }: ModelSource,
): JsonPath {
  const isTurned = parameters[layer]?.['weights'] === 'transposed';
  const path = ['layers', layer, 'weights'];
  return (axis === 'row') === isTurned ? [...path, 0, index] : [...path, index];
}
