/** Reading the numbers of a run by their address. */
import { reduced } from './backward';
import type { CellRef, MatrixRef } from './cell';
import { inputsOf } from './forward';
import { evaluate } from './kernels';
import type { Network } from './network';
import type { Run } from './run';
import { at, columnsOf, tensor, type Tensor } from './tensor';

/**
 * The matrix that a reference names; undefined where the run has none (σ′ of softmax, ∂L/∂a at a fused output, biases of
 * a layer without bias). A sample's own parameter gradient is computed here, by the same vjp on that sample alone.
 */
export function matrixOf(run: Run, ref: MatrixRef): Tensor | undefined {
  const { network, forward, backward } = run;
  const layer = ref.layer ?? 0;
  switch (ref.quantity) {
    case 'input':
    case 'target':
    case 'parameter':
      return givenMatrixOf(network, ref);
    case 'sampleLoss':
      return forward.sampleLosses;
    case 'loss':
      return { shape: [1, 1], data: Float64Array.of(forward.loss) };
    case 'preActivation':
      return forward.preActivations[layer];
    case 'activation':
      return forward.activations[layer];
    case 'activationDerivative':
      return backward.activationDerivatives[layer];
    case 'upstreamGradient':
      return backward.upstreamGradients[layer];
    case 'delta':
      return backward.deltas[layer];
    case 'parameterGradient':
      return ref.sample === undefined
        ? backward.parameterGradients[layer]?.[ref.parameter ?? '']
        : sampleGradient(run, layer, ref.parameter ?? '', ref.sample);
    case 'relativeGradient':
      return relativeGradient(run, ref);
  }
}

/** The same of a network that need not have run: inputs, targets as the loss reads them, parameters; no other quantity. */
export function givenMatrixOf(network: Network, ref: MatrixRef): Tensor | undefined {
  switch (ref.quantity) {
    case 'input':
      return network.spec.inputs;
    case 'target':
      return network.targets;
    case 'parameter':
      return network.layers[ref.layer ?? 0]?.parameters[ref.parameter ?? ''];
    default:
      return undefined;
  }
}

function sampleGradient(run: Run, index: number, parameter: string, sample: number): Tensor | undefined {
  const { network, forward, backward } = run;
  const layer = network.layers[index];
  if (layer?.parameters[parameter] === undefined) return undefined;
  const inputs = inputsOf(network, layer, forward.activations).map((input) => rowOf(input, sample));
  const delta = rowOf(backward.deltas[index]!, sample);
  return evaluate((kernels) =>
    reduced(network, kernels, layer.rule.parameterVjp(kernels, inputs, layer.parameters, delta)),
  )[parameter];
}

/** ∂L/∂θ ÷ θ, as IEEE 754 divides: infinite where θ is 0, NaN where both are. */
function relativeGradient(run: Run, ref: MatrixRef): Tensor | undefined {
  const gradient = matrixOf(run, { ...ref, quantity: 'parameterGradient' });
  const parameter = matrixOf(run, { ...ref, quantity: 'parameter' });
  if (gradient === undefined || parameter === undefined) return undefined;
  return evaluate((kernels) => kernels.map2(gradient, parameter, (g, x) => g / x));
}

function rowOf(t: Tensor, row: number): Tensor {
  const n = columnsOf(t);
  return tensor([1, n], t.data.subarray(row * n, (row + 1) * n));
}

/**
 * One number of a run.
 * @throws RangeError where the run has no such number.
 */
export function readCell(run: Run, cell: CellRef): number {
  if (cell.quantity === 'loss') return run.forward.loss;
  if (cell.quantity === 'relativeGradient') {
    const gradient = readCell(run, { ...cell, quantity: 'parameterGradient' });
    const relative = gradient / readCell(run, { ...cell, quantity: 'parameter' });
    return run.network.spec.dtype === 'float32' ? Math.fround(relative) : relative;
  }
  const matrix = matrixOf(run, cell);
  if (matrix === undefined)
    throw new RangeError(`the run has no ${cell.quantity} in layer ${cell.layer ?? ''}`);
  return at(matrix, cell.row, cell.column);
}
