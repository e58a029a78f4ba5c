/** Dense: Z = A W + b, every unit reads every input. Source of the formulas: the lecture notes' matrix form. */
import { add, number, product, sum, type Term } from '../term';
import { plain, transposed } from './matrixProduct';
import type { LayerRule } from './rule';

const W = { parameter: 'weights' } as const;

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
    preActivation: { product: { makes: 'samples', factors: [plain('input'), plain(W)] }, plus: ['biases'] },
    inputDerivative: ({ a, z, parameter }) =>
      `\\frac{\\partial ${z('k', 'l+1')}}{\\partial ${a('j', 'l')}} = ${parameter('weights', 'j', 'k', 'l+1')}`,
    parameterDerivative: ({ a, z, parameter }) =>
      `\\frac{\\partial ${z('j', 'l')}}{\\partial ${parameter('weights', 'i', 'j', 'l')}} = ${a('i', 'l-1')}`,
    inputGradient: {
      element: ({ delta, parameter }) =>
        `\\sum_k ${parameter('weights', 'j', 'k', 'l+1')} ${delta('k', 'l+1')}`,
      product: { makes: 'samples', factors: [plain('delta'), transposed(W)] },
    },
    parameterGradients: {
      weights: {
        element: ({ a, delta }) => `${a('i', 'l-1')} \\cdot ${delta('j', 'l')}`,
        whole: { makes: 'parameter', factors: [transposed('input'), plain('delta')] },
      },
      biases: { element: ({ delta }) => `1 \\cdot ${delta('j', 'l')}`, whole: 'sumOfDeltas' },
    },
  },
};
