/** The matrices of a large layer that its heatmap offers, with the vectors around them. */
import * as l10n from '@vscode/l10n';
import { deltaText, gradientText } from '../../src/inspector/naming';
import type { CellRef, LayerView, MatrixRef, Overview, ParameterView } from '../../src/inspector/views';
import { matrixKey } from '../cells/cellKey';
import { cellNames } from '../cells/cellNames';
import type { MatrixSource } from '../data/matrixSource';
import type { HeatArea, HeatMatrix, Strip, Strips } from '../heatmap/heatMatrix';
import { gradientMatrix, inputMatrix, shownSample } from './shownNumbers';
import { shortLabel, STEP_NAMES } from './stepLabel';

/** A matrix, or the one row of it that belongs to the sample on screen. */
interface MatrixWindow {
  readonly matrix: MatrixRef;
  readonly rows: number;
  readonly columns: number;
  /** The sample whose row alone is shown; undefined: the whole matrix. */
  readonly ofSample: number | undefined;
}

export interface MatrixChoice extends MatrixWindow {
  readonly id: string;
  readonly latex: string;
  /** What a screen reader calls it. */
  readonly label: string;
}

/** @param withVectors whether also what has one row, or one a sample, is offered: the layer shows no digits of it. */
export function choicesOf(
  overview: Overview,
  layer: LayerView,
  withVectors: boolean,
): readonly MatrixChoice[] {
  const parameters = layer.parameters
    .filter(({ vector }) => !vector)
    .flatMap((parameter, i) => parameterChoices(overview, layer, parameter, i === 0));
  return withVectors ? [...parameters, ...vectorChoices(overview, layer)] : parameters;
}

/** The choice that shows a number, in the matrix itself or beside it; undefined where none does. */
export function choiceWith(
  overview: Overview,
  layer: LayerView,
  withVectors: boolean,
  cell: CellRef,
): MatrixChoice | undefined {
  const choices = choicesOf(overview, layer, withVectors);
  const gradient = choices.find((choice) => isGradient(choice, weightsOf(layer)));
  const isBeside = stripWindows(overview, layer).some((window) => isIn(window, cell));
  return choices.find((choice) => isIn(choice, cell)) ?? (isBeside ? gradient : undefined);
}

/** A parameter's gradient, the parameter, and their quotient. */
function parameterChoices(
  overview: Overview,
  layer: LayerView,
  { name, symbol, gradientSymbol, rows, columns }: ParameterView,
  isFirst: boolean,
): readonly MatrixChoice[] {
  const size = { rows, columns, ofSample: undefined };
  const id = (kind: string): string => (isFirst ? kind : `${kind} of ${name}`);
  return [
    {
      ...{ id: id('gradient'), latex: gradientSymbol, label: l10n.t('gradient of {0}', name) },
      ...{ matrix: gradientMatrix(overview, layer, name), ...size },
    },
    { id: name, latex: symbol, label: name, matrix: parameterMatrix(layer, name), ...size },
    {
      ...{ id: id('relative'), latex: `${gradientSymbol} \\div ${symbol}` },
      label: l10n.t('relative gradient of {0}', name),
      ...{ matrix: gradientMatrix(overview, layer, name, 'relativeGradient'), ...size },
    },
  ];
}

function vectorChoices(overview: Overview, layer: LayerView): readonly MatrixChoice[] {
  const { units: columns, index, symbols } = layer;
  const ofSample = shownSample(overview);
  const rows = ofSample === undefined ? overview.samples : 1;
  const ofUnits = (quantity: MatrixRef['quantity'], latex: string, label: string): MatrixChoice => ({
    ...{ id: quantity, latex, label, rows, columns, ofSample },
    matrix: quantity === 'target' ? { quantity } : { quantity, layer: index },
  });
  const vectors = layer.parameters
    .filter(({ vector }) => vector)
    .map((parameter): MatrixChoice => ({
      ...{ id: parameter.name, latex: parameter.symbol, label: parameter.name },
      ...{ matrix: parameterMatrix(layer, parameter.name), rows: 1 },
      ...{ columns: parameter.columns, ofSample: undefined },
    }));
  const steps = layer.rows.flatMap((row) =>
    row.quantity === 'scale' || row.quantity === 'activation'
      ? []
      : [ofUnits(row.quantity, shortLabel(layer, row, true), STEP_NAMES[row.quantity])],
  );
  return [
    ...vectors,
    ofUnits('delta', symbols.delta, l10n.t('delta')),
    ofUnits('preActivation', symbols.z, 'z'),
    ofUnits('activation', symbols.a, l10n.t('activations')),
    ...steps,
  ];
}

/** Loads what a heatmap needs to begin: statistics and the vectors around it, never the matrix itself. */
export async function loadMatrix(
  source: MatrixSource,
  overview: Overview,
  layer: LayerView,
  choice: MatrixChoice,
): Promise<HeatMatrix> {
  const { id, matrix, ofSample } = choice;
  const [statistics, strips] = await Promise.all([
    source.statistics(matrix, ofSample),
    isGradient(choice, weightsOf(layer)) ? loadStrips(source, overview, layer) : {},
  ]);
  return {
    ...{ id, ...areaOf(choice), statistics, strips },
    names: cellNames(overview),
    dead: new Set(matrix.quantity === 'parameter' ? [] : layer.deadUnits),
  };
}

/** The part of its matrix that a heatmap shows. */
export function areaOf({ matrix, rows, columns, ofSample }: MatrixWindow): HeatArea {
  return { matrix, rows, columns, firstRow: ofSample ?? 0 };
}

/** What stands beside the gradient of the weights and has proofs. */
function stripWindows(overview: Overview, layer: LayerView): readonly MatrixWindow[] {
  const sample = shownSample(overview);
  const biases = layer.parameters.find(({ vector }) => vector);
  const ofSample = (matrix: MatrixRef, columns: number): readonly MatrixWindow[] =>
    sample === undefined ? [] : [{ matrix, rows: 1, columns, ofSample: sample }];
  return [
    ...ofSample(inputMatrix(layer), layer.inputWidth),
    ...ofSample({ quantity: 'delta', layer: layer.index }, layer.units),
    ...(biases === undefined
      ? []
      : [{ ...biases, matrix: gradientMatrix(overview, layer, biases.name), ofSample: undefined }]),
  ];
}

function isIn({ matrix, rows, columns, ofSample = 0 }: MatrixWindow, cell: CellRef): boolean {
  const row = cell.row - ofSample;
  return matrixKey(matrix) === matrixKey(cell) && row >= 0 && row < rows && cell.column < columns;
}

/** Row header × column header = cell: what the layer reads, δ, and ∂L/∂b as the row of input 1. */
async function loadStrips(source: MatrixSource, overview: Overview, layer: LayerView): Promise<Strips> {
  const sample = shownSample(overview);
  const delta: MatrixRef = { quantity: 'delta', layer: layer.index };
  const input = inputMatrix(layer);
  const biases = layer.parameters.find(({ vector }) => vector);
  const vector = async (
    matrix: MatrixRef,
    columns: number,
    name: string,
    signed: boolean,
  ): Promise<Strip> => {
    if (sample === undefined) {
      const { columnNorms, rows } = await source.statistics(matrix);
      return {
        title: `rms ${name}`,
        values: columnNorms.map((norm) => norm / Math.sqrt(rows)),
        signed: false,
      };
    }
    const { values } = await source.tile(rowOf(matrix, sample, columns));
    const cell = (column: number): CellRef => ({ ...matrix, row: sample, column });
    return { title: name, values, signed, cell };
  };
  const [left, top, bottom] = await Promise.all([
    vector(input, layer.inputWidth, 'a', layer.source === undefined),
    vector(delta, layer.units, deltaText(overview.notation), true),
    biases === undefined ? undefined : biasStrip(source, overview, layer, biases),
  ]);
  return { left, top, ...(bottom === undefined ? {} : { bottom }) };
}

async function biasStrip(
  source: MatrixSource,
  overview: Overview,
  layer: LayerView,
  { name, letter, columns }: ParameterView,
): Promise<Strip> {
  const matrix = gradientMatrix(overview, layer, name);
  const { values } = await source.tile(rowOf(matrix, 0, columns));
  const title = gradientText(overview.notation, letter);
  return { title, values, signed: true, cell: (column) => ({ ...matrix, row: 0, column }) };
}

function rowOf(matrix: MatrixRef, row: number, columns: number) {
  return { matrix, rowStart: row, rowEnd: row + 1, columnStart: 0, columnEnd: columns };
}

function parameterMatrix({ index }: LayerView, parameter: string): MatrixRef {
  return { quantity: 'parameter', layer: index, parameter };
}

/** Whether it is the gradient of the weights, around which its factors stand. */
function isGradient({ matrix }: MatrixWindow, weights: ParameterView | undefined): boolean {
  return matrix.quantity === 'parameterGradient' && matrix.parameter === weights?.name;
}

function weightsOf(layer: LayerView): ParameterView | undefined {
  return layer.parameters.find(({ vector }) => !vector);
}
