/** A network in which one number can be moved, recomputing only what depends on it. */
import type { CellRef } from './cell';
import type { Computation } from './computation';
import { forward, type ForwardTrace } from './forward';
import type { Kernels } from './kernels/kernels';
import type { Tensors } from './layers/rule';
import type { Network } from './network';
import { at, columnsOf, rowsOf, tensor, type Tensor } from './tensor';

export interface Perturbation {
  /** The network in float64, with only the samples that matter. The batch's scale (1/m) is the whole network's. */
  readonly network: Network;
  /** The number itself. */
  readonly value: number;
  /** Layers whose z may change. */
  readonly affected: ReadonlySet<number>;
  /** The forward pass with the number as it is. */
  readonly base: ForwardTrace;
  /** The forward pass with the number replaced. */
  run(value: number): Computation<ForwardTrace>;
}

/**
 * Makes a number movable: `parameter` or `parameterGradient` (of one sample's share where the cell says so), `input`,
 * `preActivation` or `delta` (z), `activation` or `upstreamGradient` (a).
 * @param trace the network's forward pass, where there is one already; used where it is float64.
 * @throws RangeError for a number that is none of these, or where the network has no such number.
 */
export function* perturb(
  network: Network,
  cell: CellRef,
  kernels: Kernels,
  trace?: ForwardTrace,
): Computation<Perturbation> {
  const gradient = cell.quantity === 'parameter' || cell.quantity === 'parameterGradient';
  const sample = gradient ? cell.sample : cell.row;
  const part = inFloat64(sample === undefined ? network : onlySample(network, sample));
  const known = network.spec.dtype === 'float64' ? trace : undefined;
  const rows = (t: Tensor): Tensor => (sample === undefined ? t : rowOf(t, sample));
  const base = yield* forward(part, kernels, {
    preActivations: known?.preActivations.map(rows) ?? [],
    activations: known?.activations.map(rows) ?? [],
  });
  return { network: part, base, ...movable(part, base, gradient ? cell : { ...cell, row: 0 }, kernels) };
}

type Movable = Pick<Perturbation, 'value' | 'affected' | 'run'>;

function movable(network: Network, base: ForwardTrace, cell: CellRef, kernels: Kernels): Movable {
  const { row, column } = cell;
  const rerun = (
    changed: Network,
    affected: ReadonlySet<number>,
    given: Given = {},
  ): Computation<ForwardTrace> =>
    forward(changed, kernels, {
      preActivations: base.preActivations.map((z, l) =>
        l === given.layer && given.preActivation !== undefined
          ? given.preActivation
          : affected.has(l)
            ? undefined
            : z,
      ),
      activations: base.activations.map((a, l) =>
        l === given.layer && given.activation !== undefined
          ? given.activation
          : affected.has(l)
            ? undefined
            : a,
      ),
    });

  switch (cell.quantity) {
    case 'input': {
      const { spec } = network;
      const affected = downstream(
        network,
        network.layers.filter((layer) => layer.inputs.includes('inputs')).map((layer) => layer.index),
      );
      return {
        value: elementOf(spec.inputs, row, column),
        affected,
        run: (x) =>
          rerun({ ...network, spec: { ...spec, inputs: replaced(spec.inputs, row, column, x) } }, affected),
      };
    }
    case 'parameter':
    case 'parameterGradient': {
      const layer = layerOf(network, cell);
      const name = cell.parameter ?? '';
      const parameter = layer.parameters[name];
      if (parameter === undefined) throw new RangeError(`layer ${layer.name} has no parameter ${name}`);
      const affected = downstream(network, [layer.index]);
      return {
        value: elementOf(parameter, row, column),
        affected,
        run: (x) => {
          const parameters: Tensors = {
            ...layer.parameters,
            [name]: replaced(parameter, row, column, x),
          };
          const layers = network.layers.with(layer.index, { ...layer, parameters });
          return rerun({ ...network, layers }, affected);
        },
      };
    }
    case 'preActivation':
    case 'delta': {
      const { index } = layerOf(network, cell);
      const z = base.preActivations[index]!;
      const affected = downstream(network, [index]);
      return {
        value: elementOf(z, row, column),
        affected,
        run: (x) => rerun(network, affected, { layer: index, preActivation: replaced(z, row, column, x) }),
      };
    }
    case 'activation':
    case 'upstreamGradient': {
      const { index } = layerOf(network, cell);
      const { fused, fromLogits } = network.loss;
      if (index === network.layers.length - 1 && fused !== undefined && !fromLogits) {
        throw new RangeError('the output is fused with the loss: its activation takes no part by itself');
      }
      const a = base.activations[index]!;
      const affected = downstream(
        network,
        network.layers[index]!.readers.map((reader) => reader.layer),
      );
      return {
        value: elementOf(a, row, column),
        affected,
        run: (x) => rerun(network, affected, { layer: index, activation: replaced(a, row, column, x) }),
      };
    }
    case 'activationDerivative':
    case 'target':
    case 'sampleLoss':
    case 'loss':
      throw new RangeError(`the loss has no derivative with respect to a ${cell.quantity}`);
  }
}

interface Given {
  readonly layer?: number;
  readonly preActivation?: Tensor;
  readonly activation?: Tensor;
}

function layerOf(network: Network, cell: CellRef): Network['layers'][number] {
  const layer = cell.layer === undefined ? undefined : network.layers[cell.layer];
  if (layer === undefined) throw new RangeError(`no layer ${cell.layer ?? 'given'}`);
  return layer;
}

/** These layers and all that read them, directly or not. */
function downstream(network: Network, from: readonly number[]): ReadonlySet<number> {
  const found = new Set(from);
  // Layers only read earlier ones, so one walk in order finds them all.
  for (const layer of network.layers) {
    if (layer.inputs.some((source) => source !== 'inputs' && found.has(source))) found.add(layer.index);
  }
  return found;
}

function elementOf(t: Tensor, row: number, column: number): number {
  if (row < 0 || row >= rowsOf(t) || column < 0 || column >= columnsOf(t)) {
    throw new RangeError(`no element (${row}, ${column}) in shape [${t.shape.join(', ')}]`);
  }
  return at(t, row, column);
}

function replaced(t: Tensor, row: number, column: number, value: number): Tensor {
  const data = t.data.slice();
  data[row * columnsOf(t) + column] = value;
  return tensor(t.shape, data);
}

function rowOf(t: Tensor, row: number): Tensor {
  if (row < 0 || row >= rowsOf(t)) throw new RangeError(`no row ${row} in shape [${t.shape.join(', ')}]`);
  const n = columnsOf(t);
  return tensor([1, n], t.data.slice(row * n, (row + 1) * n));
}

/** The network with one sample of the batch, which keeps its share of the loss. */
function onlySample(network: Network, sample: number): Network {
  const { spec } = network;
  return {
    ...network,
    samples: 1,
    targets: rowOf(network.targets, sample),
    spec: { ...spec, inputs: rowOf(spec.inputs, sample), targets: rowOf(spec.targets, sample) },
  };
}

/** The network with the same numbers in float64. */
function inFloat64(network: Network): Network {
  const { spec } = network;
  if (spec.dtype === 'float64') return network;
  const wide = (t: Tensor): Tensor => tensor(t.shape, Float64Array.from(t.data));
  return {
    ...network,
    targets: wide(network.targets),
    spec: { ...spec, dtype: 'float64', inputs: wide(spec.inputs), targets: wide(spec.targets) },
    layers: network.layers.map((layer) => ({
      ...layer,
      parameters: Object.fromEntries(Object.entries(layer.parameters).map(([name, t]) => [name, wide(t)])),
    })),
  };
}
