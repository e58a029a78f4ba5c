/** Which matrices the side view shows of a layer. */
import * as l10n from '@vscode/l10n';
import { deltaText, gradientText } from '../../src/inspector/naming';
import type { Latex, LayerView, MatrixRef, Overview, ParameterView } from '../../src/inspector/views';
import type { ShownQuantity } from './choices';

/** How numbers become colours: with their sign in the ramp, their magnitude alone in grey, or as their signs ask for it. */
export type Tone = 'signed' | 'magnitude' | 'bySign';

export interface ShownMatrix {
  /** Its own in the layer: `delta`, or the name of the parameter. */
  readonly id: string;
  readonly matrix: MatrixRef;
  readonly latex: Latex;
  /** For titles and ears: "∂L/∂W". */
  readonly name: string;
  /** Of the matrix. */
  readonly rows: number;
  readonly columns: number;
  readonly tone: Tone;
  /** Shown as one row, the root mean square of each column, instead of number by number. */
  readonly rms: boolean;
  /** One number a unit. */
  readonly vector: boolean;
}

/** In the order in which they are shown; none where the layer has nothing of this quantity. */
export function shownMatrices(
  overview: Overview,
  layer: LayerView,
  quantity: ShownQuantity,
): readonly ShownMatrix[] {
  const ofParameters = (shown: (parameter: ParameterView) => ShownMatrix): readonly ShownMatrix[] =>
    layer.parameters.map(shown);
  switch (quantity) {
    case 'gradient':
      return [
        deltaStrip(overview, layer, 'signed'),
        ...ofParameters((parameter) => gradient(overview, layer, parameter, 'signed')),
      ];
    case 'magnitude':
      return [
        deltaStrip(overview, layer, 'magnitude'),
        ...ofParameters((parameter) => gradient(overview, layer, parameter, 'magnitude')),
      ];
    case 'weight':
      return ofParameters((parameter) => ({
        ...ofParameter(layer, parameter, 'parameter'),
        latex: parameter.symbol,
        name: parameter.letter,
        tone: 'signed',
      }));
    case 'relative':
      return ofParameters((parameter) => ({
        ...ofParameter(layer, parameter, 'relativeGradient'),
        latex: `g / ${parameter.symbol}`,
        name: `${gradientText(overview.notation, parameter.letter)} ÷ ${parameter.letter}`,
        tone: 'signed',
      }));
    case 'delta':
      return [
        {
          ...ofUnits(overview, layer, 'delta'),
          latex: layer.symbols.delta,
          name: deltaText(overview.notation),
          tone: 'signed',
        },
      ];
    case 'activation':
      return [
        {
          ...ofUnits(overview, layer, 'activation'),
          latex: layer.symbols.a,
          name: l10n.t('activation'),
          tone: 'bySign',
        },
      ];
  }
}

function deltaStrip(overview: Overview, layer: LayerView, tone: Tone): ShownMatrix {
  const delta = {
    ...ofUnits(overview, layer, 'delta'),
    latex: layer.symbols.delta,
    name: deltaText(overview.notation),
  };
  return overview.samples === 1 ? { ...delta, tone } : { ...delta, tone: 'magnitude', rms: true };
}

function gradient(
  { notation }: Overview,
  layer: LayerView,
  parameter: ParameterView,
  tone: Tone,
): ShownMatrix {
  const { gradientSymbol } = parameter;
  const name = gradientText(notation, parameter.letter);
  return {
    ...ofParameter(layer, parameter, 'parameterGradient'),
    latex: tone === 'signed' ? gradientSymbol : `\\lvert ${gradientSymbol} \\rvert`,
    name: tone === 'signed' ? name : `|${name}|`,
    tone,
  };
}

function ofParameter(
  layer: LayerView,
  { name, rows, columns, vector }: ParameterView,
  quantity: 'parameter' | 'parameterGradient' | 'relativeGradient',
): Omit<ShownMatrix, 'latex' | 'name' | 'tone'> {
  const matrix = { quantity, layer: layer.index, parameter: name };
  return { id: name, matrix, rows, columns, vector, rms: false };
}

/** One row a sample, one column a unit. */
function ofUnits(
  overview: Overview,
  layer: LayerView,
  quantity: 'delta' | 'activation',
): Omit<ShownMatrix, 'latex' | 'name' | 'tone'> {
  return {
    id: quantity,
    matrix: { quantity, layer: layer.index },
    rows: overview.samples,
    columns: layer.units,
    vector: false,
    rms: false,
  };
}
