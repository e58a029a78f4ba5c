/** Which rows a layer's grid has, from top to bottom, and which numbers each of them shows. */
import * as l10n from '@vscode/l10n';
import type {
  CellRef,
  LayerView,
  MatrixRef,
  Overview,
  ParameterView,
  RowView,
} from '../../src/inspector/views';
import { gradientMatrix, inputMatrix, shownSample } from './shownNumbers';
import { shortLabel, STEP_NAMES } from './stepLabel';

/** One row of a grid. */
export type PlanRow =
  { readonly kind: 'units' } | { readonly kind: 'rule' } | { readonly kind: 'gap' } | ValueRow;

export interface ValueRow {
  readonly kind: 'values';
  readonly id: string;
  readonly label: RowLabel;
  readonly header: RowHeader | undefined;
  readonly content: RowContent;
  /** The parameter's own numbers, in the same row and the same order of units. */
  readonly beside: readonly CellRef[] | undefined;
  /** The margin formula that this row is the first of: `delta`, or the name of a parameter. */
  readonly note: string | undefined;
}

export interface RowLabel {
  /** `×`, `−`, `=`: how the row joins what stands above. */
  readonly operator: string;
  readonly latex: string;
  /** What a screen reader calls the row. */
  readonly name: string;
  readonly strong: boolean;
}

export type RowHeader =
  /** A factor: the number itself, with a proof of its own. */
  | { readonly kind: 'cell'; readonly cell: CellRef; readonly signed: boolean }
  /** A bias's input. */
  | { readonly kind: 'one' }
  /** Root mean square over the samples of what the layer reads at this unit. */
  | { readonly kind: 'rms'; readonly matrix: MatrixRef; readonly column: number }
  | { readonly kind: 'sample'; readonly sample: number };

export type RowContent =
  | {
      readonly kind: 'cells';
      readonly cells: readonly CellRef[];
      /** Gradients are coloured by sign and size; everything else is plain. */
      readonly tone: 'gradient' | 'plain';
      readonly signed: boolean;
    }
  | { readonly kind: 'constant'; readonly value: number }
  /** Root mean square of each column over the samples. */
  | { readonly kind: 'rms'; readonly matrix: MatrixRef };

export interface PlanOptions {
  /** Rows of z and a. */
  readonly values: boolean;
  /** Rows of the targets, of the output, where δ is not made of them. */
  readonly targets: boolean;
  /** The rows that δ is made of. */
  readonly steps: boolean;
  /** Rows of the parameters' gradients; a heatmap shows them where they are too many. */
  readonly gradients: boolean;
  /** Parameters whose own numbers are shown. */
  readonly parameters: readonly string[];
  /** Whether those stand beside their gradients, or below them. */
  readonly beside: boolean;
}

/** δ of a batch is shown number by number up to so many samples, then as a summary of each column. */
export const MOST_SAMPLE_ROWS = 24;

export function planGrid(overview: Overview, layer: LayerView, options: PlanOptions): readonly PlanRow[] {
  const samples = shownSamples(overview);
  const rows: PlanRow[] = [{ kind: 'units' }];
  if (options.values) {
    rows.push(
      ...block(
        layer,
        samples,
        'preActivation',
        { operator: '', latex: layer.symbols.z, name: 'z', strong: false },
        true,
      ),
    );
    rows.push(
      ...block(
        layer,
        samples,
        'activation',
        { operator: '', latex: layer.symbols.a, name: l10n.t('activation'), strong: false },
        false,
      ),
    );
  }
  if (options.targets && isOutput(layer) && !layer.rows.some(({ quantity }) => quantity === 'target')) {
    const label = { operator: '', latex: 'y', name: l10n.t('target'), strong: false };
    rows.push(...block(layer, samples, 'target', label, false));
  }
  if (options.steps && samples !== undefined && layer.rows.length > 0) {
    for (const row of layer.rows) rows.push(...stepRows(layer, samples, row));
    rows.push({ kind: 'rule' });
  }
  rows.push(...deltaRows(layer, samples));
  if (options.gradients && layer.parameters.length > 0) {
    rows.push({ kind: 'gap' });
    for (const parameter of layer.parameters) {
      rows.push(...gradientRows(overview, layer, parameter, options));
    }
  }
  if (!options.beside) {
    for (const parameter of layer.parameters) {
      if (options.parameters.includes(parameter.name))
        rows.push({ kind: 'gap' }, ...parameterRows(layer, parameter));
    }
  }
  return rows;
}

/** Indices of the samples shown number by number; undefined where there are too many. */
function shownSamples(overview: Overview): readonly number[] | undefined {
  const sample = shownSample(overview);
  if (sample !== undefined) return [sample];
  return overview.samples > MOST_SAMPLE_ROWS
    ? undefined
    : Array.from({ length: overview.samples }, (_, k) => k);
}

function isOutput({ readers }: LayerView): boolean {
  return readers.length === 0;
}

function units(layer: LayerView): readonly number[] {
  return Array.from({ length: layer.units }, (_, j) => j);
}

/** One row a sample of a matrix that has one column a unit. */
function block(
  layer: LayerView,
  samples: readonly number[] | undefined,
  quantity: Exclude<RowView['quantity'], 'scale'> | 'preActivation' | 'delta',
  label: RowLabel,
  signed: boolean,
  tone: 'gradient' | 'plain' = 'plain',
  note?: string,
): readonly ValueRow[] {
  const matrix: MatrixRef = quantity === 'target' ? { quantity } : { quantity, layer: layer.index };
  if (samples === undefined) {
    return [
      {
        kind: 'values',
        id: `${quantity}:rms`,
        label: { ...label, operator: label.operator === '=' ? '= rms' : 'rms' },
        header: undefined,
        content: { kind: 'rms', matrix },
        beside: undefined,
        note,
      },
    ];
  }
  return samples.map((sample, i): ValueRow => ({
    kind: 'values',
    id: `${quantity}:${sample}`,
    label: i === 0 ? label : { ...label, operator: '', latex: '' },
    header: samples.length === 1 ? undefined : { kind: 'sample', sample },
    content: {
      kind: 'cells',
      cells: units(layer).map((column) => ({ ...matrix, row: sample, column })),
      tone,
      signed,
    },
    beside: undefined,
    note: i === 0 ? note : undefined,
  }));
}

function stepRows(layer: LayerView, samples: readonly number[], row: RowView): readonly ValueRow[] {
  const label = {
    operator: row.operator,
    latex: shortLabel(layer, row, samples.length > 1),
    name: STEP_NAMES[row.quantity],
    strong: false,
  };
  if (row.quantity !== 'scale') {
    const signed = row.quantity === 'upstreamGradient';
    return block(layer, samples, row.quantity, label, signed);
  }
  return [
    {
      kind: 'values',
      id: 'scale',
      label,
      header: undefined,
      content: { kind: 'constant', value: row.value ?? 1 },
      beside: undefined,
      note: undefined,
    },
  ];
}

function deltaRows(layer: LayerView, samples: readonly number[] | undefined): readonly ValueRow[] {
  const label = { operator: '=', latex: layer.symbols.delta, name: l10n.t('delta'), strong: true };
  return block(layer, samples, 'delta', label, true, 'gradient', 'delta');
}

function gradientRows(
  overview: Overview,
  layer: LayerView,
  parameter: ParameterView,
  options: PlanOptions,
): readonly ValueRow[] {
  const beside = options.beside && options.parameters.includes(parameter.name);
  return Array.from({ length: parameter.rows }, (_, row): ValueRow => {
    const gradient = gradientMatrix(overview, layer, parameter.name);
    return {
      kind: 'values',
      id: `${parameter.name}:${row}`,
      label: {
        operator: '',
        latex: parameter.vector ? baseOf(parameter.symbol) : inputSymbol(overview, layer, row),
        name: parameter.vector ? l10n.t('bias') : l10n.t('from input {0}', row + 1),
        strong: false,
      },
      header: parameter.vector ? { kind: 'one' } : inputHeader(overview, layer, row),
      content: {
        kind: 'cells',
        cells: units(layer).map((column) => ({ ...gradient, row, column })),
        tone: 'gradient',
        signed: true,
      },
      beside: beside ? parameterCells(layer, parameter, row) : undefined,
      note: row === 0 ? parameter.name : undefined,
    };
  });
}

function parameterRows(layer: LayerView, parameter: ParameterView): readonly ValueRow[] {
  return Array.from({ length: parameter.rows }, (_, row): ValueRow => ({
    kind: 'values',
    id: `own ${parameter.name}:${row}`,
    label: {
      operator: '',
      latex: row === 0 ? parameter.symbol : '',
      name: parameter.name,
      strong: false,
    },
    header: undefined,
    content: { kind: 'cells', cells: parameterCells(layer, parameter, row), tone: 'plain', signed: true },
    beside: undefined,
    note: undefined,
  }));
}

function parameterCells(layer: LayerView, parameter: ParameterView, row: number): readonly CellRef[] {
  return units(layer).map((column) => ({
    quantity: 'parameter',
    layer: layer.index,
    parameter: parameter.name,
    row,
    column,
  }));
}

function inputHeader(overview: Overview, layer: LayerView, index: number): RowHeader {
  const matrix = inputMatrix(layer);
  const sample = shownSample(overview);
  return sample === undefined
    ? { kind: 'rms', matrix, column: index }
    : { kind: 'cell', cell: { ...matrix, row: sample, column: index }, signed: layer.source === undefined };
}

/** `a_{2}^{1}`, counted from 1. */
function inputSymbol({ notation }: Overview, { source }: LayerView, index: number): string {
  const number = source === undefined ? 0 : source + 1;
  return `a_{${index + 1}}^{${notation.symbols === 'd' ? `[${number}]` : number}}`;
}

/** `b^{1}` → `b`. */
function baseOf(symbol: string): string {
  return symbol.replace(/\^\{[^}]*\}$/, '');
}
