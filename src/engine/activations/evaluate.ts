/** An element-wise activation of one number, computed at once: the same bits as the kernel that is made of the rule. */
import { scalarCode } from '../functions/scalarCode';
import type { NamedFunction } from '../kernels/kernels';
import type { ParameterValues } from '../rule';
import type { ElementwiseActivation } from './rule';

/** σ(z). */
export function activationValue(rule: ElementwiseActivation, z: number, parameters: ParameterValues): number {
  return rule.value(scalarCode, z, parameters);
}

/** σ′(z). */
export function activationDerivative(
  rule: ElementwiseActivation,
  z: number,
  parameters: ParameterValues,
): number {
  return rule.derivative(scalarCode, z, parameters);
}

/** σ or σ′ as kernels know it. */
export function activationFunction(
  rule: ElementwiseActivation,
  which: 'value' | 'derivative',
  values: ParameterValues,
): NamedFunction {
  return {
    name: `${rule.name}_${which}`,
    parameters: Object.keys(rule.parameters).map((name) => values[name]!),
    of: (z) => rule[which](scalarCode, z, values),
  };
}
