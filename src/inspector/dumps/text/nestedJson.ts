/** JSON objects of arrays, as deep as one likes: `{ "0.weight": [[…]], "0.bias": […] }`, `{ "fc1": { "weight": { "grad": … } } }`. */
import * as l10n from '@vscode/l10n';
import { IssueList } from '../../../model/issueList';
import { elementsOf, hasLists, isList, isObject, type Json, type JsonList } from '../../../model/json';
import { Lines } from '../../../model/lines';
import type { JsonPath } from '../../../model/modelIssue';
import { findPlaces } from '../../../model/places';
import { readMatrix, readVector } from '../../../model/readNumbers';
import { describe } from '../../../model/words';
import { type DumpReading, type NamedArray, unread } from '../dump';
import type { DumpFile } from '../dumpFile';
import { WrittenNumbers } from './writtenNumbers';

interface FoundArray {
  readonly path: JsonPath;
  readonly shape: readonly number[];
  readonly values: Float64Array;
}

/** Reads every list of numbers and every number; its name is its path. Other values are passed over. */
export function readNestedJson(file: DumpFile): DumpReading {
  const { value, issues: syntax } = file.json;
  if (value === undefined) return unread(...syntax);
  const issues = new IssueList();
  const found = [...arraysIn(value, [], issues)];
  const problems = [...syntax, ...issues.inText(file.text)];
  if (found.length === 0 && problems.length === 0) {
    return unread({
      code: 'no_numbers',
      message: l10n.t('There are no numbers in this JSON'),
      expected: l10n.t('an object such as {0}', '{ "0.weight": [[0.1, 0.2]], "0.bias": [0.3] }'),
      found: describe(value),
    });
  }
  return { arrays: withPrecision(found, file.text), issues: problems };
}

function* arraysIn(value: Json | undefined, path: JsonPath, issues: IssueList): Iterable<FoundArray> {
  if (isObject(value)) {
    for (const [key, inner] of Object.entries(value)) yield* arraysIn(inner, [...path, key], issues);
  } else if (isList(value)) {
    if (isListOfArrays(value)) {
      for (const [i, inner] of elementsOf(value).entries()) yield* arraysIn(inner, [...path, i], issues);
    } else {
      yield* arrayOf(value, path, issues);
    }
  } else if (typeof value === 'number') {
    yield { path, shape: [], values: Float64Array.of(value) };
  }
}

/** A list of objects or of matrices, such as one for each layer. */
function isListOfArrays(list: JsonList): boolean {
  return (
    Array.isArray(list) &&
    list.some((element: Json) => isObject(element) || (isList(element) && hasLists(element)))
  );
}

function* arrayOf(list: JsonList, path: JsonPath, issues: IssueList): Iterable<FoundArray> {
  if (list.length === 0) return;
  const context = { issues, path, subject: path.join('.') || l10n.t('The list'), dtype: 'float64' as const };
  const read = hasLists(list) ? readMatrix(list, context, 'row') : readVector(list, context);
  const { data, shape = [] } = read ?? {};
  const lengths = shape.filter((length) => length !== undefined);
  if (data === undefined || lengths.length < shape.length) return;
  yield { path, shape: lengths, values: Float64Array.from(data) };
}

function withPrecision(found: readonly FoundArray[], text: string): readonly NamedArray[] {
  const written = new WrittenNumbers('anything');
  // Zeros at the end are not known any more, which one of ten numbers has.
  for (const { values } of found) for (const value of values) written.add(String(value), value);
  const places = findPlaces(
    text,
    found.map(({ path }) => path),
  );
  const lines = new Lines(text);
  return found.map(({ path, shape, values }, i) => ({
    name: path.join('.'),
    shape,
    values,
    precision: written.precision(values),
    where: lines.range(places[i]!.value),
  }));
}
