/** Activation: an activation as a layer of its own, as Keras's Activation and PyTorch's nn.ReLU() are. Z is its input. */
import { plain } from './matrixProduct';
import type { LayerRule } from './rule';

export const activation: LayerRule = {
  type: 'activation',
  aliases: ['Activation'],
  documentation:
    'An activation as a layer of its own: z is what it reads, a = σ(z). It has no parameters and as many units as it reads.',
  preActivation: 'input',
  parameters: {},

  forward: (_kernels, [input]) => input!,

  parameterVjp: () => ({}),

  inputVjp: (_kernels, _inputs, _parameters, delta) => delta,

  explainPreActivation: (cells, sample, unit) => cells.input(0, sample, unit),

  explainParameterGradient(_cells, parameter) {
    throw new TypeError(`an activation layer has no parameter ${parameter}`);
  },

  explainInputGradient: (cells, _source, sample, unit) => cells.delta(sample, unit),

  formulas: {
    preActivation: { product: { makes: 'samples', factors: [plain('input')] }, plus: [] },
    inputDerivative: ({ a, z }) => `\\frac{\\partial ${z('j', 'l+1')}}{\\partial ${a('j', 'l')}} = 1`,
    inputGradient: {
      element: ({ delta }) => delta('j', 'l+1'),
      product: { makes: 'samples', factors: [plain('delta')] },
    },
    parameterGradients: {},
  },
};
