/** From what a language model asks for to a number of the run. Errors say what to ask for instead. */
import type { CellRef, LayerView, Overview } from '../../inspector/views';
import type { NumberInput } from './inputs';

/** What was asked for is not there; the message says what is. */
export class ToolInputError extends Error {
  override readonly name = 'ToolInputError';
}

/** @throws ToolInputError */
export function cellOf(overview: Overview, input: NumberInput): CellRef {
  const sample = sampleOf(overview, input);
  if (input.quantity === 'loss') {
    return sample === undefined
      ? { quantity: 'loss', row: 0, column: 0 }
      : { quantity: 'sampleLoss', row: sample, column: 0 };
  }
  const layer = layerOf(overview, input.layer);
  const column = unitOf(layer, input.unit);
  switch (input.quantity) {
    case 'weightGradient':
      return gradientOf(layer, 'weights', inputOf(layer, input.input), column, sample);
    case 'biasGradient':
      return gradientOf(layer, 'biases', 0, column, sample);
    case 'delta':
    case 'upstreamGradient':
    case 'activationDerivative':
    case 'activation':
    case 'preActivation':
      return { quantity: input.quantity, layer: layer.index, row: rowOf(overview, sample), column };
  }
}

function sampleOf({ samples }: Overview, { sample }: NumberInput): number | undefined {
  if (sample === undefined) return undefined;
  if (sample > samples) {
    throw new ToolInputError(`There is no sample ${sample}: give "sample" from 1 to ${samples}.`);
  }
  return sample - 1;
}

function rowOf({ samples }: Overview, sample: number | undefined): number {
  if (sample === undefined && samples > 1) {
    throw new ToolInputError(
      `This number is another in each of the ${samples} samples: give "sample" from 1 to ${samples}.`,
    );
  }
  return sample ?? 0;
}

function layerOf({ layers }: Overview, wanted: string | number | undefined): LayerView {
  const found = layers.find(({ name, index }) => name === wanted || String(index + 1) === String(wanted));
  if (found !== undefined) return found;
  const names = layers.map(({ name, index }) => `${index + 1} ${JSON.stringify(name)}`).join(', ');
  const what = wanted === undefined ? 'No layer is given' : `There is no layer ${JSON.stringify(wanted)}`;
  throw new ToolInputError(`${what}: give "layer" as one of ${names}, by number or by name.`);
}

function unitOf({ name, units }: LayerView, unit: number | undefined): number {
  if (unit !== undefined && unit <= units) return unit - 1;
  const what = unit === undefined ? 'No unit is given' : `Layer ${JSON.stringify(name)} has no unit ${unit}`;
  throw new ToolInputError(`${what}: give "unit" from 1 to ${units}.`);
}

function inputOf({ name, inputWidth }: LayerView, input: number | undefined): number {
  if (input !== undefined && input <= inputWidth) return input - 1;
  const what =
    input === undefined
      ? 'A weight comes from a unit'
      : `Layer ${JSON.stringify(name)} does not read a unit ${input}`;
  throw new ToolInputError(`${what}: give "input" from 1 to ${inputWidth}.`);
}

function gradientOf(
  { index, name, parameters }: LayerView,
  parameter: string,
  row: number,
  column: number,
  sample: number | undefined,
): CellRef {
  if (!parameters.some((own) => own.name === parameter)) {
    const own = parameters.length === 0 ? 'none' : parameters.map((each) => each.name).join(', ');
    throw new ToolInputError(`Layer ${JSON.stringify(name)} has no ${parameter}; its parameters: ${own}.`);
  }
  const cell = { quantity: 'parameterGradient', layer: index, parameter, row, column } as const;
  return sample === undefined ? cell : { ...cell, sample };
}
