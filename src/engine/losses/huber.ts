/** huber: ½ e² for errors |e| up to δ, else δ (|e| − ½ δ). Huber, 1964. */
import { absolute, power } from '../latex';
import type { Piece, PiecewiseFormula } from '../rule';
import type { Latex } from '../term';
import type { LossRule } from './rule';

const error = ([a, y]: readonly Latex[]): Latex => `${a!} - ${y!}`;

const small: NonNullable<Piece['when']> = {
  latex: (v, { delta }) => `${absolute(error(v))} \\le ${delta!}`,
  holds: ([a, y], { delta }) => Math.abs(a! - y!) <= delta!,
};

/** A slope for small errors, for large outputs and for small ones. */
function slopes(curved: Piece['latex'], above: Piece['latex'], below: Piece['latex']): PiecewiseFormula {
  return {
    pieces: [
      { latex: curved, when: small },
      {
        latex: above,
        when: {
          latex: (v, { delta }) => `${error(v)} > ${delta!}`,
          holds: ([a, y], { delta }) => a! - y! > delta!,
        },
      },
      {
        latex: below,
        when: {
          latex: (v, { delta }) => `${error(v)} < -${delta!}`,
          holds: ([a, y], { delta }) => a! - y! < -delta!,
        },
      },
    ],
  };
}

const limit: Piece['latex'] = (_, { delta }) => delta!;
const negativeLimit: Piece['latex'] = (_, { delta }) => `-${delta!}`;

/** The error e where it is small, else δ with its sign. */
const clipped = (e: number, delta: number): number => (Math.abs(e) <= delta ? e : delta * Math.sign(e));

export const huber: LossRule = {
  name: 'huber',
  title: 'Huber loss',
  aliases: { Huber: {}, HuberLoss: {}, huber_loss: {}, smooth_l1: { delta: 1 }, SmoothL1Loss: { delta: 1 } },
  documentation: 'Squared for small errors, absolute for large ones: outliers pull with at most δ.',
  parameters: {
    delta: {
      default: 1,
      exclusiveMinimum: 0,
      symbol: '\\delta',
      documentation: 'The error δ from which on the loss grows as a straight line.',
    },
  },
  outputs: 'mean',
  targets: 'values',
  value: (a, y, { delta }) => {
    const e = Math.abs(a - y);
    return e <= delta! ? 0.5 * e * e : delta! * (e - 0.5 * delta!);
  },
  derivative: (a, y, { delta }) => clipped(a - y, delta!),
  targetDerivative: (a, y, { delta }) => clipped(y - a, delta!),
  kinks: () => [],
  bends: (y, { delta }) => [y - delta!, y + delta!],
  formula: {
    pieces: [
      {
        latex: (v) => `\\tfrac{1}{2} ${power(`(${error(v)})`, '2')}`,
        when: small,
      },
      {
        latex: (v, { delta }) =>
          `${delta!} \\cdot \\left(${absolute(error(v))} - \\tfrac{1}{2} \\cdot ${delta!}\\right)`,
        when: {
          latex: (v, { delta }) => `${absolute(error(v))} > ${delta!}`,
          holds: ([a, y], { delta }) => Math.abs(a! - y!) > delta!,
        },
      },
    ],
  },
  derivativeFormula: slopes(error, limit, negativeLimit),
  targetDerivativeFormula: slopes(([a, y]) => `${y!} - ${a!}`, negativeLimit, limit),
  fused: {},
};
