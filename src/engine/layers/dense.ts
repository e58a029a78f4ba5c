/** Dense: Z = A W + b, every unit reads every input. Source of the formulas: the lecture notes' matrix form. */
import { add, number, product, sum, type Term } from '../term';
import type { LayerRule } from './rule';

export const dense: LayerRule = {
  type: 'dense',
  aliases: ['Dense', 'Linear', 'linear', 'fully_connected', 'fc'],
  documentation:
    'Every unit j sums all inputs: z_j = Σ_i a_i w_ij + b_j. W has one row an input, one column a unit.',
  preActivation: 'computed',
  parameters: {
    weights: {
      documentation:
        'W: one row an input, one column a unit (with "weightLayout": "out_in" the other way round).',
      example: '[[0.15, -0.4, 0.3], [0.25, 0.1, -0.2]]',
      symbol: { matrix: 'W', element: 'w' },
      axes: ['inputs', 'units'],
      optional: false,
    },
    biases: {
      documentation: 'b: one number a unit. Without this key the layer has no bias.',
      example: '[0.1, -0.1, 0.05]',
      symbol: { matrix: 'b', element: 'b' },
      axes: ['units'],
      optional: true,
    },
  },

  forward: (kernels, [input], { weights, biases }) => kernels.multiply(input!, weights!, biases),

  parameterVjp(kernels, [input], { biases }, delta) {
    const weights = kernels.multiplyTransposedA(input!, delta);
    return biases === undefined ? { weights } : { weights, biases: kernels.sumOfRows(delta) };
  },

  inputVjp: (kernels, _inputs, { weights }, delta) => kernels.multiplyTransposedB(delta, weights!),

  explainPreActivation(cells, sample, unit) {
    const weighted = sum(
      cells.inputWidths[0]!,
      'i',
      `${cells.symbol({ input: 0, sample: `${sample + 1}`, unit: 'i' })} \\cdot ${cells.symbol({ parameter: 'weights', row: 'i', column: `${unit + 1}` })}`,
      (i) => product(cells.input(0, sample, i), cells.parameter('weights', i, unit)),
    );
    return cells.parameters['biases'] === undefined
      ? weighted
      : add(weighted, cells.parameter('biases', 0, unit));
  },

  explainParameterGradient(cells, parameter, samples, row, column) {
    const factors = (sample: number): Term =>
      product(parameter === 'weights' ? cells.input(0, sample, row) : number(1), cells.delta(sample, column));
    const [only] = samples;
    if (samples.length === 1 && only !== undefined) return factors(only);
    const delta = cells.symbol({ delta: true, sample: 'k', unit: `${column + 1}` });
    const pattern =
      parameter === 'weights'
        ? `${cells.symbol({ input: 0, sample: 'k', unit: `${row + 1}` })} \\cdot ${delta}`
        : `1 \\cdot ${delta}`;
    return sum(samples.length, 'k', pattern, (k) => factors(samples[k]!));
  },

  explainInputGradient(cells, _source, sample, unit) {
    return sum(
      cells.units,
      'k',
      `${cells.symbol({ parameter: 'weights', row: `${unit + 1}`, column: 'k' })} \\cdot ${cells.symbol({ delta: true, sample: `${sample + 1}`, unit: 'k' })}`,
      (k) => product(cells.parameter('weights', unit, k), cells.delta(sample, k)),
    );
  },

  formulas: {
    preActivation: {
      sample: '(W^{l})^{\\mathsf{T}} a^{l-1} + b^{l}',
      batch: 'A^{l-1} W^{l} + b^{l}',
    },
    inputDerivative: {
      element: '\\frac{\\partial z_k^{l+1}}{\\partial a_j^{l}} = w_{jk}^{l+1}',
      matrix: '\\frac{\\partial z^{l+1}}{\\partial a^{l}} = W^{l+1}',
    },
    parameterDerivative: '\\frac{\\partial z_j^{l}}{\\partial w_{ij}^{l}} = a_i^{l-1}',
    inputGradient: {
      element: '\\sum_k w_{jk}^{l+1} \\delta_k^{l+1}',
      sample: 'W^{l+1} \\delta^{l+1}',
      batch: '\\Delta^{l+1} (W^{l+1})^{\\mathsf{T}}',
    },
    parameterGradients: {
      weights: {
        element: 'a_i^{l-1} \\cdot \\delta_j^{l}',
        sample: 'a^{l-1} (\\delta^{l})^{\\mathsf{T}}',
        batch: '(A^{l-1})^{\\mathsf{T}} \\Delta^{l}',
        shaped:
          '\\underbrace{a^{l-1}}_{(n_{l-1}, 1)} \\; \\underbrace{(\\delta^{l})^{\\mathsf{T}}}_{(1, n_{l})}',
      },
      biases: {
        element: '1 \\cdot \\delta_j^{l}',
        sample: '\\delta^{l}',
        batch: '\\textstyle\\sum_k \\delta_k^{l}',
        shaped: '\\underbrace{\\delta^{l}}_{(n_{l}, 1)}',
      },
    },
  },
};
