/** exact_zeros: gradients that are exactly 0, other than those of dead units. */
import type { Computation } from '../../engine/computation';
import { inputsOf } from '../../engine/forward';
import type { NetworkLayer } from '../../engine/network';
import type { Run } from '../../engine/run';
import { columnsOf, rowsOf, type Tensor } from '../../engine/tensor';
import type { FlowLayer } from '../hops';
import { deltaText, gradientText } from '../naming';
import { zeroColumns } from '../zeroColumns';
import { LOOK } from './examined';
import type { HealthRule, Told } from './rule';
import { layerText, numbered, wholeBatch } from './words';

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

/** Why nothing arrives at a layer; undefined where its own units, or the layers above it, are what is to be told of. */
function whyNothing(run: Run, flow: readonly FlowLayer[], { index }: NetworkLayer): string | undefined {
  const { readers, upstreamNorm } = flow[index]!;
  const isOutput = index === flow.length - 1;
  if (isOutput) return (upstreamNorm ?? 0) === 0 ? 'the loss is flat there' : undefined;
  if (readers.length === 0) return 'the loss does not depend on it';
  const isCause = upstreamNorm === 0 && readers.some((reader) => flow[reader]!.deltaNorm !== 0);
  if (!isCause) return undefined;
  const names = readers.map((reader) => layerText(run.network, reader)).join(', ');
  return `the weights of ${names} lead nothing back: W ${deltaText(run.network.notation)} is 0`;
}

function tellNothing({ network }: Run, { index }: NetworkLayer, cause: string): Told {
  return {
    sentence: `${deltaText(network.notation)} of ${layerText(network, index)} is exactly 0 in ${wholeBatch(network)}, because ${cause}.`,
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
  const line = notation.weights === 'in_out' ? 'row' : 'column';
  const [are, their] = unlit.length === 1 ? ['is', `its ${line}`] : ['are', `their ${line}s`];
  const told: Told[] = [];
  if (unlit.length > 0) {
    const sentence = `${unlit.length} of ${rowsOf(gradient)} inputs of ${where} ${are} 0 in ${wholeBatch(network)} (${numbered('input', unlit)}), so ${gradientOfW} is exactly 0 in ${their}.`;
    told.push(tellRows(layer, unlit, sentence));
  }
  if (others.length > 0) {
    const delta = deltaText(notation);
    const sentence = `${gradientOfW} of ${where} is exactly 0 in ${numbered(line, others)}, though neither a nor ${delta} is: the products a · ${delta} cancel, or are too small for a number.`;
    told.push(tellRows(layer, others, sentence));
  }
  return told;
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
