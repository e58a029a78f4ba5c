/** log_cosh: ℓ = mean of ln cosh(a − y) over outputs. */
import type { Piece, PiecewiseFormula } from '../rule';
import type { LossRule } from './rule';

/**
 * Keras computes ln cosh e as e + softplus(−2e) − ln 2, and PyTorch's softplus is a straight line from 20 on. So below
 * e = −10 frameworks give −e − ln 2 with the slope −1, at most 2.1e-9 and 4.2e-9 away from the truth; we give the same, to
 * be comparable digit by digit.
 */
const STRAIGHT_BELOW = -10;

/**
 * ln cosh e as ½ ln(1 + sinh² e), which keeps its digits where e is small. From 20 on, e − ln 2 differs from it by less
 * than half a unit in the last place, and cosh would overflow later.
 */
function lnCosh(e: number): number {
  if (e < STRAIGHT_BELOW) return -e - Math.LN2;
  if (e > 20) return e - Math.LN2;
  const sinh = Math.sinh(e);
  return 0.5 * Math.log1p(sinh * sinh);
}

function pieces(curved: Piece['latex'], straight: Piece['latex']): PiecewiseFormula {
  return {
    pieces: [
      {
        latex: curved,
        when: {
          latex: ([a, y]) => `${a!} - ${y!} \\ge ${STRAIGHT_BELOW}`,
          holds: ([a, y]) => a! - y! >= STRAIGHT_BELOW,
        },
      },
      {
        latex: straight,
        when: {
          latex: ([a, y]) => `${a!} - ${y!} < ${STRAIGHT_BELOW}`,
          holds: ([a, y]) => a! - y! < STRAIGHT_BELOW,
        },
      },
    ],
  };
}

export const logCosh: LossRule = {
  name: 'log_cosh',
  title: 'log-cosh',
  aliases: { logCosh: {}, LogCosh: {}, logcosh: {} },
  documentation: 'Squared for small errors, absolute for large ones, with a smooth passage between them.',
  parameters: {},
  outputs: 'mean',
  targets: 'values',
  value: (a, y) => lnCosh(a - y),
  derivative: (a, y) => (a - y < STRAIGHT_BELOW ? -1 : Math.tanh(a - y)),
  targetDerivative: (a, y) => (a - y < STRAIGHT_BELOW ? 1 : Math.tanh(y - a)),
  kinks: () => [],
  bends: (y) => [y + STRAIGHT_BELOW],
  formula: pieces(
    ([a, y]) => `\\ln \\cosh(${a!} - ${y!})`,
    ([a, y]) => `${y!} - ${a!} - \\ln 2`,
  ),
  derivativeFormula: pieces(
    ([a, y]) => `\\tanh(${a!} - ${y!})`,
    () => '-1',
  ),
  targetDerivativeFormula: pieces(
    ([a, y]) => `\\tanh(${y!} - ${a!})`,
    () => '1',
  ),
  fused: {},
};
