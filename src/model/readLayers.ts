/** The layers of a model file: names, sources, activations and parameters, each by itself; shapes are checked later. */
import * as l10n from '@vscode/l10n';
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
  withSuggestion,
} from './names';
import { readMatrix, type ReadNumbers, readVector } from './readNumbers';
import { readText, warnOfUnknownKeys } from './readObject';
import { readRule, type RuleKind } from './readRule';
import { describe, ofLayer } from './words';

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
  words: {
    expected: () => l10n.t('the name of an activation, or an object with "type"'),
    wrongType: () => l10n.t('the activation must be a name or an object with "type"'),
    noExpression: () => l10n.t('an activation can not be given by "expression" yet'),
    noName: () => l10n.t('the activation needs a name under "type"'),
    unknown: (name) => l10n.t('unknown activation {0}', name),
  },
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
      message:
        value === undefined
          ? l10n.t('The model has no "{0}"', 'layers')
          : l10n.t('"layers" must be a list of layers'),
      path: value === undefined ? [] : ['layers'],
      expected: l10n.t('a list of layers'),
      found: value === undefined ? l10n.t('no "{0}"', 'layers') : describe(value),
    });
    return [];
  }
  if (value.length === 0) {
    issues.add({
      code: 'missing',
      message: l10n.t('The model has no layers'),
      path: ['layers'],
      expected: l10n.t('at least one layer'),
      found: l10n.t('an empty list'),
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
        message: l10n.t('A layer can not be named "inputs", which stands for the inputs of the batch'),
        path,
        expected: l10n.t('another name'),
      });
    } else if (before !== undefined) {
      const at =
        isObject(layers[before]) && layers[before]['name'] === name ? path.with(1, before) : undefined;
      issues.add({
        code: 'duplicate_name',
        message: l10n.t('Two layers are named {0}', JSON.stringify(name)),
        path: given === undefined ? ['layers', index] : path,
        expected: l10n.t('a name of its own'),
        found: JSON.stringify(name),
        related: [
          {
            message:
              at === undefined
                ? l10n.t('Layer {0} has this name by default', before + 1)
                : l10n.t('Layer {0} has this name', before + 1),
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
  if (!isObject(value)) {
    issues.add({
      code: 'wrong_type',
      message: l10n.t('Layer {0} must be an object', index + 1),
      path,
      expected: l10n.t('an object such as {0}', '{ "type": "dense", "weights": [[…]] }'),
      found: describe(value),
    });
    return undefined;
  }
  const type = readType(value, path, name, issues);
  const activation = readActivation(value, type, path, name, issues);
  const units = readUnits(value['units'], [...path, 'units'], name, issues);
  const source = readSource(value['inputs'], index, names, issues);
  if (type === undefined) return undefined;
  const declared = layerRules[type].parameters;
  const unknownKey = (key: string): string =>
    l10n.t('{0} means nothing in a {1} layer and is ignored', key, type);
  warnOfUnknownKeys(value, [...layerKeys, ...Object.keys(declared)], path, unknownKey, issues);

  const parameters = new Map<string, ReadNumbers | undefined>();
  for (const [parameter, { axes, optional }] of Object.entries(declared)) {
    const given = value[parameter];
    const subject = l10n.t('The {0} of layer {1}', parameter, JSON.stringify(name));
    if (given === undefined) {
      if (optional) continue;
      issues.add({
        code: 'missing',
        message: l10n.t('Layer {0} has no "{1}"', JSON.stringify(name), parameter),
        path,
        expected: `"${parameter}"`,
        found: describe(value),
      });
    } else if (given === null && optional) {
      issues.add({
        code: 'wrong_type',
        message: l10n.t('{0} can not be null; leave the key out for a layer without {1}', subject, parameter),
        path: [...path, parameter],
        expected: l10n.t('a list of numbers, or no "{0}"', parameter),
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
  name: string,
  issues: IssueList,
): LayerType | undefined {
  if (typeof type !== 'string') {
    issues.add({
      code: type === undefined ? 'missing' : 'wrong_type',
      message: ofLayer(name, l10n.t('a layer needs a "type", such as "dense"')),
      path: type === undefined ? path : [...path, 'type'],
      expected: l10n.t('"{0}": one of {1}', 'type', layerTypes.join(', ')),
      found: type === undefined ? l10n.t('no "{0}"', 'type') : describe(type),
    });
    return undefined;
  }
  const known = layerSpellings.get(type);
  if (known !== undefined) return known.name;
  const activation = activationSpellings.get(type);
  const near = activation === undefined ? nearestRule(type, layerSpellings) : undefined;
  const written = JSON.stringify(type.slice(0, 60));
  const problem =
    activation === undefined
      ? withSuggestion(l10n.t('unknown type of layer {0}', written), near)
      : // As PyTorch writes it: nn.ReLU().
        l10n.t(
          'unknown type of layer {0}; as a layer of its own it is {1}',
          written,
          `{ "type": "activation", "activation": "${activation.name}" }`,
        );
  issues.add({
    code: 'unknown_layer',
    message: ofLayer(name, problem),
    path: [...path, 'type'],
    expected: l10n.t('one of {0}', layerTypes.join(', ')),
    found: written,
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
  name: string,
  issues: IssueList,
): NamedRule<ActivationName> | undefined {
  const { activation } = layer;
  if (activation === undefined && type !== undefined && layerRules[type].preActivation === 'input') {
    issues.add({
      code: 'missing',
      message: ofLayer(name, l10n.t('a layer of type "{0}" needs an "activation", such as "relu"', type)),
      path,
      expected: l10n.t('"{0}": one of {1}', 'activation', Object.keys(activations).join(', ')),
      found: l10n.t('no "{0}"', 'activation'),
    });
    return undefined;
  }
  const given = activation === undefined ? 'linear' : activation;
  return readRule(given, activationKind, [...path, 'activation'], name, issues);
}

function readUnits(
  value: Json | undefined,
  path: JsonPath,
  name: string,
  issues: IssueList,
): number | undefined {
  if (value === undefined) return undefined;
  if (typeof value === 'number' && Number.isInteger(value) && value > 0 && value <= maximumUnits)
    return value;
  issues.add({
    code: typeof value === 'number' ? 'invalid_parameter' : 'wrong_type',
    message: ofLayer(name, l10n.t('"units" must be a whole number of at least 1')),
    path,
    expected: l10n.t('a whole number of at least 1'),
    ...(typeof value === 'number' ? {} : { found: describe(value) }),
  });
  return undefined;
}

/** What the layer reads: the one before, or the one that `"inputs"` names. Every type so far reads exactly one. */
function readSource(
  value: Json | undefined,
  index: number,
  names: readonly string[],
  issues: IssueList,
): Source | undefined {
  if (value === undefined) return index === 0 ? 'inputs' : index - 1;
  const path = ['layers', index, 'inputs'];
  const name = names[index];
  const expected = l10n.t('a list with the name of one earlier layer, or ["inputs"] for the batch');
  if (!isList(value) || value.length !== 1) {
    issues.add({
      code: 'wrong_type',
      message: ofLayer(name, l10n.t('"inputs" must be a list with one name')),
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
    message: ofLayer(
      name,
      earlier === -1
        ? withSuggestion(l10n.t('it reads a layer that does not exist'), near)
        : earlier === index
          ? l10n.t('it reads itself; a layer reads only layers above it')
          : l10n.t('it reads a later layer; a layer reads only layers above it'),
    ),
    path: [...path, 0],
    expected,
    found: describe(source!),
    remedies: renaming(near),
    ...(earlier === -1 || earlier === index
      ? {}
      : { related: [{ message: l10n.t('That layer stands here'), path: ['layers', earlier] }] }),
  });
  return undefined;
}
