/** From the numbers of a run to their places in the model's text, and back. */
import type { CellRef } from '../engine/cell';
import type { JsonPath } from './modelIssue';
import { scalarAt } from './scalarAt';

export { locate } from './places';

/** How a file writes a parameter: as the engine's matrix, turned round ("out_in"), or as a flat list. */
export type ParameterForm = 'matrix' | 'transposed' | 'vector';

/** How a file writes its targets: numbers shaped like the output, or class indices in a list or in rows of one. */
export type TargetForm = 'values' | 'classes' | 'classRows';

/** What is needed to find a run's numbers in the text they came from. Plain data. */
export interface ModelSource {
  readonly targets: TargetForm;
  /** Of each layer, the form of each parameter that the file gives. */
  readonly parameters: readonly Readonly<Record<string, ParameterForm>>[];
}

/** The JSON path of a number that the file gives (input, target, parameter); undefined for a computed one. */
export function pathOf(cell: CellRef, source: ModelSource): JsonPath | undefined {
  const { row, column } = cell;
  switch (cell.quantity) {
    case 'input':
      return ['batch', 'inputs', row, column];
    case 'target':
      return ['batch', 'targets', row, ...{ values: [column], classes: [], classRows: [0] }[source.targets]];
    case 'parameter': {
      if (cell.layer === undefined || cell.parameter === undefined) return undefined;
      const form = source.parameters[cell.layer]?.[cell.parameter];
      if (form === undefined) return undefined;
      const indices = { matrix: [row, column], transposed: [column, row], vector: [column] }[form];
      return ['layers', cell.layer, cell.parameter, ...indices];
    }
    case 'preActivation':
    case 'activation':
    case 'activationDerivative':
    case 'upstreamGradient':
    case 'delta':
    case 'parameterGradient':
    case 'relativeGradient':
    case 'sampleLoss':
    case 'loss':
      return undefined;
  }
}

/**
 * The number that stands at an offset of the text, or that the offset ends; undefined where there is none. A class index
 * stands for a whole row of targets: its cell is the one of column 0.
 */
export function cellAt(text: string, offset: number, source: ModelSource): CellRef | undefined {
  const found = scalarAt(text, offset);
  return found === undefined ? undefined : cellOfPath(found.path, source);
}

/** The number that a path leads to; undefined where that is none of the run's. */
export function cellOfPath(path: JsonPath, source: ModelSource): CellRef | undefined {
  const cell = cellOf(path, source);
  const back = cell === undefined ? undefined : pathOf(cell, source);
  const same = back?.length === path.length && back.every((segment, i) => segment === path[i]);
  return same ? cell : undefined;
}

function cellOf(path: JsonPath, source: ModelSource): CellRef | undefined {
  const [top, part, third, fourth, fifth] = path;
  const index = (segment: string | number | undefined): number => (typeof segment === 'number' ? segment : 0);
  if (top === 'batch' && part === 'inputs') {
    return { quantity: 'input', row: index(third), column: index(fourth) };
  }
  if (top === 'batch' && part === 'targets') {
    return { quantity: 'target', row: index(third), column: source.targets === 'values' ? index(fourth) : 0 };
  }
  if (top !== 'layers' || typeof part !== 'number' || typeof third !== 'string') return undefined;
  const cell = { quantity: 'parameter', layer: part, parameter: third } as const;
  switch (source.parameters[part]?.[third]) {
    case 'matrix':
      return { ...cell, row: index(fourth), column: index(fifth) };
    case 'transposed':
      return { ...cell, row: index(fifth), column: index(fourth) };
    case 'vector':
      return { ...cell, row: 0, column: index(fourth) };
    case undefined:
      return undefined;
  }
}
