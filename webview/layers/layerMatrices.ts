/** The matrices of a large layer that its heatmap offers, with the vectors around them. */
import type { CellRef, LayerView, MatrixRef, Overview, ParameterView } from '../../src/inspector/views';
import { cellNames } from '../cells/cellNames';
import type { MatrixSource } from '../data/matrixSource';
import { type HeatMatrix, statisticsOf, type Strip, type Strips } from '../heatmap/heatMatrix';
import { gradientMatrix, inputMatrix, shownSample } from './gridPlan';

export interface MatrixChoice {
  readonly id: string;
  readonly latex: string;
  /** What a screen reader calls it. */
  readonly label: string;
  readonly rows: number;
  readonly columns: number;
}

/** @param withVectors whether also what has one row a sample is offered: the layer shows no digits of it. */
export function choicesOf(
  overview: Overview,
  layer: LayerView,
  withVectors: boolean,
): readonly MatrixChoice[] {
  const weights = weightsOf(layer);
  const matrices =
    weights === undefined
      ? []
      : [
          {
            id: 'gradient',
            latex: weights.gradientSymbol,
            label: `gradient of ${weights.name}`,
            rows: weights.rows,
            columns: weights.columns,
          },
          {
            id: 'weights',
            latex: weights.symbol,
            label: weights.name,
            rows: weights.rows,
            columns: weights.columns,
          },
        ];
  if (!withVectors) return matrices;
  const { delta, z, a } = layer.symbols;
  const size = { rows: shownSample(overview) === undefined ? overview.samples : 1, columns: layer.units };
  return [
    ...matrices,
    { id: 'delta', latex: delta, label: 'delta', ...size },
    { id: 'preActivation', latex: z, label: 'z', ...size },
    { id: 'activation', latex: a, label: 'activations', ...size },
  ];
}

/** Loads what a heatmap needs to begin: statistics and the vectors around it, never the matrix itself. */
export async function loadMatrix(
  source: MatrixSource,
  overview: Overview,
  layer: LayerView,
  choice: MatrixChoice,
): Promise<HeatMatrix> {
  const { id, rows, columns } = choice;
  const sample = shownSample(overview);
  const common = { id, rows, columns, names: cellNames(overview), dead: new Set(layer.deadUnits) };
  const weights = weightsOf(layer);
  if (id === 'gradient' && weights !== undefined) {
    const matrix = gradientMatrix(overview, layer, weights.name);
    const [statistics, strips] = await Promise.all([
      source.statistics(matrix),
      loadStrips(source, overview, layer),
    ]);
    return { ...common, matrix, firstRow: 0, statistics, strips };
  }
  if (id === 'weights' && weights !== undefined) {
    const matrix: MatrixRef = { quantity: 'parameter', layer: layer.index, parameter: weights.name };
    return {
      ...common,
      dead: new Set(),
      matrix,
      firstRow: 0,
      statistics: await source.statistics(matrix),
      strips: {},
    };
  }
  const quantity = id === 'delta' || id === 'activation' ? id : 'preActivation';
  const matrix: MatrixRef = { quantity, layer: layer.index };
  const statistics =
    sample === undefined
      ? await source.statistics(matrix)
      : statisticsOf((await source.tile(rowOf(matrix, sample, columns))).values, 1, columns);
  return { ...common, matrix, firstRow: sample ?? 0, statistics, strips: {} };
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
    vector(delta, layer.units, 'δ', true),
    biases === undefined ? undefined : biasStrip(source, overview, layer, biases),
  ]);
  return { left, top, ...(bottom === undefined ? {} : { bottom }) };
}

async function biasStrip(
  source: MatrixSource,
  overview: Overview,
  layer: LayerView,
  { name, columns }: ParameterView,
): Promise<Strip> {
  const matrix = gradientMatrix(overview, layer, name);
  const { values } = await source.tile(rowOf(matrix, 0, columns));
  return { title: '∂L/∂b', values, signed: true, cell: (column) => ({ ...matrix, row: 0, column }) };
}

function rowOf(matrix: MatrixRef, row: number, columns: number) {
  return { matrix, rowStart: row, rowEnd: row + 1, columnStart: 0, columnEnd: columns };
}

function weightsOf(layer: LayerView): ParameterView | undefined {
  return layer.parameters.find(({ vector }) => !vector);
}
