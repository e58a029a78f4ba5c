/** ∂L/∂ what a model gives beside its parameters, inputs and targets: no run computes it, as nothing else follows from it. */
import { reduced } from './backward';
import type { CellRef } from './cell';
import { inputsOf, lossOperand } from './forward';
import { evaluate } from './kernels';
import { byFormula, lossOperands, scaled, sentBack } from './making';
import type { Network } from './network';
import type { ParameterValues, PiecewiseFormula } from './rule';
import type { Run } from './run';
import type { SymbolView } from './symbols';
import type { Tensor } from './tensor';
import { cell, type Term } from './term';

type Place = Omit<CellRef, 'quantity'>;

/** The making of ∂L/∂ one input of the batch, row its sample; of m L, as δ is, where δ does not carry the batch's 1/m. */
export function inputGradientMaking(run: Run, input: Place, view: SymbolView): Term {
  const readers = run.network.layers.flatMap(({ index, inputs }) =>
    inputs.flatMap((source, s) => (source === 'inputs' ? [{ layer: index, source: s }] : [])),
  );
  return sentBack(run, readers, input, view);
}

/** The making of ∂L/∂y of one output of one sample, of the y that the loss reads. With all of 1/m, as δ has no part in it. */
export function targetGradientMaking(run: Run, { row, column }: Place, view: SymbolView): Term {
  const { formula, parameters, value } = targetDerivative(run.network);
  const operand = lossOperands(run, row, view)(column);
  const y = cell({ quantity: 'target', row, column });
  const { sampleScale } = run.network.loss;
  return scaled(
    run,
    byFormula(formula, [operand, y], parameters, ([x, t]) => value(x!, t!)),
    sampleScale,
  );
}

/** ∂L/∂A⁰, m × n₀. */
export function inputGradients({ network, forward, backward }: Run): Tensor {
  return evaluate((kernels) => {
    const parts = network.layers.flatMap((layer) =>
      layer.inputs.flatMap((source, s) => {
        if (source !== 'inputs') return [];
        const inputs = inputsOf(network, layer, forward.activations);
        return [layer.rule.inputVjp(kernels, inputs, layer.parameters, backward.deltas[layer.index]!, s)];
      }),
    );
    // The first layer can read nothing else.
    const inputs = parts.reduce((sum, part) => kernels.plus(sum, part));
    return reduced(network, kernels, { inputs })['inputs']!;
  });
}

/** ∂L/∂Y, m × n_L, of the targets as the loss reads them. */
export function targetGradients({ network, forward }: Run): Tensor {
  const { value } = targetDerivative(network);
  const scale = network.loss.sampleScale * network.loss.outputScale;
  return evaluate((kernels) => {
    const operand = lossOperand(
      network,
      kernels,
      forward.preActivations.at(-1)!,
      forward.activations.at(-1)!,
    );
    return kernels.map2(operand, network.targets, (x, y) => scale * value(x, y));
  });
}

/** ∂ℓ_j/∂y_j by the form of the loss that is in use, from what that reads of the output. */
function targetDerivative({ loss: { rule, parameters, fused } }: Network): {
  readonly formula: PiecewiseFormula;
  readonly parameters: ParameterValues;
  readonly value: (operand: number, y: number) => number;
} {
  return fused === undefined
    ? {
        formula: rule.targetDerivativeFormula,
        parameters,
        value: (a, y) => rule.targetDerivative(a, y, parameters),
      }
    : {
        formula: fused.rule.targetDerivativeFormula,
        parameters: {},
        value: (operand, y) => fused.rule.targetDerivative(operand, y),
      };
}
