/** gelu_tanh: a = ½ z (1 + tanh(√(2/π) (z + 0.044715 z³))), the approximation of gelu. */
import type { ElementCode } from '../functions/elementCode';
import { gated, gatedSlope, type SlopedGate } from '../functions/gate';
import { logistic, slopedLogistic } from '../functions/logistic';
import { productWithPair } from '../functions/pairs';
import { power } from '../latex';
import { everywhere } from '../rule';
import type { Latex } from '../term';
import type { ElementwiseActivation } from './rule';

const CUBIC = 0.044715;
/** 2 √(2/π), what it makes of the cubic term's factor, and three times that. */
const LINEAR_FACTOR = 1.5957691216057308;
const CUBIC_FACTOR = 0.07135481627260025;
const CUBIC_SLOPE_FACTOR = 0.21406444881780073;

/** The gate is open or shut long before, and its slope times z is 0 or nothing beside it. */
const LARGEST = 25;

function bounded<V>(code: ElementCode<V>, z: V): V {
  return code.atMost(code.atLeast(z, -LARGEST), LARGEST);
}

/** 2u of the gate ½ (1 + tanh u) = σ(2u), which keeps its digits where tanh u is close to −1. */
function twiceU<V>(code: ElementCode<V>, z: V): V {
  return code.mul(z, code.add(code.mul(code.mul(z, z), CUBIC_FACTOR), LINEAR_FACTOR));
}

/** The gate with its slope by z, σ(2u) σ(−2u) 2u′. */
function slopedGate<V>(code: ElementCode<V>, z: V): SlopedGate<V> {
  const { gate, slope } = slopedLogistic(code, twiceU(code, z));
  const slopeOfTwiceU = code.add(code.mul(code.mul(z, z), CUBIC_SLOPE_FACTOR), LINEAR_FACTOR);
  return { gate, slope: { value: productWithPair(code, slopeOfTwiceU, slope.value), k: slope.k } };
}

const u = (z: Latex): Latex =>
  `\\left(\\sqrt{\\frac{2}{\\pi}} \\cdot (${z} + ${CUBIC} \\cdot ${power(z, '3')})\\right)`;

export const geluTanh: ElementwiseActivation = {
  kind: 'elementwise',
  name: 'gelu_tanh',
  title: 'GELU (tanh)',
  aliases: { geluTanh: {}, gelu_approximate: {}, gelu_new: {}, gelu_pytorch_tanh: {} },
  documentation: 'GELU by the tanh approximation that GPT-2 and BERT use.',
  parameters: {},
  value: (code, z) => gated(code, z, logistic(code, twiceU(code, bounded(code, z)))),
  derivative: (code, z) => gatedSlope(code, z, slopedGate(code, bounded(code, z))),
  kinks: () => [],
  formula: everywhere(([z]) => `\\tfrac{1}{2} \\cdot ${z!} \\cdot \\left(1 + \\tanh${u(z!)}\\right)`),
  derivativeFormula: everywhere(
    ([z]) =>
      `\\tfrac{1}{2} \\left(1 + \\tanh${u(z!)}\\right) + \\tfrac{1}{2} \\cdot ${z!} \\cdot \\left(1 - \\tanh^{2}${u(z!)}\\right) \\cdot \\sqrt{\\frac{2}{\\pi}} \\cdot (1 + 3 \\cdot ${CUBIC} \\cdot ${power(z!, '2')})`,
  ),
};
