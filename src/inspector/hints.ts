/** What is written beside the layers and the loss of a model's text: shapes, how large gradients are, the loss. */
import { endOfFirstLine } from '../model/lines';
import type { JsonPath } from '../model/modelIssue';
import { findPlaces } from '../model/places';
import { largestGradientName } from './naming';
import { shortNumber } from './numberText';
import type { LayerView, Overview } from './views';

export type HintKind = 'shape' | 'gradients' | 'loss';

export interface Hint {
  readonly kind: HintKind;
  /** Where in the text. */
  readonly offset: number;
  readonly label: string;
  /** The same with all digits, and what it means. */
  readonly tooltip: string;
}

/**
 * A layer's stand at the end of the line on which it begins, the loss behind its name, or behind the model where the text
 * does not name it.
 * @param overview of the whole batch.
 */
export function hintsOf(overview: Overview, text: string): readonly Hint[] {
  const { layers } = overview;
  const paths: readonly JsonPath[] = [...layers.map(({ index }) => ['layers', index]), ['loss'], []];
  const places = findPlaces(text, paths);
  const endOf = (i: number): number | undefined => {
    const place = places[i];
    return place && endOfFirstLine(text, place.value);
  };
  const ofLayers = layers.flatMap((layer, i): readonly Hint[] => {
    const offset = endOf(i);
    return offset === undefined ? [] : layerHints(layer, offset);
  });
  const whole = places[layers.length + 1];
  const named = endOf(layers.length);
  const loss = lossHint(overview, named !== undefined);
  const offset = named ?? whole?.value.end;
  return offset === undefined ? ofLayers : [...ofLayers, { ...loss, offset }];
}

function layerHints(layer: LayerView, offset: number): readonly Hint[] {
  const { inputWidth, units, parameters, deltaNorm, maxGradients } = layer;
  const count = parameters.reduce((sum, { rows, columns }) => sum + rows * columns, 0);
  const [first] = parameters;
  const largest = parameters.map((parameter) => ({
    name: largestGradientName(parameter),
    value: maxGradients[parameter.name]!,
  }));
  return [
    {
      kind: 'shape',
      offset,
      label: `${inputWidth} → ${units}, ${count === 1 ? '1 parameter' : `${count === 0 ? 'no' : count} parameters`}`,
      tooltip: [
        `${inputWidth} numbers in, ${units} out.`,
        ...parameters.map(({ name, rows, columns }) => `${name}: ${rows} × ${columns}`),
      ].join('\n'),
    },
    {
      kind: 'gradients',
      offset,
      label: [
        `‖δ‖ ${shortNumber(deltaNorm)}`,
        ...(first === undefined ? [] : [`${largest[0]!.name} ${shortNumber(largest[0]!.value)}`]),
      ].join(', '),
      tooltip: [
        `‖δ‖ = ${deltaNorm}, over the whole batch`,
        ...largest.map(({ name, value }) => `${name} = ${value}`),
      ].join('\n'),
    },
  ];
}

/** @param isNamed the text itself says which loss it is. */
function lossHint({ loss, samples, reduction }: Overview, isNamed: boolean): Omit<Hint, 'offset'> {
  const over = samples === 1 ? 'one sample' : `the ${reduction} over ${samples} samples`;
  return {
    kind: 'loss',
    label: `${isNamed ? '' : `${loss.title}, `}L = ${shortNumber(loss.value)}`,
    tooltip: `${loss.title}, ${over}: ${loss.value}`,
  };
}
