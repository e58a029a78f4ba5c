/** A whole run as text: one JSON object with every digit, or a table to read. */
import * as l10n from '@vscode/l10n';
import { matrixOf } from '../engine/cells';
import type { Run } from '../engine/run';
import { at, columnsOf, rowsOf, type Tensor } from '../engine/tensor';
import type { NetworkLayer } from '../engine/network';
import { jsonNumber, jsonNumbers } from './jsonNumbers';
import { deltaText, gradientText } from './naming';
import { layerMark } from './numberText';
import { inOneLine } from './oneLine';
import { isTurned } from './orientation';

/** The short names under which the best-known parameters' gradients stand. */
const SHORT_NAMES: Readonly<Record<string, string>> = { weights: 'dW', biases: 'db' };

/**
 * The run as the text of one JSON object: loss, each sample's own loss, and per layer z, a, delta, dW, db (other parameters
 * under `gradients`), layers in the model's order. In pieces, because a large network's text is longer than a string can
 * be.
 * @param sample only this sample (from 0): its own loss, its rows, its own part of the gradients.
 */
export function* reportJsonText(run: Run, sample: number | undefined): Generator<string> {
  const { network, forward } = run;
  const loss = sample === undefined ? forward.loss : at(forward.sampleLosses, sample, 0);
  const sampleLosses = rows(forward.sampleLosses, sample).map((row) => forward.sampleLosses.data[row]!);
  yield `{"loss":${jsonNumber(loss)},"sampleLosses":${jsonNumbers(sampleLosses)},"layers":[`;
  for (const layer of network.layers) {
    if (layer.index > 0) yield ',';
    yield* layerText(run, layer, sample);
  }
  yield ']}\n';
}

function* layerText(run: Run, layer: NetworkLayer, sample: number | undefined): Generator<string> {
  yield `{"name":${JSON.stringify(layer.name)},"type":${JSON.stringify(layer.type)}`;
  const quantities = { z: 'preActivation', a: 'activation', delta: 'delta' } as const;
  for (const [key, quantity] of Object.entries(quantities)) {
    yield `,"${key}":`;
    yield* matrixText(matrixOf(run, { quantity, layer: layer.index })!, sample);
  }
  const others: [string, Tensor, boolean][] = [];
  for (const [name, declared] of Object.entries(layer.rule.parameters)) {
    const gradient = gradientOf(run, layer, name, sample);
    if (gradient === undefined) continue;
    const vector = declared.axes.length === 1;
    const short = SHORT_NAMES[name];
    if (short === undefined) {
      others.push([name, gradient, vector]);
      continue;
    }
    yield `,"${short}":`;
    yield* vector ? [rowText(gradient, 0)] : matrixText(gradient, undefined);
  }
  for (const [i, [name, gradient, vector]] of others.entries()) {
    yield `${i === 0 ? ',"gradients":{' : ','}${JSON.stringify(name)}:`;
    yield* vector ? [rowText(gradient, 0)] : matrixText(gradient, undefined);
  }
  yield others.length === 0 ? '}' : '}}';
}

function gradientOf(
  run: Run,
  layer: NetworkLayer,
  parameter: string,
  sample: number | undefined,
): Tensor | undefined {
  const ref = { quantity: 'parameterGradient', layer: layer.index, parameter } as const;
  return matrixOf(run, sample === undefined ? ref : { ...ref, sample });
}

/** The rows to print: all, or one. */
function rows(matrix: Tensor, only: number | undefined): readonly number[] {
  return only === undefined ? Array.from({ length: rowsOf(matrix) }, (_, i) => i) : [only];
}

function* matrixText(matrix: Tensor, only: number | undefined): Generator<string> {
  for (const [i, row] of rows(matrix, only).entries()) yield `${i === 0 ? '[' : ','}${rowText(matrix, row)}`;
  yield ']';
}

function rowText(matrix: Tensor, row: number): string {
  const n = columnsOf(matrix);
  return jsonNumbers(matrix.data.subarray(row * n, (row + 1) * n));
}

/** Columns of a table beyond this are counted instead of printed. */
const TABLE_COLUMNS = 8;
const TABLE_ROWS = 12;

/** The run as a table to read in the network's notation, output layer first, as the backward pass goes. */
export function reportTable(run: Run, sample: number | undefined): string {
  const { network, forward } = run;
  const { notation } = network;
  const what = sample === undefined ? samplesText(network.samples) : l10n.t('sample {0}', sample + 1);
  const loss = sample === undefined ? forward.loss : at(forward.sampleLosses, sample, 0);
  const lines = [
    `${inOneLine(network.spec.name)}: ${[columnsOf(network.spec.inputs), ...network.layers.map(({ units }) => units)].join(' → ')}, ${network.spec.dtype}, ${what}`,
    l10n.t('loss ({0}) = {1}', l10n.t(network.loss.rule.title), loss),
  ];
  for (const layer of network.layers.toReversed()) {
    const l = layer.index + 1;
    const mark = layerMark(notation, l);
    const delta = { quantity: 'delta', layer: layer.index } as const;
    lines.push(
      '',
      `${l10n.t('layer {0} {1}', l, inOneLine(layer.name))}: ${layer.type} ${layer.inputWidths.join('+')} → ${layer.units}, ${layer.activation.name}`,
    );
    const isTurnedDelta = sample === undefined && isTurned(network, delta);
    lines.push(...table(deltaText(notation) + mark, matrixOf(run, delta)!, sample, isTurnedDelta));
    for (const [name, declared] of Object.entries(layer.rule.parameters)) {
      const gradient = gradientOf(run, layer, name, sample);
      if (gradient === undefined) continue;
      const label = gradientText(notation, declared.symbol.matrix) + mark;
      const isTurnedGradient = isTurned(network, {
        ...delta,
        quantity: 'parameterGradient',
        parameter: name,
      });
      lines.push(...table(label, gradient, undefined, isTurnedGradient));
    }
  }
  return `${lines.join('\n')}\n`;
}

function samplesText(samples: number): string {
  return samples === 1 ? l10n.t('one sample') : l10n.t('{0} samples', samples);
}

function table(label: string, matrix: Tensor, only: number | undefined, turned: boolean): readonly string[] {
  const columns = turned ? rowsOf(matrix) : columnsOf(matrix);
  const n = Math.min(columns, TABLE_COLUMNS);
  const all = turned ? Array.from({ length: columnsOf(matrix) }, (_, i) => i) : rows(matrix, only);
  const shown = all.slice(0, TABLE_ROWS);
  const cells = shown.map((i) =>
    Array.from({ length: n }, (_, j) => digits(turned ? at(matrix, j, i) : at(matrix, i, j))),
  );
  const width = Math.max(...cells.flat().map((text) => text.length));
  const moreColumns = columns > n ? `  … ${l10n.t('{0} more', columns - n)}` : '';
  const lines = cells.map((row, i) => {
    const head = i === 0 ? label : '';
    return `  ${head.padEnd(8)} ${row.map((text) => text.padStart(width)).join('  ')}${moreColumns}`;
  });
  if (all.length > shown.length)
    lines.push(`  ${''.padEnd(8)} … ${l10n.t('{0} more rows', all.length - shown.length)}`);
  return lines;
}

/** Nine significant digits; the JSON has all of them. */
function digits(value: number): string {
  if (!Number.isFinite(value) || value === 0) return String(value);
  const magnitude = Math.abs(value);
  return magnitude < 1e-4 || magnitude >= 1e7 ? value.toExponential(8) : value.toPrecision(9);
}
