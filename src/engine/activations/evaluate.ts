/** An element-wise activation of one number, computed at once: the same bits as the kernel that is made of the rule. */
import { scalarCode } from '../functions/scalarCode';
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
