/** The JSON schema of model files, made from the rule tables: completion, hovers and checks while typing. */
import { layers, type LayerType } from '../engine/layers';
import { layerTypes } from './names';
import { outputDocumentation, outputQuantities } from './outputKeys';
import { maximumUnits } from './readLayers';
import { dtypes, reductions, weightLayouts } from './readModel';
import { activationSchema, lossSchema, spellingSchema } from './schemaOfRules';
import type { Schema } from './schemaTypes';

/** A number, or one of the texts that stand for numbers which JSON cannot write. */
const numberSchema: Schema = { type: ['number', 'string'], pattern: '^(NaN|-?Infinity)$' };

const rowSchema: Schema = { type: 'array', minItems: 1, items: numberSchema };

const matrixSchema: Schema = { type: 'array', minItems: 1, items: rowSchema };

const textSchema: Schema = { type: 'string', pattern: '\\S' };

const batchSnippet = {
  inputs: '^${1:[[0.05, 0.1]]}',
  targets: '^${2:[[0.99]]}',
};

const modelSnippet = {
  layers: [
    {
      type: 'dense',
      name: 'hidden',
      units: 3,
      activation: '${1:sigmoid}',
      weights: '^[[0.15, -0.4, 0.3], [0.25, 0.1, -0.2]]',
      biases: '^[0.1, -0.1, 0.05]',
    },
    {
      type: 'dense',
      name: 'output',
      units: 1,
      activation: '${2:sigmoid}',
      weights: '^[[0.4], [-0.3], [0.55]]',
      biases: '^[0.2]',
    },
  ],
  loss: '${3:half_squared_error}',
  batch: { inputs: '^[[0.05, 0.1]]', targets: '^[[0.99]]' },
};

/** The schema of a `*.backprop.json` file. */
export function modelSchema(): Schema {
  return {
    $schema: 'http://json-schema.org/draft-07/schema#',
    title: 'Backprop Inspector model',
    description: 'A neural network with a batch of samples, for one forward and one backward pass.',
    type: 'object',
    required: ['layers', 'batch'],
    defaultSnippets: [
      {
        label: 'model',
        description: 'A network of two dense layers with one sample',
        body: modelSnippet,
      },
    ],
    properties: {
      $schema: { ...textSchema, description: 'The JSON schema of this file.' },
      name: {
        ...textSchema,
        description: 'What the network is called. Without it, the file’s name.',
      },
      dtype: {
        enum: dtypes,
        default: dtypes[0],
        description: 'Precision of every number: the default float64, or float32 as most training uses.',
        enumDescriptions: ['Double precision, the default.', 'Single precision, as most training uses.'],
      },
      weightLayout: {
        enum: weightLayouts,
        default: weightLayouts[0],
        markdownDescription:
          'How weight matrices are written: `in_out` (one row an input, as in the notes and Keras) or `out_in` (one row a unit, as in PyTorch).',
        enumDescriptions: [
          'One row an input, one column a unit: the notes’ and Keras’s. The default.',
          'One row a unit, one column an input: PyTorch’s.',
        ],
      },
      layers: {
        type: 'array',
        minItems: 1,
        description: 'The layers, first to last. The last one is the output.',
        items: layerSchema(),
        defaultSnippets: [{ label: 'layers', description: 'A dense layer', body: [layerSnippet('dense')] }],
      },
      loss: {
        ...lossSchema(),
        default: 'half_squared_error',
        markdownDescription:
          'What is minimised: a name, or an object with parameters such as `{ "type": "huber", "delta": 1 }`. Without it, `half_squared_error`.',
      },
      reduction: {
        enum: reductions,
        default: reductions[0],
        description: 'How the losses of the samples are put together.',
        enumDescriptions: ['The mean over the batch, the default.', 'The sum over the batch.'],
      },
      batch: batchSchema(),
      expected: expectedSchema(),
    },
  };
}

/** Of a key that the reader of models does not look into. */
const anything = { type: ['object', 'array', 'string', 'number', 'boolean', 'null'] } as const;

/** It is offered, not demanded: whoever compares is told what does not fit. */
function expectedSchema(): Schema {
  const quantities = outputQuantities.map((key): [string, Schema] => [
    key,
    { description: outputDocumentation[key] },
  ]);
  const layer: Schema = {
    ...anything,
    properties: {
      name: { description: 'The layer’s name in the model.' },
      ...Object.fromEntries(quantities),
    },
  };
  return {
    ...anything,
    description:
      'Gradients of your own to compare with, in the shape of the command line’s output; any part of it.',
    properties: {
      layers: { ...anything, description: 'By their names, or in the model’s order.', items: layer },
    },
  };
}

function batchSchema(): Schema {
  return {
    type: 'object',
    required: ['inputs', 'targets'],
    description: 'The samples of the pass, with the outputs that they should have.',
    defaultSnippets: [{ label: 'batch', description: 'One sample and its target', body: batchSnippet }],
    properties: {
      inputs: {
        ...matrixSchema,
        markdownDescription: 'A⁰: one row a sample, one column an input, such as `[[0.05, 0.1]]`.',
      },
      targets: {
        type: 'array',
        minItems: 1,
        items: { anyOf: [numberSchema, rowSchema] },
        markdownDescription:
          'One row a sample, one column an output, such as `[[0.99]]`; class indices such as `[2, 0, 1]` for losses that read classes.',
      },
    },
  };
}

/** A layer with all that its rule declares, to be filled in from stop to stop. */
function layerSnippet(type: LayerType): Readonly<Record<string, string>> {
  const { parameters, preActivation } = layers[type];
  const text = (example: string, stop: number): string => `\${${stop}:${example}}`;
  const json = (example: string, stop: number): string => `^\${${stop}:${example}}`;
  const keys = [
    { key: 'name', example: 'hidden', write: text },
    ...(preActivation === 'computed' ? [{ key: 'units', example: '3', write: json }] : []),
    { key: 'activation', example: 'sigmoid', write: text },
    ...Object.entries(parameters).map(([key, { example }]) => ({ key, example, write: json })),
  ];
  return Object.fromEntries([
    ['type', type],
    ...keys.map(({ key, example, write }, i) => [key, write(example, i + 1)] as const),
  ]);
}

function layerSchema(): Schema {
  const alternatives = layerTypes.map((type): Schema => {
    const { parameters, preActivation, documentation, aliases } = layers[type];
    const readsUnits = preActivation === 'input';
    return {
      type: 'object',
      required: [
        'type',
        ...(readsUnits ? ['activation'] : []),
        ...Object.keys(parameters).filter((name) => !parameters[name]!.optional),
      ],
      properties: {
        type: {
          ...spellingSchema([{ name: type, documentation, aliases }]),
          description: 'What the layer computes.',
        },
        name: { ...textSchema, markdownDescription: 'The layer’s name; without it `layer1`, `layer2`, …' },
        units: {
          type: 'integer',
          minimum: 1,
          maximum: maximumUnits,
          description: readsUnits
            ? 'How many units the layer has: as many as it reads. May be left out.'
            : 'How many units the layer has. May be left out where the weights say it.',
        },
        activation: {
          ...activationSchema(),
          ...(readsUnits ? {} : { default: 'linear' }),
          markdownDescription: `σ, applied to every z: a name, or an object with parameters such as \`{ "type": "leaky_relu", "negative_slope": 0.1 }\`.${readsUnits ? '' : ' Without it, `linear`.'}`,
        },
        inputs: {
          type: 'array',
          minItems: 1,
          maxItems: 1,
          items: { type: 'string' },
          markdownDescription:
            'The layer that this one reads, by name, or `["inputs"]` for the batch. Without it, the layer before.',
        },
        ...Object.fromEntries(
          Object.entries(parameters).map(([name, parameter]) => [
            name,
            {
              ...(parameter.axes.length === 1 ? rowSchema : matrixSchema),
              description: parameter.documentation,
            },
          ]),
        ),
      },
      defaultSnippets: [{ label: `${type} layer`, description: documentation, body: layerSnippet(type) }],
    };
  });
  return { anyOf: alternatives };
}
