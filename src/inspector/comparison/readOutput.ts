/** Text in the shape of the command line's output → claims, with every problem of the file at once. */
import * as l10n from '@vscode/l10n';
import type { Network } from '../../engine/network';
import { IssueList } from '../../model/issueList';
import { elementsOf, hasLists, isList, isObject, type Json, type JsonObject } from '../../model/json';
import { Lines } from '../../model/lines';
import type { JsonPath, ModelIssue } from '../../model/modelIssue';
import { nearest, withSuggestion } from '../../model/names';
import { outputQuantities } from '../../model/outputKeys';
import { findPlaces } from '../../model/places';
import { readJson } from '../../model/readJson';
import { readMatrix, readVector } from '../../model/readNumbers';
import { warnOfUnknownKeys } from '../../model/readObject';
import { describe, quotedList, shapeText } from '../../model/words';
import type { Claim, ClaimedQuantity } from './claim';
import { isPossible } from './compare';
import { shapeOf } from './pass';
import { precisionOf } from './precision';

/** A user's output. Claims are there exactly when no issue is an error. */
export interface ReadOutput {
  readonly claims: readonly Claim[] | undefined;
  readonly issues: readonly ModelIssue[];
}

/** The keys of a layer that are quantities, and the names of parameters under `gradients`. */
const QUANTITIES = outputQuantities satisfies readonly ClaimedQuantity[];
const GRADIENTS: Readonly<Record<string, ClaimedQuantity>> = { weights: 'dW', biases: 'db' };

/** A claim whose precision and place are not known yet: the whole file says them. */
interface Draft extends Omit<Claim, 'precision' | 'where'> {
  readonly path: JsonPath;
}

/**
 * Reads `{ "layers": [{ "name", "z", "a", "delta", "dW", "db", "gradients" }] }`, of which anything may be missing or null.
 * Layers belong to the model's by name, or by their order where they have no names or none that the model knows. Of a model
 * file it is what stands under "expected".
 */
export function readOutput(text: string, network: Network): ReadOutput {
  const issues = new IssueList();
  const json = readJson(text, issues);
  const drafts = json === undefined ? [] : new OutputReader(network, issues).read(json);
  if (json !== undefined && drafts.length === 0 && !issues.hasErrors) {
    issues.add({
      code: 'missing',
      message: l10n.t('There is nothing to compare'),
      path: isModel(json) ? ['expected'] : [],
      expected: l10n.t('layers with {0}', quotedList(QUANTITIES)),
      found: describe(json),
    });
  }
  if (issues.hasErrors) return { claims: undefined, issues: issues.inText(text) };
  const precision = precisionOf(numbersOf(drafts));
  const places = findPlaces(
    text,
    drafts.map(({ path }) => path),
  );
  const lines = new Lines(text);
  const claims = drafts.map(({ layer, quantity, shape, values }, i) => ({
    ...{ layer, quantity, shape, values, precision },
    where: lines.range(places[i]!.value),
  }));
  return { claims, issues: issues.inText(text) };
}

/** Whether it is a model, whose own numbers are none to compare: an output has no batch. */
export function isModel(json: Json | undefined): json is JsonObject {
  return isObject(json) && isList(json['layers']) && isObject(json['batch']);
}

function* numbersOf(drafts: readonly Draft[]): Generator<number> {
  for (const { values } of drafts) yield* values;
}

class OutputReader {
  constructor(
    private readonly network: Network,
    private readonly issues: IssueList,
  ) {}

  read(json: Json): readonly Draft[] {
    if (!isModel(json)) return this.readLayers(json, []);
    const { expected } = json;
    if (expected !== undefined) return this.readLayers(expected, ['expected']);
    this.issues.add({
      code: 'missing',
      message: l10n.t('The model has no "expected" numbers to compare with'),
      path: [],
      expected: l10n.t('"expected" in the shape of run --json, or a file of your own numbers'),
      found: l10n.t('no "{0}"', 'expected'),
    });
    return [];
  }

  private readLayers(json: Json, path: JsonPath): readonly Draft[] {
    const layers = isObject(json) ? json['layers'] : undefined;
    if (!isObject(json) || !isList(layers)) {
      this.issues.add({
        code: 'not_a_model',
        message: l10n.t('This is JSON, but no output to compare: that is an object with a list of "layers"'),
        path,
        expected: l10n.t('an object with {0}', '"layers"'),
        found: describe(json),
      });
      return [];
    }
    const entries = elementsOf(layers);
    const byOrder = this.isByOrder(entries);
    return entries.flatMap((entry, i) =>
      this.readLayer(entry, [...path, 'layers', i], byOrder ? i : undefined),
    );
  }

  /** Names count as soon as the model knows one of them. */
  private isByOrder(entries: readonly Json[]): boolean {
    const names = entries.flatMap((entry) => (isObject(entry) ? [entry['name']] : []));
    const known = new Set<unknown>(this.network.layers.map(({ name }) => name));
    const isAnyKnown = names.some((name) => known.has(name));
    const isAnyNamed = names.some((name) => name !== undefined);
    return !isAnyKnown && (!isAnyNamed || names.length === known.size);
  }

  private readLayer(entry: Json, path: JsonPath, index: number | undefined): readonly Draft[] {
    if (!isObject(entry)) {
      // A layer of which nothing is known may be left out in its place.
      if (entry !== null) {
        this.addWrongType(path, l10n.t('A layer must be an object'), l10n.t('an object'), entry);
      }
      return [];
    }
    const unknownKey = (key: string): string => l10n.t('{0} means nothing in a layer and is ignored', key);
    warnOfUnknownKeys(entry, ['name', 'type', ...QUANTITIES, 'gradients'], path, unknownKey, this.issues);
    const layer = index ?? this.indexOf(entry, path);
    if (layer === undefined) return [];
    if (layer >= this.network.layers.length) {
      this.addNoLayer(path, layer);
      return [];
    }
    const given = QUANTITIES.flatMap((quantity) =>
      this.readQuantity(entry[quantity], [...path, quantity], layer, quantity),
    );
    return [...given, ...this.readGradients(entry['gradients'], [...path, 'gradients'], layer)];
  }

  private indexOf(entry: JsonObject, path: JsonPath): number | undefined {
    const { name } = entry;
    const index = this.network.layers.findIndex((layer) => layer.name === name);
    if (index >= 0) return index;
    const names = this.network.layers.map((layer) => layer.name);
    this.issues.add({
      code: name === undefined ? 'missing' : 'unknown_name',
      message:
        name === undefined ? l10n.t('The layer has no "name", but others have') : noLayerNamed(name, names),
      path: name === undefined ? path : [...path, 'name'],
      expected: quotedList(names),
      found: name === undefined ? l10n.t('no "{0}"', 'name') : describe(name),
    });
    return undefined;
  }

  private readGradients(value: Json | undefined, path: JsonPath, layer: number): readonly Draft[] {
    if (value === undefined || value === null) return [];
    if (!isObject(value)) {
      const message = l10n.t('"{0}" must be an object', 'gradients');
      this.addWrongType(path, message, l10n.t('an object with names of parameters'), value);
      return [];
    }
    const unknownKey = (key: string): string =>
      l10n.t('{0} means nothing in the gradients and is ignored', key);
    warnOfUnknownKeys(value, Object.keys(GRADIENTS), path, unknownKey, this.issues);
    return Object.entries(GRADIENTS).flatMap(([name, quantity]) =>
      this.readQuantity(value[name], [...path, name], layer, quantity),
    );
  }

  private readQuantity(
    value: Json | undefined,
    path: JsonPath,
    layer: number,
    quantity: ClaimedQuantity,
  ): readonly Draft[] {
    if (value === undefined || value === null) return [];
    const { issues } = this;
    const name = JSON.stringify(this.network.layers[layer]!.name);
    const subject = l10n.t('The {0} of layer {1}', quantity, name);
    const context = { issues, path, subject, dtype: 'float64' } as const;
    const read =
      isList(value) && hasLists(value) ? readMatrix(value, context, 'row') : readVector(value, context);
    if (read?.data === undefined) return [];
    const shape = read.shape.map((length) => length ?? 0);
    const draft = { layer, quantity, shape, values: Float64Array.from(read.data), path };
    if (isPossible(this.network, draft)) return [draft];
    this.addWrongShape(draft, subject);
    return [];
  }

  private addWrongShape({ layer, quantity, shape, path }: Draft, subject: string): void {
    const isWithoutBias = quantity === 'db' && this.network.layers[layer]!.parameters['biases'] === undefined;
    const [rows, columns] = shapeOf(this.network, { layer, quantity });
    const fit = quantity === 'db' ? shapeText([columns]) : shapeText([rows, columns]);
    this.issues.add({
      code: 'wrong_shape',
      message: isWithoutBias
        ? l10n.t('{0}: the layer has no biases', subject)
        : l10n.t('{0} is {1}, but the model makes it {2}', subject, shapeText(shape), fit),
      path,
      expected: isWithoutBias ? l10n.t('no "{0}"', 'db') : l10n.t('{0}, or transposed', fit),
      found: shapeText(shape),
    });
  }

  private addNoLayer(path: JsonPath, index: number): void {
    const { length } = this.network.layers;
    this.issues.add({
      code: 'wrong_shape',
      message: l10n.t('The model has no layer {0}', index + 1),
      path,
      expected: length === 1 ? l10n.t('at most 1 layer') : l10n.t('at most {0} layers', length),
      found: l10n.t('layer {0}', index + 1),
    });
  }

  private addWrongType(path: JsonPath, message: string, expected: string, value: Json): void {
    this.issues.add({ code: 'wrong_type', message, path, expected, found: describe(value) });
  }
}

function noLayerNamed(name: Json, names: readonly string[]): string {
  return typeof name === 'string'
    ? withSuggestion(
        l10n.t('The model has no layer {0}', JSON.stringify(name.slice(0, 60))),
        nearest(name, names),
      )
    : l10n.t('The model has no layer {0}', describe(name));
}
