/** A network in which one number can be moved, recomputing only what depends on it. */
import type { CellRef } from './cell';
import type { Computation } from './computation';
import { type ForwardTrace, planForward } from './forward';
import type { Machine } from './kernels';
import type { Tensors } from './layers/rule';
import { memoryOf } from './memory';
import type { Network } from './network';
import { placed } from './placed';
import { workOf } from './run';
import { columnsOf, rowsOf, tensor, type Tensor } from './tensor';

/** What differences are taken of. */
export type Passage = Pick<ForwardTrace, 'preActivations' | 'activations' | 'sampleLosses'>;

export interface Perturbation {
  /** The network in float64, with only the samples that matter. The batch's scale (1/m) is the whole network's. */
  readonly network: Network;
  /** The number itself. */
  readonly value: number;
  /** Layers whose z may change. */
  readonly affected: ReadonlySet<number>;
  /** The forward pass with the number as it is. */
  readonly base: Passage;
  /** The forward pass with the number replaced. */
  run(value: number): Computation<Passage>;
  /** Gives the memory back: nothing can be run or read any more. */
  release(): void;
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
  machine: Machine,
  trace?: ForwardTrace,
): Computation<Perturbation> {
  const gradient = cell.quantity === 'parameter' || cell.quantity === 'parameterGradient';
  const sample = gradient ? cell.sample : cell.row;
  const part = inFloat64(sample === undefined ? network : onlySample(network, sample));
  if (trace !== undefined && network.spec.dtype === 'float64') {
    const rows = (t: Tensor): Tensor => (sample === undefined ? t : rowOf(t, sample));
    const base = {
      preActivations: trace.preActivations.map(rows),
      activations: trace.activations.map(rows),
      sampleLosses: rows(trace.sampleLosses),
    };
    return movable(part, base, gradient ? cell : { ...cell, row: 0 }, machine);
  }
  const planner = machine.planner(workOf(part).forward, memoryOf(part.spec));
  const base = planForward(placed(part, planner), planner);
  const plan = planner.plan();
  yield* plan.carryOut();
  const found = movable(part, base, gradient ? cell : { ...cell, row: 0 }, machine);
  return {
    ...found,
    release: () => {
      found.release();
      plan.storage.release();
    },
  };
}

function movable(network: Network, base: Passage, cell: CellRef, machine: Machine): Perturbation {
  const number = numberOf(network, base, cell);
  const affected = downstream(network, number.first);
  const planner = machine.planner(
    workOf({ ...network, layers: network.layers.filter(({ index }) => affected.has(index)) }).forward,
    memoryOf(network.spec),
  );
  const here = placed(number.network, planner, affected);
  const given = (tensors: readonly Tensor[], replaced?: Tensor): (Tensor | undefined)[] =>
    tensors.map((t, l) => {
      if (l === cell.layer && replaced !== undefined) return planner.given(replaced);
      return affected.has(l) ? undefined : planner.given(t);
    });
  const known = {
    preActivations: given(base.preActivations, number.preActivation),
    activations: given(base.activations, number.activation),
  };
  const forward = planForward(here, planner, known);
  const plan = planner.plan();
  plan.place();
  const moving = number.placed(here, forward);
  const at = cell.row * columnsOf(moving) + cell.column;
  const snapshot = (tensors: readonly Tensor[], before: readonly Tensor[]): Tensor[] =>
    tensors.map((t, l) => (affected.has(l) || t === moving ? copyOf(t) : before[l]!));
  return {
    network,
    base,
    affected,
    value: moving.data[at]!,
    *run(value) {
      moving.data[at] = value;
      yield* plan.carryOut();
      return {
        preActivations: snapshot(forward.preActivations, base.preActivations),
        activations: snapshot(forward.activations, base.activations),
        sampleLosses: copyOf(forward.sampleLosses),
      };
    },
    release: () => {
      plan.storage.release();
    },
  };
}

/** Where a number stands in a network that holds a copy of it, so that it can be overwritten. */
interface MovingNumber {
  readonly network: Network;
  /** The layers whose z depends on it directly. */
  readonly first: readonly number[];
  /** Its layer's z or a with the number, where it is one of these. */
  readonly preActivation?: Tensor;
  readonly activation?: Tensor;
  /** The tensor with the number, where the network and its forward pass have their place. */
  placed(network: Network, forward: Pick<Passage, 'preActivations' | 'activations'>): Tensor;
}

function numberOf(network: Network, base: Passage, cell: CellRef): MovingNumber {
  switch (cell.quantity) {
    case 'input': {
      const { spec } = network;
      return {
        network: { ...network, spec: { ...spec, inputs: copyWith(spec.inputs, cell) } },
        first: network.layers.filter(({ inputs }) => inputs.includes('inputs')).map(({ index }) => index),
        placed: (here) => here.spec.inputs,
      };
    }
    case 'parameter':
    case 'parameterGradient': {
      const layer = layerOf(network, cell);
      const name = cell.parameter ?? '';
      const parameter = layer.parameters[name];
      if (parameter === undefined) throw new RangeError(`layer ${layer.name} has no parameter ${name}`);
      const parameters: Tensors = { ...layer.parameters, [name]: copyWith(parameter, cell) };
      return {
        network: { ...network, layers: network.layers.with(layer.index, { ...layer, parameters }) },
        first: [layer.index],
        placed: (here) => here.layers[layer.index]!.parameters[name]!,
      };
    }
    case 'preActivation':
    case 'delta': {
      const { index } = layerOf(network, cell);
      return {
        network,
        first: [index],
        preActivation: copyWith(base.preActivations[index]!, cell),
        placed: (_here, { preActivations }) => preActivations[index]!,
      };
    }
    case 'activation':
    case 'upstreamGradient': {
      const { index, readers } = layerOf(network, cell);
      const { fused, fromLogits } = network.loss;
      if (index === network.layers.length - 1 && fused !== undefined && !fromLogits) {
        throw new RangeError('the output is fused with the loss: its activation takes no part by itself');
      }
      return {
        network,
        first: readers.map(({ layer }) => layer),
        activation: copyWith(base.activations[index]!, cell),
        placed: (_here, { activations }) => activations[index]!,
      };
    }
    case 'relativeGradient':
    case 'activationDerivative':
    case 'target':
    case 'sampleLoss':
    case 'loss':
      throw new RangeError(`the loss has no derivative with respect to a ${cell.quantity}`);
  }
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

function copyOf(t: Tensor): Tensor {
  return tensor(t.shape, t.data.slice());
}

/** @throws RangeError where the tensor has no such element. */
function copyWith(t: Tensor, { row, column }: CellRef): Tensor {
  if (row < 0 || row >= rowsOf(t) || column < 0 || column >= columnsOf(t)) {
    throw new RangeError(`no element (${row}, ${column}) in shape [${t.shape.join(', ')}]`);
  }
  return copyOf(t);
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
