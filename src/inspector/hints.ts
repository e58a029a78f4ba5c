/** What is written beside the layers and the loss of a model's text: shapes, and of a run how large gradients are, and the loss. */
import * as l10n from '@vscode/l10n';
import type { Network } from '../engine/network';
import { endOfFirstLine } from '../model/lines';
import type { JsonPath } from '../model/modelIssue';
import { findPlaces } from '../model/places';
import { deltaText, largestGradientName } from './naming';
import { networkLayerView, type NetworkLayerView } from './networkViews';
import { shortNumber } from './numberText';
import type { LayerView, Notation, Overview, ParameterView } from './views';

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
 * A layer's stand at the end of the line on which it begins, a gradient's at that of its parameter, the loss behind its name,
 * or behind the model where the text does not name it. Each is short: editors cut a line's hints off behind some 40 letters.
 * @param overview of the whole batch.
 */
export function hintsOf(overview: Overview, text: string): readonly Hint[] {
  const { layers, loss } = overview;
  const hints = placeHints(text, [
    ...layers.flatMap((layer) => [
      [
        ['layers', layer.index],
        [shapeHint(layer), deltaHint(overview.notation, layer)],
      ] as const,
      ...layer.parameters.map(
        (parameter) =>
          [
            ['layers', layer.index, parameter.name],
            [gradientHint(overview.notation, layer, parameter)],
          ] as const,
      ),
    ]),
    [['loss'], [lossHint(overview, '')]],
  ]);
  if (hints.some(({ kind }) => kind === 'loss')) return hints;
  const [model] = findPlaces(text, [[]]);
  if (model === undefined) return hints;
  return [...hints, { ...lossHint(overview, `${loss.title}, `), offset: model.value.end }];
}

/** Those that need no numbers of a run, in the network's own text. */
export function shapeHintsOf(network: Network, text: string): readonly Hint[] {
  const shapes = network.layers.map(
    (layer) => [['layers', layer.index], [shapeHint(networkLayerView(network, layer, {}))]] as const,
  );
  return placeHints(text, shapes);
}

type Unplaced = Omit<Hint, 'offset'>;

/** Each at the end of the first line of its value. */
function placeHints(
  text: string,
  placed: readonly (readonly [JsonPath, readonly Unplaced[]])[],
): readonly Hint[] {
  const places = findPlaces(
    text,
    placed.map(([path]) => path),
  );
  return placed.flatMap(([, unplaced], i) => {
    const place = places[i];
    if (place === undefined) return [];
    const offset = endOfFirstLine(text, place.value);
    return unplaced.map((hint): Hint => ({ ...hint, offset }));
  });
}

function shapeHint({ inputWidth, units, parameters }: NetworkLayerView): Unplaced {
  const count = parameters.reduce((sum, { rows, columns }) => sum + rows * columns, 0);
  return {
    kind: 'shape',
    label: `${inputWidth} → ${units}, ${parametersText(count)}`,
    tooltip: [
      l10n.t('{0} numbers in, {1} out.', inputWidth, units),
      ...parameters.map(({ name, rows, columns }) => `${name}: ${rows} × ${columns}`),
    ].join('\n'),
  };
}

function deltaHint(notation: Notation, { deltaNorm }: LayerView): Unplaced {
  const delta = `‖${deltaText(notation)}‖`;
  return {
    kind: 'gradients',
    label: `${delta} ${shortNumber(deltaNorm)}`,
    tooltip: l10n.t('{0} = {1}, over the whole batch', delta, deltaNorm),
  };
}

function parametersText(count: number): string {
  if (count === 0) return l10n.t('no parameters');
  return count === 1 ? l10n.t('1 parameter') : l10n.t('{0} parameters', count);
}

function gradientHint(notation: Notation, { maxGradients }: LayerView, parameter: ParameterView): Unplaced {
  const name = largestGradientName(notation, parameter);
  const value = maxGradients[parameter.name]!;
  return {
    kind: 'gradients',
    label: `${name} ${shortNumber(value)}`,
    tooltip: l10n.t('{0} = {1}, the largest magnitude', name, value),
  };
}

/** @param title what the text itself does not say. */
function lossHint({ loss, samples, reduction }: Overview, title: string): Unplaced {
  return {
    kind: 'loss',
    label: `${title}L = ${shortNumber(loss.value)}`,
    tooltip: `${loss.title}, ${overText(samples, reduction)}: ${loss.value}`,
  };
}

function overText(samples: number, reduction: Overview['reduction']): string {
  if (samples === 1) return l10n.t('one sample');
  return reduction === 'mean'
    ? l10n.t('the mean over {0} samples', samples)
    : l10n.t('the sum over {0} samples', samples);
}
