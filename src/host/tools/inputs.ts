/** What a language model gives to our tools. package.json repeats it as JSON schemas, made of these and compared in a test. */
import * as v from 'valibot';

const file = v.optional(
  v.pipe(
    v.string(),
    v.description(
      'The model: a path in the workspace, such as "examples/xor.backprop.json", or a URI. Left out: the model that the user looks at.',
    ),
  ),
);

const counted = (description: string) =>
  v.optional(v.pipe(v.number(), v.integer(), v.minValue(1), v.description(description)));

export const modelInput = v.object({ file });

export const numberInput = v.object({
  file,
  quantity: v.pipe(
    v.picklist([
      'weightGradient',
      'biasGradient',
      'delta',
      'upstreamGradient',
      'activationDerivative',
      'activation',
      'preActivation',
      'loss',
    ]),
    v.description(
      'What the number is: ∂L/∂w (weightGradient), ∂L/∂b (biasGradient), ∂L/∂z (delta), ∂L/∂a (upstreamGradient), σ′(z) (activationDerivative), a (activation), z (preActivation), or the loss.',
    ),
  ),
  layer: v.optional(
    v.pipe(
      v.union([v.string(), v.number()]),
      v.description('The layer, by its name or by its number from 1. Not for the loss.'),
    ),
  ),
  unit: counted('The unit of that layer, from 1. Not for the loss.'),
  input: counted(
    'Only for a weightGradient: the unit that the weight comes from, from 1, in what the layer reads.',
  ),
  sample: counted(
    'The sample, from 1. Left out: the whole batch for gradients of parameters and the loss, the only sample for others.',
  ),
});

export type NumberInput = v.InferOutput<typeof numberInput>;
