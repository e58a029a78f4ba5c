/** One number of the file replaced by a user's: which tensor, where in it, by what. */
import * as l10n from '@vscode/l10n';
import { losses } from '../../engine/losses';
import type { NetworkSpec } from '../../engine/network';
import { columnsOf, rowsOf, tensor, type Tensor } from '../../engine/tensor';
import type { CellRef, MatrixRef } from '../views';
import { givenTensor, withTensor } from './givenTensors';

/** The number cannot be what the user wants; the message says why, in a sentence. */
class RefusedNumberError extends Error {
  override readonly name = 'RefusedNumberError';
}

export interface NumberEdit {
  readonly tensor: MatrixRef;
  /** In the tensor's data. */
  readonly index: number;
  /** As the network holds it: rounded to its type. */
  readonly value: number;
}

/**
 * What the number on screen being `value` means for the numbers of the file.
 * @param spec as it is now.
 * @param base as the file has it; its own numbers may come back, whatever they are.
 * @throws RefusedNumberError where it is no number that the file may have there.
 * @throws RangeError where the network has no such number.
 */
export function editOf(spec: NetworkSpec, base: NetworkSpec, cell: CellRef, value: number): NumberEdit {
  const { quantity, layer, parameter, row, column } = cell;
  const ref: MatrixRef = {
    quantity,
    ...(layer === undefined ? {} : { layer }),
    ...(parameter === undefined ? {} : { parameter }),
  };
  const given = givenTensor(base, ref);
  if (given === undefined) {
    throw new RefusedNumberError(
      l10n.t('This number is computed. Weights, biases, inputs and targets can be changed.'),
    );
  }
  if (quantity === 'target' && losses[spec.loss.name].targets === 'classes') {
    return { tensor: ref, index: row, value: classOf(spec, given, cell, value) };
  }
  if (row >= rowsOf(given) || column >= columnsOf(given)) {
    throw new RangeError(`the network has no ${JSON.stringify(cell)}`);
  }
  const index = row * columnsOf(given) + column;
  if (Object.is(value, given.data[index])) return { tensor: ref, index, value };
  if (!Number.isFinite(value)) throw new RefusedNumberError(l10n.t('Only finite numbers can be tried.'));
  const rounded = spec.dtype === 'float32' ? Math.fround(value) : value;
  if (!Number.isFinite(rounded)) throw new RefusedNumberError(l10n.t('{0} is too large for float32.', value));
  return { tensor: ref, index, value: quantity === 'target' ? asInFile(spec, rounded) : rounded };
}

/**
 * The class that a one-hot row names where one of its numbers is `value`.
 * @param own the file's classes: one that is taken back gives way to its own.
 */
function classOf(spec: NetworkSpec, own: Tensor, { row, column }: CellRef, value: number): number {
  const now = spec.targets.data[row];
  const units = spec.layers.at(-1)?.units ?? 0;
  if (now === undefined || column >= units)
    throw new RangeError(`there is no class ${column} of sample ${row}`);
  if (value === 1) return column;
  if (value === 0 && now !== column) return now;
  if (value === 0 && own.data[row] !== column) return own.data[row]!;
  throw new RefusedNumberError(
    l10n.t('The targets are classes: give 1 to the unit of the class that sample {0} shall have.', row + 1),
  );
}

/** Labels that the loss reads as −1 and +1 stand in the file as 0 and 1. */
function asInFile(spec: NetworkSpec, shown: number): number {
  const read = losses[spec.loss.name].readTargets;
  if (read?.applies(spec.targets.data) !== true) return shown;
  const written = [0, 1].find((label) => read.read(label) === shown);
  if (written !== undefined) return written;
  throw new RefusedNumberError(l10n.t('{0} Here a target is −1 or 1.', l10n.t(read.documentation)));
}

/** The network with the numbers of the edits; the tensors that they touch are copies. */
export function applied(spec: NetworkSpec, edits: Iterable<NumberEdit>): NetworkSpec {
  const copies = new Map<string, Tensor>();
  let edited = spec;
  for (const { tensor: ref, index, value } of edits) {
    const key = JSON.stringify(ref);
    let copy = copies.get(key);
    if (copy === undefined) {
      const given = givenTensor(spec, ref)!;
      copy = tensor(given.shape, given.data.slice());
      copies.set(key, copy);
      edited = withTensor(edited, ref, copy);
    }
    copy.data[index] = value;
  }
  return edited;
}
