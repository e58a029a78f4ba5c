/** The batch of a model file: samples and their targets. */
import * as l10n from '@vscode/l10n';
import { type LossName, losses } from '../engine/losses';
import type { DType, Tensor } from '../engine/tensor';
import type { IssueList, RelatedDraft } from './issueList';
import { hasLists, isList, isObject, type Json, type JsonList } from './json';
import type { TargetForm } from './locate';
import type { JsonPath, Remedy } from './modelIssue';
import { readMatrix, type ReadNumbers, readVector } from './readNumbers';
import { warnOfUnknownKeys } from './readObject';
import { count, describe, shapeText } from './words';

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
      message:
        value === undefined
          ? l10n.t('The model has no "{0}"', 'batch')
          : l10n.t('"{0}" must be an object', 'batch'),
      path: value === undefined ? [] : ['batch'],
      expected: l10n.t('an object with "{0}" and "{1}"', ...batchKeys),
      found: value === undefined ? l10n.t('no "{0}"', 'batch') : describe(value),
    });
    return nothing;
  }
  const unknownKey = (key: string): string => l10n.t('{0} means nothing in the batch and is ignored', key);
  warnOfUnknownKeys(value, batchKeys, ['batch'], unknownKey, issues);
  for (const key of batchKeys) {
    if (value[key] !== undefined) continue;
    issues.add({
      code: 'missing',
      message: l10n.t('The batch has no "{0}"', key),
      path: ['batch'],
      expected: l10n.t('"{0}": one row for each sample', key),
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
      message: l10n.t('The batch has no samples'),
      path,
      expected: l10n.t('at least one sample such as [[0.1, 0.2]]'),
      found: l10n.t('an empty list'),
    });
    return undefined;
  }
  const subject = l10n.t('The inputs of the batch');
  const read = readMatrix(value, { issues, path, subject, dtype }, 'sample');
  if (read?.shape[1] !== 0) return read;
  issues.add({
    code: 'empty_batch',
    message: l10n.t('The samples of the batch hold no numbers'),
    path,
    expected: l10n.t('samples such as [[0.1, 0.2]]'),
    found: l10n.t('empty lists'),
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
          ? l10n.t('Each target must be a row of its own: write [[0], [1]] instead of [0, 1]')
          : l10n.t(
              'Each target must be a row of {0}; for class indices use the loss "sparse_categorical_crossentropy"',
              count.numbers(outputs ?? 0),
            ),
      path,
      expected: l10n.t({
        message: '{0} of {1}',
        args: [count.rows(samples), count.numbers(outputs ?? 1)],
        comment: ['so many rows of so many numbers each'],
      }),
      found: l10n.t('a flat list'),
      related: outputPlace(context),
      remedies: flatRemedies(outputs, loss),
    });
    return undefined;
  }
  const subject = l10n.t('The targets of the batch');
  const read = readMatrix(value, { issues, path, subject, dtype }, 'sample');
  if (read === undefined) return undefined;
  const [rows, columns] = read.shape;
  const rowsFit = samples === undefined || rows === samples;
  const columnsFit = columns === undefined || outputs === undefined || columns === outputs;
  if (!rowsFit || !columnsFit) {
    const turned = rows === outputs && columns === samples;
    const [found, wanted] = [shapeText(read.shape), shapeText([samples, outputs])];
    issues.add({
      code: 'target_shape',
      message: turned
        ? l10n.t(
            'The targets are {0}, but {1} compares them with outputs of {2}; rows are samples, columns are outputs',
            found,
            loss,
            wanted,
          )
        : l10n.t('The targets are {0}, but {1} compares them with outputs of {2}', found, loss, wanted),
      path,
      expected: l10n.t('{0} (samples × outputs)', wanted),
      found,
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
    : [{ message: l10n.t('The batch has {0}', count.samples(samples)), path: ['batch', 'inputs'] }];
}

function outputPlace({ output, outputs }: TargetContext): readonly RelatedDraft[] {
  return output === undefined || outputs === undefined
    ? []
    : [
        {
          message: l10n.t('Layer {0} gives {1}', JSON.stringify(output.name), count.values(outputs)),
          path: output.path,
        },
      ];
}

function readClasses(value: Json, context: TargetContext, loss: LossName): ReadTargets | undefined {
  const { samples, dtype, issues } = context;
  const form: TargetForm = isList(value) && hasLists(value) ? 'classRows' : 'classes';
  const numbers = { issues, path, subject: l10n.t('The targets of the batch'), dtype };
  const read = form === 'classes' ? readVector(value, numbers) : readMatrix(value, numbers, 'sample');
  if (read === undefined) return undefined;
  const [rows, columns = 1] = read.shape;
  if (columns !== 1) {
    issues.add({
      code: 'target_shape',
      message: l10n.t(
        '{0} reads one class index for each sample, not a row of {1}; for one-hot rows use the loss "categorical_crossentropy"',
        loss,
        columns,
      ),
      path,
      expected: l10n.t('one class index for each sample, such as [2, 0, 1]'),
      found: l10n.t('rows of {0}', columns),
      remedies: [{ kind: 'loss', loss: 'categorical_crossentropy' }],
    });
    return undefined;
  }
  if (samples !== undefined && rows !== samples) {
    issues.add({
      code: 'target_shape',
      message:
        rows === 1
          ? l10n.t('There is 1 target for {0}', count.samples(samples))
          : l10n.t('There are {0} targets for {1}', rows ?? 0, count.samples(samples)),
      path,
      expected: count.classIndices(samples),
      found: count.classIndices(rows ?? 0),
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
  const expected =
    outputs === undefined
      ? l10n.t('a whole number from 0')
      : l10n.t('a whole number from 0 to {0}', outputs - 1);
  for (const k of wrong.slice(0, listedClasses)) {
    issues.add({
      code: 'class_index',
      message:
        outputs === undefined
          ? l10n.t('The class of sample {0} must be {1}: the output has that many', k + 1, expected)
          : l10n.t(
              'The class of sample {0} must be {1}: the output has {2}',
              k + 1,
              expected,
              count.classes(outputs),
            ),
      path: form === 'classRows' ? [...path, k, 0] : [...path, k],
      expected,
      related: outputPlace(context),
    });
  }
  if (wrong.length > listedClasses) {
    issues.add({
      code: 'class_index',
      message: l10n.t('{0} more classes are not {1}', wrong.length - listedClasses, expected),
      path,
      expected,
      found: l10n.t('{0} other values of {1}', wrong.length, value.length),
    });
  }
}
