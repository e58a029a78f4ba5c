/** The layers of a model file: names, sources, activations and parameters, each by itself; shapes are checked later. */
import { type ActivationName, activations } from '../engine/activations';
import { layers as layerRules, type LayerType } from '../engine/layers';
import type { Source } from '../engine/network';
import type { DType } from '../engine/tensor';
import type { IssueList } from './issueList';
import { elementsOf, isList, isObject, type Json, type JsonObject } from './json';
import type { JsonPath } from './modelIssue';
import {
  activationSpellings,
  layerSpellings,
  layerTypes,
  type NamedRule,
  nearest,
  nearestRule,
  renaming,
  suggestion,
} from './names';
import { readMatrix, type ReadNumbers, readVector } from './readNumbers';
import { readText, warnOfUnknownKeys } from './readObject';
import { readRule, type RuleKind } from './readRule';
import { describe } from './words';

export type WeightLayout = 'in_out' | 'out_in';

/** A layer as the file gives it. What is undefined is absent or has an issue. */
export interface ReadLayer {
  readonly index: number;
  readonly path: JsonPath;
  readonly name: string;
  readonly type: LayerType;
  readonly units: number | undefined;
  readonly activation: NamedRule<ActivationName> | undefined;
  readonly source: Source | undefined;
  /** The parameters that the file gives, as they stand there. */
  readonly parameters: ReadonlyMap<string, ReadNumbers | undefined>;
}

const activationKind: RuleKind<ActivationName> = {
  noun: 'activation',
  unknown: 'unknown_activation',
  spellings: activationSpellings,
  rules: activations,
  otherKeys: [],
};

/** Keys of every layer, whatever its type. */
const layerKeys = ['type', 'name', 'units', 'activation', 'inputs'] as const;

/** The largest number of units that is not surely a slip. */
export const maximumUnits = 2 ** 24;

/** Reads `"layers"`. An element is undefined where its type is unknown. */
export function readLayers(
  value: Json | undefined,
  layout: WeightLayout,
  dtype: DType,
  issues: IssueList,
): readonly (ReadLayer | undefined)[] {
  if (!isList(value)) {
    issues.add({
      code: value === undefined ? 'missing' : 'wrong_type',
      message: value === undefined ? 'The model has no "layers"' : '"layers" must be a list of layers',
      path: value === undefined ? [] : ['layers'],
      expected: 'a list of layers',
      found: value === undefined ? 'no "layers"' : describe(value),
    });
    return [];
  }
  if (value.length === 0) {
    issues.add({
      code: 'missing',
      message: 'The model has no layers',
      path: ['layers'],
      expected: 'at least one layer',
      found: 'an empty list',
    });
  }
  const layers = elementsOf(value);
  const names = readNames(layers, issues);
  return layers.map((layer, index) => readLayer(layer, index, names, layout, dtype, issues));
}

/** The name of every layer, `layer1`, `layer2`, … where the file gives none. */
function readNames(layers: readonly Json[], issues: IssueList): readonly string[] {
  const first = new Map<string, number>();
  return layers.map((layer, index) => {
    const path = ['layers', index, 'name'];
    const given = isObject(layer) ? readText(layer['name'], path, issues) : undefined;
    const name = given ?? `layer${index + 1}`;
    const before = first.get(name);
    if (before === undefined) first.set(name, index);
    if (given === undefined && before === undefined) return name;
    if (name === 'inputs') {
      issues.add({
        code: 'duplicate_name',
        message: 'A layer can not be named "inputs", which stands for the inputs of the batch',
        path,
        expected: 'another name',
      });
    } else if (before !== undefined) {
      const at =
        isObject(layers[before]) && layers[before]['name'] === name ? path.with(1, before) : undefined;
      issues.add({
        code: 'duplicate_name',
        message: `Two layers are named ${JSON.stringify(name)}`,
        path: given === undefined ? ['layers', index] : path,
        expected: 'a name of its own',
        found: JSON.stringify(name),
        related: [
          {
            message: `Layer ${before + 1} has this name${at === undefined ? ' by default' : ''}`,
            path: at ?? ['layers', before],
          },
        ],
      });
    }
    return name;
  });
}

function readLayer(
  value: Json,
  index: number,
  names: readonly string[],
  layout: WeightLayout,
  dtype: DType,
  issues: IssueList,
): ReadLayer | undefined {
  const path = ['layers', index];
  const name = names[index]!;
  const where = `Layer ${JSON.stringify(name)}: `;
  if (!isObject(value)) {
    issues.add({
      code: 'wrong_type',
      message: `Layer ${index + 1} must be an object`,
      path,
      expected: 'an object such as { "type": "dense", "weights": [[…]] }',
      found: describe(value),
    });
    return undefined;
  }
  const type = readType(value, path, where, issues);
  const activation = readActivation(value, type, path, where, issues);
  const units = readUnits(value['units'], [...path, 'units'], where, issues);
  const source = readSource(value['inputs'], index, names, where, issues);
  if (type === undefined) return undefined;
  const declared = layerRules[type].parameters;
  warnOfUnknownKeys(value, [...layerKeys, ...Object.keys(declared)], path, `a ${type} layer`, issues);

  const parameters = new Map<string, ReadNumbers | undefined>();
  for (const [parameter, { axes, optional }] of Object.entries(declared)) {
    const given = value[parameter];
    const subject = `The ${parameter} of layer ${JSON.stringify(name)}`;
    if (given === undefined) {
      if (optional) continue;
      issues.add({
        code: 'missing',
        message: `Layer ${JSON.stringify(name)} has no "${parameter}"`,
        path,
        expected: `"${parameter}"`,
        found: describe(value),
      });
    } else if (given === null && optional) {
      issues.add({
        code: 'wrong_type',
        message: `${subject} can not be null; leave the key out for a layer without ${parameter}`,
        path: [...path, parameter],
        expected: `a list of numbers, or no "${parameter}"`,
      });
    } else {
      const context = { issues, path: [...path, parameter], subject, dtype };
      const row = layout === 'in_out' ? 'input' : 'unit';
      parameters.set(
        parameter,
        axes.length === 1 ? readVector(given, context) : readMatrix(given, context, row),
      );
    }
  }
  return { index, path, name, type, units, activation, source, parameters };
}

function readType(
  { type }: JsonObject,
  path: JsonPath,
  where: string,
  issues: IssueList,
): LayerType | undefined {
  if (typeof type !== 'string') {
    issues.add({
      code: type === undefined ? 'missing' : 'wrong_type',
      message: `${where}a layer needs a "type", such as "dense"`,
      path: type === undefined ? path : [...path, 'type'],
      expected: `"type": one of ${layerTypes.join(', ')}`,
      found: type === undefined ? 'no "type"' : describe(type),
    });
    return undefined;
  }
  const known = layerSpellings.get(type);
  if (known !== undefined) return known.name;
  const activation = activationSpellings.get(type);
  const near = activation === undefined ? nearestRule(type, layerSpellings) : undefined;
  // As PyTorch writes it: nn.ReLU().
  const hint =
    activation === undefined
      ? suggestion(near)
      : `; as a layer of its own it is { "type": "activation", "activation": "${activation.name}" }`;
  issues.add({
    code: 'unknown_layer',
    message: `${where}unknown type of layer ${JSON.stringify(type.slice(0, 60))}${hint}`,
    path: [...path, 'type'],
    expected: `one of ${layerTypes.join(', ')}`,
    found: JSON.stringify(type.slice(0, 60)),
    remedies: renaming(near),
  });
  // Read as the layer that was likely meant, so that its other problems are found too.
  return near;
}

/** σ; linear where the file gives none, unless σ is all that the layer computes. */
function readActivation(
  layer: JsonObject,
  type: LayerType | undefined,
  path: JsonPath,
  where: string,
  issues: IssueList,
): NamedRule<ActivationName> | undefined {
  const { activation } = layer;
  if (activation === undefined && type !== undefined && layerRules[type].preActivation === 'input') {
    issues.add({
      code: 'missing',
      message: `${where}a layer of type "${type}" needs an "activation", such as "relu"`,
      path,
      expected: `"activation": one of ${Object.keys(activations).join(', ')}`,
      found: 'no "activation"',
    });
    return undefined;
  }
  const named = activation === undefined ? 'linear' : activation;
  return readRule(named, activationKind, [...path, 'activation'], where, issues);
}

function readUnits(
  value: Json | undefined,
  path: JsonPath,
  where: string,
  issues: IssueList,
): number | undefined {
  if (value === undefined) return undefined;
  if (typeof value === 'number' && Number.isInteger(value) && value > 0 && value <= maximumUnits)
    return value;
  issues.add({
    code: typeof value === 'number' ? 'invalid_parameter' : 'wrong_type',
    message: `${where}"units" must be a whole number of at least 1`,
    path,
    expected: 'a whole number of at least 1',
    ...(typeof value === 'number' ? {} : { found: describe(value) }),
  });
  return undefined;
}

/** What the layer reads: the one before, or the one that `"inputs"` names. Every type so far reads exactly one. */
function readSource(
  value: Json | undefined,
  index: number,
  names: readonly string[],
  where: string,
  issues: IssueList,
): Source | undefined {
  if (value === undefined) return index === 0 ? 'inputs' : index - 1;
  const path = ['layers', index, 'inputs'];
  const expected = 'a list with the name of one earlier layer, or ["inputs"] for the batch';
  if (!isList(value) || value.length !== 1) {
    issues.add({
      code: 'wrong_type',
      message: `${where}"inputs" must be a list with one name`,
      path,
      expected,
      found: describe(value),
    });
    return undefined;
  }
  const [source] = elementsOf(value);
  if (source === 'inputs') return 'inputs';
  const earlier = typeof source === 'string' ? names.indexOf(source) : -1;
  if (earlier !== -1 && earlier < index) return earlier;
  const near = typeof source === 'string' ? nearest(source, [...names.slice(0, index), 'inputs']) : undefined;
  issues.add({
    code: typeof source === 'string' ? 'unknown_source' : 'wrong_type',
    message:
      earlier === -1
        ? `${where}it reads a layer that does not exist${suggestion(near)}`
        : `${where}it reads ${earlier === index ? 'itself' : 'a later layer'}; a layer reads only layers above it`,
    path: [...path, 0],
    expected,
    found: describe(source!),
    remedies: renaming(near),
    ...(earlier === -1 || earlier === index
      ? {}
      : { related: [{ message: 'That layer stands here', path: ['layers', earlier] }] }),
  });
  return undefined;
}
