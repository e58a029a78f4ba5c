/** The batch of a model file: samples and their targets. */
import { type LossName, losses } from '../engine/losses';
import type { DType, Tensor } from '../engine/tensor';
import type { IssueList, RelatedDraft } from './issueList';
import { hasLists, isList, isObject, type Json, type JsonList } from './json';
import type { TargetForm } from './locate';
import type { JsonPath, Remedy } from './modelIssue';
import { readMatrix, type ReadNumbers, readVector } from './readNumbers';
import { warnOfUnknownKeys } from './readObject';
import { describe, plural, shapeText } from './words';

const batchKeys = ['inputs', 'targets'] as const;

/** The batch as the file gives it. What is undefined is absent or has an issue. */
export interface ReadBatch {
  readonly inputs: ReadNumbers | undefined;
  /** As it stands in the file: read only when the loss and the output are known. */
  readonly targets: Json | undefined;
}

/** Reads `"batch"` and its inputs. */
export function readBatch(value: Json | undefined, dtype: DType, issues: IssueList): ReadBatch {
  const nothing = { inputs: undefined, targets: undefined };
  if (!isObject(value)) {
    issues.add({
      code: value === undefined ? 'missing' : 'wrong_type',
      message: value === undefined ? 'The model has no "batch"' : '"batch" must be an object',
      path: value === undefined ? [] : ['batch'],
      expected: 'an object with "inputs" and "targets"',
      found: value === undefined ? 'no "batch"' : describe(value),
    });
    return nothing;
  }
  warnOfUnknownKeys(value, batchKeys, ['batch'], 'the batch', issues);
  for (const key of batchKeys) {
    if (value[key] !== undefined) continue;
    issues.add({
      code: 'missing',
      message: `The batch has no "${key}"`,
      path: ['batch'],
      expected: `"${key}": one row for each sample`,
      found: describe(value),
    });
  }
  const { inputs, targets } = value;
  return { inputs: inputs === undefined ? undefined : readInputs(inputs, dtype, issues), targets };
}

function readInputs(value: Json, dtype: DType, issues: IssueList): ReadNumbers | undefined {
  const path = ['batch', 'inputs'];
  if (isList(value) && value.length === 0) {
    issues.add({
      code: 'empty_batch',
      message: 'The batch has no samples',
      path,
      expected: 'at least one sample such as [[0.1, 0.2]]',
      found: 'an empty list',
    });
    return undefined;
  }
  const read = readMatrix(value, { issues, path, subject: 'The inputs of the batch', dtype }, 'sample');
  if (read?.shape[1] !== 0) return read;
  issues.add({
    code: 'empty_batch',
    message: 'The samples of the batch hold no numbers',
    path,
    expected: 'samples such as [[0.1, 0.2]]',
    found: 'empty lists',
  });
  return undefined;
}

/** What targets are checked against. Undefined lengths have issues of their own. */
export interface TargetContext {
  readonly loss: LossName | undefined;
  readonly samples: number | undefined;
  readonly outputs: number | undefined;
  /** The output layer's name, and the place that says how wide it is. */
  readonly output: { readonly name: string; readonly path: JsonPath } | undefined;
  readonly dtype: DType;
  readonly issues: IssueList;
}

export interface ReadTargets {
  readonly form: TargetForm;
  readonly tensor: Tensor;
}

const path = ['batch', 'targets'];

/** Reads the targets as the loss wants them: numbers shaped like the output, or class indices. */
export function readTargets(value: Json | undefined, context: TargetContext): ReadTargets | undefined {
  if (value === undefined || context.loss === undefined) return undefined;
  return losses[context.loss].targets === 'classes'
    ? readClasses(value, context, context.loss)
    : readValues(value, context, context.loss);
}

function readValues(value: Json, context: TargetContext, loss: LossName): ReadTargets | undefined {
  const { samples, outputs, dtype, issues } = context;
  if (isList(value) && value.length > 0 && !hasLists(value) && value.length === samples) {
    issues.add({
      code: 'target_shape',
      message:
        outputs === 1
          ? 'Each target must be a row of its own: write [[0], [1]] instead of [0, 1]'
          : `Each target must be a row of ${plural(outputs ?? 0, 'number')}; for class indices use the loss "sparse_categorical_crossentropy"`,
      path,
      expected: `${plural(samples, 'row')} of ${plural(outputs ?? 1, 'number')}`,
      found: 'a flat list',
      related: outputPlace(context),
      remedies: flatRemedies(outputs, loss),
    });
    return undefined;
  }
  const read = readMatrix(value, { issues, path, subject: 'The targets of the batch', dtype }, 'sample');
  if (read === undefined) return undefined;
  const [rows, columns] = read.shape;
  const rowsFit = samples === undefined || rows === samples;
  const columnsFit = columns === undefined || outputs === undefined || columns === outputs;
  if (!rowsFit || !columnsFit) {
    const turned = rows === outputs && columns === samples;
    issues.add({
      code: 'target_shape',
      message:
        `The targets are ${shapeText(read.shape)}, but ${loss} compares them with outputs of ${shapeText([samples, outputs])}` +
        (turned ? '; rows are samples, columns are outputs' : ''),
      path,
      expected: `${shapeText([samples, outputs])} (samples × outputs)`,
      found: shapeText(read.shape),
      related: [...(rowsFit ? [] : samplesPlace(context)), ...(columnsFit ? [] : outputPlace(context))],
    });
    return undefined;
  }
  if (read.data === undefined || rows === undefined || columns === undefined) return undefined;
  return { form: 'values', tensor: { shape: [rows, columns], data: read.data } };
}

/** Of a number for each sample: a row of one number, or a class index. */
function flatRemedies(outputs: number | undefined, loss: LossName): readonly Remedy[] {
  if (outputs === undefined) return [];
  if (outputs === 1) return [{ kind: 'brackets' }];
  const sparse: Remedy = { kind: 'loss', loss: 'sparse_categorical_crossentropy' };
  return [{ kind: 'one_hot', classes: outputs }, ...(loss === 'categorical_crossentropy' ? [sparse] : [])];
}

function samplesPlace({ samples }: TargetContext): readonly RelatedDraft[] {
  return samples === undefined
    ? []
    : [{ message: `The batch has ${plural(samples, 'sample')}`, path: ['batch', 'inputs'] }];
}

function outputPlace({ output, outputs }: TargetContext): readonly RelatedDraft[] {
  return output === undefined || outputs === undefined
    ? []
    : [
        {
          message: `Layer ${JSON.stringify(output.name)} gives ${plural(outputs, 'value')}`,
          path: output.path,
        },
      ];
}

function readClasses(value: Json, context: TargetContext, loss: LossName): ReadTargets | undefined {
  const { samples, dtype, issues } = context;
  const form: TargetForm = isList(value) && hasLists(value) ? 'classRows' : 'classes';
  const numbers = { issues, path, subject: 'The targets of the batch', dtype };
  const read = form === 'classes' ? readVector(value, numbers) : readMatrix(value, numbers, 'sample');
  if (read === undefined) return undefined;
  const [rows, columns = 1] = read.shape;
  if (columns !== 1) {
    issues.add({
      code: 'target_shape',
      message: `${loss} reads one class index for each sample, not a row of ${columns}; for one-hot rows use the loss "categorical_crossentropy"`,
      path,
      expected: 'one class index for each sample, such as [2, 0, 1]',
      found: `rows of ${columns}`,
      remedies: [{ kind: 'loss', loss: 'categorical_crossentropy' }],
    });
    return undefined;
  }
  if (samples !== undefined && rows !== samples) {
    issues.add({
      code: 'target_shape',
      message: `There ${rows === 1 ? 'is' : 'are'} ${plural(rows ?? 0, 'target')} for ${plural(samples, 'sample')}`,
      path,
      expected: plural(samples, 'class index', 'class indices'),
      found: plural(rows ?? 0, 'class index', 'class indices'),
      related: samplesPlace(context),
    });
  }
  if (read.data === undefined || rows === undefined) return undefined;
  addWrongClasses(value as JsonList, read.data, form, context);
  return { form, tensor: { shape: [rows, 1], data: read.data } };
}

/** So many wrong classes are listed as issues; a further issue counts the others. */
const listedClasses = 10;

function addWrongClasses(
  value: JsonList,
  data: Iterable<number>,
  form: TargetForm,
  context: TargetContext,
): void {
  const { outputs, issues } = context;
  const last = outputs === undefined ? Infinity : outputs - 1;
  const wrong = Array.from(data).flatMap((category, k) =>
    Number.isInteger(category) && category >= 0 && category <= last ? [] : [k],
  );
  const expected = outputs === undefined ? 'a whole number from 0' : `a whole number from 0 to ${last}`;
  for (const k of wrong.slice(0, listedClasses)) {
    issues.add({
      code: 'class_index',
      message: `The class of sample ${k + 1} must be ${expected}: the output has ${outputs === undefined ? 'that many' : plural(outputs, 'class', 'classes')}`,
      path: form === 'classRows' ? [...path, k, 0] : [...path, k],
      expected,
      related: outputPlace(context),
    });
  }
  if (wrong.length > listedClasses) {
    issues.add({
      code: 'class_index',
      message: `${wrong.length - listedClasses} more classes are not ${expected}`,
      path,
      expected,
      found: `${wrong.length} other values of ${value.length}`,
    });
  }
}
