/** Where in the model's text a finding is shown, and the places that take part. */
import type { CellRef } from '../../engine/cell';
import type { Network } from '../../engine/network';
import type { ModelSource } from '../../model/locate';
import { type ModelPlace, rangesOf } from '../../model/modelPlaces';
import type { Finding, PlacedFinding } from '../views';
import { healthRules } from './index';
import { cellText, layerText } from './words';

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
  const parts = findings.map(({ id, cells }) => {
    const { place = placeOf } = healthRules[id];
    return [...new Map(cells.map((cell) => [JSON.stringify(place(cell)), place(cell)])).values()];
  });
  const ranges = rangesOf(text, source, parts.flat());
  let next = 0;
  return findings.flatMap((finding, i) => {
    const own = parts[i]!.map((part) => ({ part, range: ranges[next++] }));
    const [first, ...others] = own.flatMap(({ part, range }) =>
      range === undefined ? [] : [{ part, range }],
    );
    if (first === undefined) return [];
    const related = others
      .filter(({ range }) => range.start.offset !== first.range.start.offset)
      .map(({ part, range }) => ({ message: placeText(network, part), range }));
    const { documentation } = healthRules[finding.id];
    return [{ ...finding, documentation, range: first.range, related }];
  });
}

function placeText(network: Network, place: ModelPlace): string {
  switch (place.part) {
    case 'layer':
      return layerText(network, place.layer);
    case 'activation':
      return `activation of ${layerText(network, place.layer)}`;
    case 'parameter':
      return `${place.parameter} of ${layerText(network, place.layer)}`;
    case 'unit':
      return `unit ${place.unit + 1} of ${layerText(network, place.layer)}`;
    case 'input':
      return `input ${place.input + 1} of ${layerText(network, place.layer)}`;
    case 'number':
      return cellText(network, place.cell);
    case 'sample':
      return `sample ${place.sample + 1}`;
    case 'loss':
      return 'loss';
  }
}
