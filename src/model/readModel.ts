/** Model text → network, with every problem of the file at once. */
import * as l10n from '@vscode/l10n';
import type { LayerSpec, NetworkSpec } from '../engine/network';
import { layers as layerRules } from '../engine/layers';
import type { Tensor } from '../engine/tensor';
import { checkShapes, placeOfUnits } from './checkShapes';
import { IssueList } from './issueList';
import { isObject, type Json, type JsonObject } from './json';
import type { ModelSource, ParameterForm } from './locate';
import type { ModelIssue } from './modelIssue';
import { readBatch, readTargets } from './readBatch';
import { readJson } from './readJson';
import { type ReadLayer, readLayers, type WeightLayout } from './readLayers';
import { readLoss, warnOfActivatedLogits } from './readLoss';
import type { ReadNumbers } from './readNumbers';
import { readText, readWord, warnOfUnknownKeys } from './readObject';
import { describe } from './words';

/** What a model file says. `spec` and `source` are there exactly when no issue is an error. */
export interface ReadModel {
  readonly spec: NetworkSpec | undefined;
  /** Where the network's numbers stand in the text. */
  readonly source: ModelSource | undefined;
  readonly issues: readonly ModelIssue[];
}

/** The keys of a model, in the order in which people write them. */
const modelKeys = [
  '$schema',
  'name',
  'dtype',
  'weightLayout',
  'layers',
  'loss',
  'reduction',
  'batch',
  'expected',
] as const;

export const dtypes = ['float64', 'float32'] as const;
export const weightLayouts = ['in_out', 'out_in'] as const;
export const reductions = ['mean', 'sum'] as const;

/**
 * Reads a model file's text. Never throws: all problems are issues.
 *
 * Wherever a list of numbers stands, "NaN", "Infinity" and "-Infinity" are numbers too, because JSON has no other way to
 * write them and the command line prints them so.
 * @param name the network's name where the model gives none.
 */
export function readModel(text: string, name: string): ReadModel {
  const issues = new IssueList();
  const json = readJson(text, issues);
  const read = json === undefined ? undefined : readRoot(json, name, issues);
  return issues.hasErrors || read === undefined
    ? { spec: undefined, source: undefined, issues: issues.inText(text) }
    : { ...read, issues: issues.inText(text) };
}

function readRoot(
  json: Json,
  name: string,
  issues: IssueList,
): { spec: NetworkSpec; source: ModelSource } | undefined {
  if (!isObject(json) || (json['layers'] === undefined && json['batch'] === undefined)) {
    issues.add({
      code: 'not_a_model',
      message: l10n.t('This is JSON, but not a model: a model is an object with "layers" and a "batch"'),
      path: [],
      expected: l10n.t('an object with "{0}" and "{1}"', 'layers', 'batch'),
      found: describe(json),
    });
    return undefined;
  }
  return readNetwork(json, name, issues);
}

function readNetwork(
  json: JsonObject,
  name: string,
  issues: IssueList,
): { spec: NetworkSpec; source: ModelSource } | undefined {
  const unknownKey = (key: string): string => l10n.t('{0} means nothing in a model and is ignored', key);
  warnOfUnknownKeys(json, modelKeys, [], unknownKey, issues);
  const ownName = readText(json['name'], ['name'], issues);
  readText(json['$schema'], ['$schema'], issues);
  const dtype = readWord(json['dtype'], dtypes, ['dtype'], issues);
  const layout = readWord(json['weightLayout'], weightLayouts, ['weightLayout'], issues);
  const reduction = readWord(json['reduction'], reductions, ['reduction'], issues);
  const loss = readLoss(json['loss'], issues);
  const layers = readLayers(json['layers'], layout, dtype, issues);
  const batch = readBatch(json['batch'], dtype, issues);
  const widths = checkShapes(layers, layout, batch.inputs?.shape[1], issues);
  const output = layers.at(-1);
  const targets = readTargets(batch.targets, {
    loss: loss?.name,
    samples: batch.inputs?.shape[0],
    outputs: widths.at(-1),
    output: output && { name: output.name, path: placeOfUnits(output) },
    dtype,
    issues,
  });
  if (loss !== undefined && output?.activation !== undefined) {
    const activation = { activation: output.activation.name, path: [...output.path, 'activation'] };
    warnOfActivatedLogits(json['loss'], loss, activation, issues);
  }

  if (issues.hasErrors || loss === undefined || targets === undefined) return undefined;
  const inputs = tensorOf(batch.inputs, false);
  const specs = layers.map((layer, i) => layerSpec(layer, widths[i], layout));
  if (inputs === undefined || !specs.every((spec) => spec !== undefined)) return undefined;
  return {
    spec: { name: ownName ?? name, dtype, layers: specs, loss, reduction, inputs, targets: targets.tensor },
    source: {
      targets: targets.form,
      parameters: specs.map((spec) => formsOf(spec, layout)),
    },
  };
}

function layerSpec(
  layer: ReadLayer | undefined,
  units: number | undefined,
  layout: WeightLayout,
): LayerSpec | undefined {
  if (layer?.activation === undefined || layer.source === undefined || units === undefined) return undefined;
  const parameters: Record<string, Tensor> = {};
  for (const [name, read] of layer.parameters) {
    const tensor = tensorOf(read, layout === 'out_in');
    if (tensor === undefined) return undefined;
    parameters[name] = tensor;
  }
  const { name, type, activation, source } = layer;
  return { type, name, units, activation, inputs: [source], parameters };
}

function tensorOf(read: ReadNumbers | undefined, transpose: boolean): Tensor | undefined {
  if (read?.data === undefined) return undefined;
  const shape = read.shape.map((length) => length ?? 0);
  const [rows = 0, columns] = shape;
  if (!transpose || columns === undefined) return { shape, data: read.data };
  return { shape: [columns, rows], data: transposed(read.data, rows, columns) };
}

function transposed(data: Tensor['data'], rows: number, columns: number): Tensor['data'] {
  const turned = data.slice();
  for (let i = 0; i < rows; i++) {
    for (let j = 0; j < columns; j++) turned[j * rows + i] = data[i * columns + j]!;
  }
  return turned;
}

function formsOf(spec: LayerSpec, layout: WeightLayout): Readonly<Record<string, ParameterForm>> {
  const { parameters } = layerRules[spec.type];
  return Object.fromEntries(
    Object.keys(spec.parameters).map((name) => {
      if (parameters[name]!.axes.length === 1) return [name, 'vector'] as const;
      return [name, layout === 'out_in' ? 'transposed' : 'matrix'] as const;
    }),
  );
}
