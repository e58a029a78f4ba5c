/** Formulas say what the code computes: put in numbers, work the LaTeX out, compare. */
import fc from 'fast-check';
import temml from 'temml';
import { describe, expect, it } from 'vitest';
import { activations } from '../../src/engine/activations';
import { activationDerivative, activationValue } from '../../src/engine/activations/evaluate';
import { losses } from '../../src/engine/losses';
import { type ParameterValues, pieceAt, type PiecewiseFormula, symbolic } from '../../src/engine/rule';
import { latexValue } from './support/latexValue';
import { parametersOf } from './support/parameters';

const digits = (x: number): string => (x < 0 || Object.is(x, -0) ? `(${x})` : String(x));

function inNumbers(
  formula: PiecewiseFormula,
  values: readonly number[],
  parameters: ParameterValues,
): number {
  const names = Object.fromEntries(Object.entries(parameters).map(([name, x]) => [name, digits(x)]));
  return latexValue(pieceAt(formula, values, parameters).latex(values.map(digits), names));
}

function expectSame(written: number, computed: number): void {
  const error = Math.abs(written - computed);
  expect(error, `formula ${written}, code ${computed}`).toBeLessThanOrEqual(
    1e-9 * Math.max(1, Math.abs(computed)),
  );
}

/** Renders as MathML without an error; strict, so that a double superscript is one. */
function expectRenders(latex: string): void {
  expect(temml.renderToString(latex, { throwOnError: true, strict: true })).toContain('<math');
}

function expectTotal(
  formula: PiecewiseFormula,
  values: readonly number[],
  parameters: ParameterValues,
): void {
  const holding = formula.pieces.filter((piece) => piece.when?.holds(values, parameters) === true);
  const others = formula.pieces.filter((piece) => piece.when === undefined);
  expect(holding.length + others.length, `pieces at ${values.join(', ')}`).toBeGreaterThan(0);
  if (others.length === 0) expect(holding, `pieces at ${values.join(', ')}`).toHaveLength(1);
  expect(formula.pieces.slice(0, -1).every((piece) => piece.when !== undefined)).toBe(true);
}

/** Off the grid of kinks mostly, on it sometimes. */
const number = fc.oneof(
  fc.double({ min: -8, max: 8, noNaN: true }).filter((x) => x === 0 || Math.abs(x) > 1e-6),
  fc.constantFrom(0, 1, -1, 3, -3, 6, 0.5, -12),
);
const probability = fc.double({ min: 0.01, max: 0.99, noNaN: true });
const target = fc.oneof(number, fc.constantFrom(0, 1, -1));

it('a second superscript does not render', () => {
  expect(() => {
    expectRenders('a_{1}^{2}^{2}');
  }).toThrow(/superscript/i);
});

describe('formulas of activations', () => {
  for (const rule of Object.values(activations)) {
    if (rule.kind === 'row') {
      it(`${rule.name} renders`, () => {
        expectRenders(rule.formula);
        expectRenders(rule.jacobian);
      });
      continue;
    }
    it(rule.name, () => {
      const names = Object.fromEntries(Object.entries(rule.parameters).map(([name, p]) => [name, p.symbol]));
      expectRenders(symbolic(rule.formula, ['z_{1}^{2}'], names));
      expectRenders(symbolic(rule.derivativeFormula, ['z_{1}^{2}', 'a_{1}^{2}'], names));
      fc.assert(
        fc.property(number, parametersOf(rule), (z, parameters) => {
          const a = activationValue(rule, z, parameters);
          expectTotal(rule.formula, [z], parameters);
          expectTotal(rule.derivativeFormula, [z, a], parameters);
          expectSame(inNumbers(rule.formula, [z], parameters), a);
          expectSame(
            inNumbers(rule.derivativeFormula, [z, a], parameters),
            activationDerivative(rule, z, parameters),
          );
        }),
        { seed: 1, numRuns: 300 },
      );
    });
  }
});

describe('formulas of losses', () => {
  /** Losses of probabilities or rates, whose logarithm is taken. */
  const domain: Partial<Record<string, readonly [fc.Arbitrary<number>, fc.Arbitrary<number>]>> = {
    binary_crossentropy: [probability, fc.oneof(probability, fc.constantFrom(0, 1))],
    categorical_crossentropy: [probability, fc.oneof(probability, fc.constantFrom(0, 1))],
    sparse_categorical_crossentropy: [probability, fc.constantFrom(0, 1)],
    kl_divergence: [probability, probability],
    poisson: [probability.map((a) => 10 * a), fc.nat(20)],
  };
  for (const rule of Object.values(losses)) {
    const [output, wanted] = domain[rule.name] ?? [number, target];
    it(rule.name, () => {
      const names = Object.fromEntries(Object.entries(rule.parameters).map(([name, p]) => [name, p.symbol]));
      expectRenders(symbolic(rule.formula, ['a_{1}^{2}', 'y_{1}'], names));
      expectRenders(symbolic(rule.derivativeFormula, ['a_{1}^{2}', 'y_{1}'], names));
      expectRenders(symbolic(rule.targetDerivativeFormula, ['a_{1}^{2}', 'y_{1}'], names));
      fc.assert(
        fc.property(output, wanted, parametersOf(rule), (a, y, parameters) => {
          expectTotal(rule.formula, [a, y], parameters);
          expectTotal(rule.derivativeFormula, [a, y], parameters);
          expectTotal(rule.targetDerivativeFormula, [a, y], parameters);
          expectSame(inNumbers(rule.formula, [a, y], parameters), rule.value(a, y, parameters));
          expectSame(
            inNumbers(rule.derivativeFormula, [a, y], parameters),
            rule.derivative(a, y, parameters),
          );
          expectSame(
            inNumbers(rule.targetDerivativeFormula, [a, y], parameters),
            rule.targetDerivative(a, y, parameters),
          );
        }),
        { seed: 2, numRuns: 300 },
      );
    });

    for (const [name, fused] of Object.entries(rule.fused)) {
      it(`${rule.name} with ${name}`, () => {
        expectRenders(symbolic(fused.formula, ['z_{1}^{2}', 'y_{1}'], {}));
        expectRenders(symbolic(fused.deltaFormula, ['a_{1}^{2}', 'y_{1}', 's'], {}));
        expectRenders(symbolic(fused.targetDerivativeFormula, ['z_{1}^{2}', 'y_{1}'], {}));
        fused.derivation.forEach(expectRenders);
        fc.assert(
          fc.property(number, wanted, fc.constantFrom(0, 1, 2.5), (x, y, sum) => {
            expectTotal(fused.formula, [x, y], {});
            expectTotal(fused.deltaFormula, [x, y, sum], {});
            expectTotal(fused.targetDerivativeFormula, [x, y], {});
            expectSame(inNumbers(fused.formula, [x, y], {}), fused.value(x, y));
            expectSame(inNumbers(fused.deltaFormula, [x, y, sum], {}), fused.delta(x, y, sum));
            expectSame(inNumbers(fused.targetDerivativeFormula, [x, y], {}), fused.targetDerivative(x, y));
          }),
          { seed: 3, numRuns: 300 },
        );
      });
    }
  }
});
