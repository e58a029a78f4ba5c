/** exact_zeros: gradients that are exactly 0, other than those of dead units. */
import * as l10n from '@vscode/l10n';
import type { Computation } from '../../engine/computation';
import { inputsOf } from '../../engine/forward';
import type { NetworkLayer } from '../../engine/network';
import type { Notation } from '../../engine/notation';
import type { Run } from '../../engine/run';
import { columnsOf, rowsOf, type Tensor } from '../../engine/tensor';
import type { FlowLayer } from '../hops';
import { deltaText, gradientText, layerText } from '../naming';
import { zeroColumns } from '../zeroColumns';
import { LOOK } from './examined';
import type { HealthRule, Told } from './rule';
import { inWholeBatch, numberList } from './words';

/** Cells that lead to rows; further ones are named in the sentence. */
const MOST_CELLS = 8;

/** No threshold: 0 is exactly 0. What dead units explain is told there. */
export const exactZeros: HealthRule = {
  id: 'exact_zeros',
  severity: 'notable',
  title: 'exact zeros',
  documentation:
    'A δ that is exactly 0 throughout, or rows of ∂L/∂W that are: an output on its target, a layer that nothing depends on, inputs that are 0 in every sample.',
  place: ({ quantity, layer = 0, row }) =>
    quantity === 'parameterGradient' ? { part: 'input', layer, input: row } : { part: 'layer', layer },
  *find(examined) {
    const { run } = examined;
    const flow = yield* examined.flow();
    const told: Told[] = [];
    for (const layer of run.network.layers) {
      if (flow[layer.index]!.deltaNorm === 0) {
        const cause = whyNothing(run, flow, layer);
        if (cause !== undefined) told.push(tellNothing(run, layer, cause));
      } else {
        told.push(...(yield* zeroRows(run, layer)));
      }
    }
    return told;
  },
};

/**
 * Why nothing arrives at a layer, "because …"; undefined where its own units, or the layers above it, are what is to be told
 * of.
 */
function whyNothing(run: Run, flow: readonly FlowLayer[], { index }: NetworkLayer): string | undefined {
  const { readers, upstreamNorm } = flow[index]!;
  const isOutput = index === flow.length - 1;
  if (isOutput) return (upstreamNorm ?? 0) === 0 ? l10n.t('because the loss is flat there') : undefined;
  if (readers.length === 0) return l10n.t('because the loss does not depend on it');
  const isCause = upstreamNorm === 0 && readers.some((reader) => flow[reader]!.deltaNorm !== 0);
  if (!isCause) return undefined;
  const names = readers.map((reader) => layerText(run.network, reader)).join(', ');
  return l10n.t(
    'because the weights of {0} lead nothing back: W {1} is 0',
    names,
    deltaText(run.network.notation),
  );
}

function tellNothing({ network }: Run, { index }: NetworkLayer, cause: string): Told {
  return {
    sentence: l10n.t(
      '{0} of {1} is exactly 0 {2}, {3}.',
      deltaText(network.notation),
      layerText(network, index),
      inWholeBatch(network),
      cause,
    ),
    cells: [{ quantity: 'delta', layer: index, row: 0, column: 0 }],
  };
}

/** Rows of ∂L/∂W that are 0, though δ is not: inputs that were never lit, and others. */
function* zeroRows(run: Run, layer: NetworkLayer): Computation<readonly Told[]> {
  const { network, forward, backward } = run;
  const gradient = backward.parameterGradients[layer.index]!['weights'];
  if (gradient === undefined) return [];
  const zero = rowsOfZeros(gradient);
  yield gradient.data.length;
  const [input] = inputsOf(network, layer, forward.activations);
  const [source] = layer.inputs;
  const dark = new Set(zeroColumns(input!));
  // A dead unit that gives 0 is the cause of the zeros behind it.
  const dead = new Set(source === 'inputs' ? [] : zeroColumns(backward.deltas[source!]!));
  yield 2 * input!.data.length * LOOK;
  const own = zero.filter((row) => !(dead.has(row) && dark.has(row)));
  const unlit = own.filter((row) => dark.has(row));
  const others = own.filter((row) => !dark.has(row));
  const where = layerText(network, layer.index);
  const { notation } = network;
  const gradientOfW = gradientText(notation, 'W');
  const told: Told[] = [];
  if (unlit.length > 0) {
    const parts = [
      ...[unlit.length, rowsOf(gradient), where],
      ...[inWholeBatch(network), numberList(unlit), gradientOfW],
    ];
    told.push(tellRows(layer, unlit, unlitSentence(notation, unlit.length, parts)));
  }
  if (others.length > 0) {
    const sentence = l10n.t(
      '{0} of {1} is exactly 0 in {2}, though neither a nor {3} is: the products a · {3} cancel, or are too small for a number.',
      gradientOfW,
      where,
      linesText(notation, others),
      deltaText(notation),
    );
    told.push(tellRows(layer, others, sentence));
  }
  return told;
}

/** @param parts how many inputs are 0, of how many, of which layer; in which samples; their numbers; ∂L/∂W. */
function unlitSentence({ weights }: Notation, count: number, parts: readonly (string | number)[]): string {
  if (weights === 'in_out') {
    return count === 1
      ? l10n.t('{0} of {1} inputs of {2} is 0 {3} (input {4}), so {5} is exactly 0 in its row.', ...parts)
      : l10n.t(
          '{0} of {1} inputs of {2} are 0 {3} (inputs {4}), so {5} is exactly 0 in their rows.',
          ...parts,
        );
  }
  return count === 1
    ? l10n.t('{0} of {1} inputs of {2} is 0 {3} (input {4}), so {5} is exactly 0 in its column.', ...parts)
    : l10n.t(
        '{0} of {1} inputs of {2} are 0 {3} (inputs {4}), so {5} is exactly 0 in their columns.',
        ...parts,
      );
}

/** The numbers of some inputs' weights: "row 2", "columns 1, 5". */
function linesText({ weights }: Notation, inputs: readonly number[]): string {
  const list = numberList(inputs);
  if (weights === 'in_out') return inputs.length === 1 ? l10n.t('row {0}', list) : l10n.t('rows {0}', list);
  return inputs.length === 1 ? l10n.t('column {0}', list) : l10n.t('columns {0}', list);
}

function tellRows({ index: layer }: NetworkLayer, rows: readonly number[], sentence: string): Told {
  const [first, ...rest] = rows
    .slice(0, MOST_CELLS)
    .map((row) => ({ quantity: 'parameterGradient', layer, parameter: 'weights', row, column: 0 }) as const);
  return { sentence, cells: [first!, ...rest] };
}

function rowsOfZeros(matrix: Tensor): readonly number[] {
  const n = columnsOf(matrix);
  const rows = Array.from({ length: rowsOf(matrix) }, (_, row) => row);
  return rows.filter((row) => {
    for (let i = row * n; i < (row + 1) * n; i++) if (matrix.data[i] !== 0) return false;
    return true;
  });
}
