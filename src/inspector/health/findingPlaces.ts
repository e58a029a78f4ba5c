/** Where in the model's text a finding is shown, and the places that take part. */
import * as l10n from '@vscode/l10n';
import type { CellRef } from '../../engine/cell';
import type { Network } from '../../engine/network';
import { columnsOf, rowsOf } from '../../engine/tensor';
import type { ModelSource } from '../../model/locate';
import { type ModelPlace, rangesOf } from '../../model/modelPlaces';
import { layerText } from '../naming';
import type { Finding, PlacedFinding, TextRange } from '../views';
import { healthRules } from './index';
import { cellText } from './words';

/** What of the text shows a number: itself where the file gives it, else the part that makes it. */
export function placeOf(cell: CellRef): ModelPlace {
  const { layer = 0, parameter = '' } = cell;
  switch (cell.quantity) {
    case 'input':
    case 'target':
    case 'parameter':
      return { part: 'number', cell };
    case 'preActivation':
    case 'upstreamGradient':
    case 'delta':
      return { part: 'layer', layer };
    case 'activation':
    case 'activationDerivative':
      return { part: 'activation', layer };
    case 'parameterGradient':
    case 'relativeGradient':
      return { part: 'parameter', layer, parameter };
    case 'sampleLoss':
    case 'loss':
      return { part: 'loss' };
  }
}

/** So many numbers of columns are marked for one finding; what is further down is seldom in view with its head. */
const MOST_NUMBERS = 256;

/**
 * Findings with their places in the text of their run, in one walk over it.
 * @returns those that have one, in their order.
 */
export function placeFindings(
  network: Network,
  source: ModelSource,
  text: string,
  findings: readonly Finding[],
): readonly PlacedFinding[] {
  const wanted = findings.map(({ id, cells }) => {
    const { place = placeOf } = healthRules[id];
    const parts = [...new Map(cells.map((cell) => [JSON.stringify(place(cell)), place(cell)])).values()];
    const numbers = parts.flatMap((part) => restOfColumn(network, source, part)).slice(0, MOST_NUMBERS);
    return { parts, numbers };
  });
  const ranges = rangesOf(
    text,
    source,
    wanted.flatMap(({ parts, numbers }) => [...parts, ...numbers]),
  )[Symbol.iterator]();
  const rangeOf = (part: ModelPlace) => ({ part, range: ranges.next().value });
  return findings.flatMap((finding, i) => {
    const [first, ...others] = wanted[i]!.parts.map(rangeOf).filter(hasRange);
    const numbers = wanted[i]!.numbers.map(rangeOf).filter(hasRange);
    if (first === undefined) return [];
    const related = others
      .filter(({ range }) => range.start.offset !== first.range.start.offset)
      .map(({ part, range }) => ({ message: placeText(network, part), range }));
    const { documentation } = healthRules[finding.id];
    return [
      {
        ...finding,
        documentation: l10n.t(documentation),
        range: first.range,
        related,
        numbers: numbers.map(({ range }) => range),
      },
    ];
  });
}

function hasRange<T extends { readonly range: TextRange | undefined }>(
  placed: T,
): placed is T & { readonly range: TextRange } {
  return placed.range !== undefined;
}

/** The numbers below the first one, where weights of a unit or an input stand in a column of the file. */
function restOfColumn(
  network: Network,
  { parameters }: ModelSource,
  place: ModelPlace,
): readonly ModelPlace[] {
  if (place.part !== 'unit' && place.part !== 'input') return [];
  const { layer } = place;
  const form = parameters[layer]?.['weights'];
  const weights = network.layers[layer]?.parameters['weights'];
  if (weights === undefined || (form === 'matrix') !== (place.part === 'unit')) return [];
  const length = place.part === 'unit' ? rowsOf(weights) : columnsOf(weights);
  return Array.from({ length: Math.min(length, MOST_NUMBERS) - 1 }, (_, i) => {
    const cell = { quantity: 'parameter', layer, parameter: 'weights' } as const;
    return {
      part: 'number',
      cell:
        place.part === 'unit'
          ? { ...cell, row: i + 1, column: place.unit }
          : { ...cell, row: place.input, column: i + 1 },
    };
  });
}

function placeText(network: Network, place: ModelPlace): string {
  switch (place.part) {
    case 'layer':
      return layerText(network, place.layer);
    case 'activation':
      return l10n.t('activation of {0}', layerText(network, place.layer));
    case 'parameter':
      return l10n.t({
        message: '{0} of {1}',
        args: [place.parameter, layerText(network, place.layer)],
        comment: ['a parameter, of a layer'],
      });
    case 'unit':
      return l10n.t('unit {0} of {1}', place.unit + 1, layerText(network, place.layer));
    case 'input':
      return l10n.t('input {0} of {1}', place.input + 1, layerText(network, place.layer));
    case 'number':
      return cellText(network, place.cell);
    case 'sample':
      return l10n.t('sample {0}', place.sample + 1);
    case 'loss':
      return l10n.t('loss');
  }
}
