/** not_finite: NaN or an infinity, where the first one came from. */
import * as l10n from '@vscode/l10n';
import { matrixOf } from '../../engine/cells';
import type { Computation } from '../../engine/computation';
import type { Run } from '../../engine/run';
import { columnsOf, type Numbers, type Tensor } from '../../engine/tensor';
import { explain } from '../explain';
import { sampleOf } from '../naming';
import { shortNumber } from '../numberText';
import type { CellRef, MatrixRef } from '../views';
import { LOOK } from './examined';
import type { HealthRule, Told } from './rule';
import { cellText } from './words';

/**
 * No threshold: IEEE 754 (2019) says which numbers are not finite. The first one in the order of computation is made of
 * finite numbers only, so its operands are the cause; what the file gives is its own cause.
 */
export const notFinite: HealthRule = {
  id: 'not_finite',
  severity: 'wrong',
  title: 'not finite',
  documentation:
    'A number is NaN or infinite: the first one in the order of computation, what it is made of, and how many follow.',
  *find({ run }) {
    let first: CellRef | undefined;
    let count = 0;
    const seen = new Set<Tensor>();
    for (const ref of inOrder(run)) {
      const matrix = matrixOf(run, ref);
      // What an activation layer reads is its z.
      if (matrix === undefined || seen.has(matrix)) continue;
      seen.add(matrix);
      const strange = yield* strangeIn(matrix.data);
      count += strange.count;
      if (strange.count === 0) continue;
      const n = columnsOf(matrix);
      first ??= { ...ref, row: Math.floor(strange.first / n), column: strange.first % n };
    }
    return first === undefined ? [] : [tell(run, first, count)];
  },
};

function tell(run: Run, cell: CellRef, count: number): Told {
  const { network } = run;
  const { value, proof } = explain(run, 0, cell, { sample: sampleOf(cell) }, false);
  const operands = proof?.operands ?? [];
  const name = cellText(network, cell);
  const all = count === 1 ? l10n.t('It is the only one.') : l10n.t('It is the first of {0}.', count);
  const made = operands
    .map((each) => `${cellText(network, each.cell)} = ${shortNumber(each.value)}`)
    .reduce((list, each) => (list === '' ? each : l10n.t('{0} and {1}', list, each)), '');
  const cause = proof === undefined ? l10n.t('The model file gives it.') : l10n.t('It is made of {0}.', made);
  return {
    sentence: l10n.t('{0} is {1}. {2} {3}', name, shortNumber(value), cause, all),
    cells: [cell, ...operands.map((operand) => operand.cell)],
  };
}

/** The matrices of a run, each after those that it is made of. */
function* inOrder({ network }: Run): Generator<MatrixRef> {
  yield { quantity: 'input' };
  for (const { index: layer, parameters } of network.layers) {
    for (const parameter of Object.keys(parameters)) yield { quantity: 'parameter', layer, parameter };
    yield { quantity: 'preActivation', layer };
    yield { quantity: 'activation', layer };
  }
  yield { quantity: 'target' };
  yield { quantity: 'sampleLoss' };
  yield { quantity: 'loss' };
  for (const { index: layer, parameters } of network.layers.toReversed()) {
    yield { quantity: 'upstreamGradient', layer };
    yield { quantity: 'activationDerivative', layer };
    yield { quantity: 'delta', layer };
    for (const parameter of Object.keys(parameters))
      yield { quantity: 'parameterGradient', layer, parameter };
  }
}

/** Numbers that are looked at in one slice. */
const SLICE = 2 ** 16;

function* strangeIn(data: Numbers): Computation<{ readonly first: number; readonly count: number }> {
  let [first, count] = [-1, 0];
  for (let from = 0; from < data.length; from += SLICE) {
    const to = Math.min(data.length, from + SLICE);
    for (let i = from; i < to; i++) {
      if (Number.isFinite(data[i])) continue;
      if (count === 0) first = i;
      count++;
    }
    yield (to - from) * LOOK;
  }
  return { first, count };
}
