/** What correct files say. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { activations } from '../../src/engine/activations';
import { layers } from '../../src/engine/layers';
import { losses } from '../../src/engine/losses';
import { buildNetwork, type NetworkSpec } from '../../src/engine/network';
import { readModel } from '../../src/model/readModel';
import { type ModelParts, modelText } from './support/modelText';

/** The network of a text that must have no issue at all. */
function read(parts: ModelParts | string): NetworkSpec {
  const text = typeof parts === 'string' ? parts : modelText(parts);
  const { spec, issues } = readModel(text, 'the file');
  expect(issues).toEqual([]);
  buildNetwork(spec!);
  return spec!;
}

const output = (text: string): string => `{ "type": "dense", "weights": [[1], [2], [3]], ${text} }`;
const classOutput = (activation: string): string =>
  `{ "type": "dense", "activation": "${activation}", "weights": [[1, 1], [2, 2], [3, 3]] }`;

describe('a model', () => {
  it('is read whole', () => {
    expect(read({ more: '"name": "mine", "reduction": "sum",' })).toEqual({
      name: 'mine',
      dtype: 'float64',
      layers: [
        {
          type: 'dense',
          name: 'hidden',
          units: 3,
          activation: { name: 'linear', parameters: {} },
          inputs: ['inputs'],
          parameters: {
            weights: { shape: [2, 3], data: Float64Array.of(1, 2, 3, 4, 5, 6) },
            biases: { shape: [3], data: Float64Array.of(0, 0, 0) },
          },
        },
        {
          type: 'dense',
          name: 'output',
          units: 1,
          activation: { name: 'linear', parameters: {} },
          inputs: [0],
          parameters: { weights: { shape: [3, 1], data: Float64Array.of(1, 2, 3) } },
        },
      ],
      loss: { name: 'half_squared_error', parameters: {}, fromLogits: false },
      reduction: 'sum',
      inputs: { shape: [1, 2], data: Float64Array.of(0.1, 0.2) },
      targets: { shape: [1, 1], data: Float64Array.of(1) },
    });
  });

  it('takes its defaults where keys are left out', () => {
    const spec = read(
      '{ "layers": [{ "type": "dense", "weights": [[2]] }, { "type": "dense", "weights": [[3]] }], "batch": { "inputs": [[1]], "targets": [[1]] } }',
    );
    expect(spec).toMatchObject({ name: 'the file', dtype: 'float64', reduction: 'mean' });
    expect(spec.layers.map((layer) => layer.name)).toEqual(['layer1', 'layer2']);
    expect(spec.loss.name).toBe('half_squared_error');
  });

  it('may have comments, trailing commas and a byte order mark', () => {
    read(
      '\uFEFF// one unit\n{ "layers": [{ "type": "dense", "weights": [[2,],], /* no biases */ },], "batch": { "inputs": [[1]], "targets": [[1]], }, }',
    );
  });

  it('may hold "expected" gradients of any shape', () => {
    read({ more: '"expected": { "layers": [{ "dW": null }], "anything": true },' });
  });
});

describe('numbers', () => {
  it('may be NaN and infinite as the command line prints them', () => {
    const { data } = read({
      inputs: '[["NaN", "-Infinity"], [1e308, "Infinity"]]',
      targets: '[[1], [2]]',
    }).inputs;
    expect(data).toEqual(Float64Array.of(NaN, -Infinity, 1e308, Infinity));
  });

  it('keep every digit', () => {
    expect(read({ inputs: '[[0.1000000000000000055, -0.0]]' }).inputs.data).toEqual(Float64Array.of(0.1, -0));
  });

  it('are rounded in float32', () => {
    const spec = read({ more: '"dtype": "float32",' });
    expect(spec.inputs.data).toEqual(Float32Array.of(0.1, 0.2));
    expect(spec.layers[0]!.parameters['weights']!.data).toBeInstanceOf(Float32Array);
    expect(spec.targets.data).toBeInstanceOf(Float32Array);
  });
});

describe('weightLayout', () => {
  it('out_in turns matrices round, and nothing else', () => {
    const turned = read({
      more: '"weightLayout": "out_in",',
      hidden:
        '{ "type": "dense", "name": "hidden", "weights": [[1, 4], [2, 5], [3, 6]], "biases": [0, 0, 0] }',
      output: '{ "type": "dense", "name": "output", "weights": [[1, 2, 3]] }',
    });
    expect(turned).toEqual(read({ more: '"name": "the file",' }));
  });
});

describe('rules', () => {
  const spellings = Object.values(activations).flatMap((rule) =>
    [rule.name, ...Object.keys(rule.aliases)].map((spelling) => ({ spelling, rule })),
  );
  it.each(spellings)('understand the activation $spelling', ({ spelling, rule }) => {
    const [, layer] = read({ output: output(`"activation": "${spelling}"`) }).layers;
    expect(layer!.activation.name).toBe(rule.name);
    expect(Object.keys(layer!.activation.parameters).sort()).toEqual(Object.keys(rule.parameters).sort());
    const [, same] = read({ output: output(`"activation": { "type": "${spelling}" }`) }).layers;
    expect(same!.activation).toEqual(layer!.activation);
  });

  const lossSpellings = Object.values(losses).flatMap((rule) =>
    Object.entries({ [rule.name]: {}, ...rule.aliases }).map(([spelling, implied]) => ({
      spelling,
      rule,
      implied,
    })),
  );
  it.each(lossSpellings)('understand the loss $spelling', ({ spelling, rule, implied }) => {
    const { loss } = read({
      loss: `"${spelling}"`,
      targets: rule.targets === 'classes' ? '[0]' : '[[1]]',
    });
    expect(loss.name).toBe(rule.name);
    expect(loss.fromLogits).toBe('from_logits' in implied);
    expect(Object.keys(loss.parameters).sort()).toEqual(Object.keys(rule.parameters).sort());
  });

  const layerSpellings = Object.values(layers).flatMap(({ type, aliases }) =>
    aliases.map((alias) => ({ alias, type })),
  );
  it.each(layerSpellings)('understand the layer $alias', ({ alias, type }) => {
    const { hidden, inputs } =
      type === 'dense'
        ? { hidden: `{ "type": "${alias}", "weights": [[1, 2, 3], [4, 5, 6]] }`, inputs: '[[0.1, 0.2]]' }
        : { hidden: `{ "type": "${alias}", "activation": "relu" }`, inputs: '[[0.1, 0.2, 0.3]]' };
    expect(read({ hidden, inputs }).layers[0]!.type).toBe(type);
  });

  it('give an activation layer as many units as it reads', () => {
    const { layers: found } = read({
      hidden: '{ "type": "activation", "activation": "relu" }',
      inputs: '[[0.1, 0.2, 0.3]]',
    });
    expect(found[0]).toEqual({
      type: 'activation',
      name: 'layer1',
      units: 3,
      activation: { name: 'relu', parameters: {} },
      inputs: ['inputs'],
      parameters: {},
    });
  });

  it('take parameters', () => {
    const [, layer] = read({
      output: output('"activation": { "type": "LeakyReLU", "negative_slope": 0.1 }'),
    }).layers;
    expect(layer!.activation).toEqual({ name: 'leaky_relu', parameters: { negative_slope: 0.1 } });
    expect(read({ loss: '{ "type": "huber", "delta": 2 }' }).loss.parameters).toEqual({ delta: 2 });
  });

  it('read logits where the file says so', () => {
    expect(read({ loss: '{ "type": "bce", "from_logits": true }' }).loss).toEqual({
      name: 'binary_crossentropy',
      parameters: {},
      fromLogits: true,
    });
    expect(read({ loss: '{ "type": "BCEWithLogitsLoss", "from_logits": false }' }).loss.fromLogits).toBe(
      false,
    );
  });
});

describe('sources', () => {
  it('name the batch or any earlier layer', () => {
    const spec = read(`{
      "layers": [
        { "type": "dense", "name": "a", "weights": [[1, 2]] },
        { "type": "dense", "name": "b", "inputs": ["inputs"], "weights": [[1]] },
        { "type": "dense", "name": "c", "inputs": ["a"], "weights": [[1], [2]] }
      ],
      "batch": { "inputs": [[1]], "targets": [[1]] }
    }`);
    expect(spec.layers.map((layer) => layer.inputs)).toEqual([['inputs'], ['inputs'], [0]]);
  });
});

describe('class targets', () => {
  const parts = {
    output: classOutput('softmax'),
    loss: '"sparse_categorical_crossentropy"',
    inputs: '[[1, 2], [3, 4], [5, 6]]',
  };
  it.each(['[1, 0, 1]', '[[1], [0], [1]]'])('may be written %s', (targets) => {
    expect(read({ ...parts, targets }).targets).toEqual({ shape: [3, 1], data: Float64Array.of(1, 0, 1) });
  });
});

describe('every problem at once', () => {
  it('is listed in the order of the text', () => {
    const text = readFileSync(new URL('fixtures/everythingWrong.backprop.json', import.meta.url), 'utf8');
    const { spec, issues } = readModel(text, 'wrong');
    expect(spec).toBeUndefined();
    const lines = issues.map(
      ({ range, severity, code, path }) =>
        `${range.start.line + 1}:${range.start.column + 1} ${severity} ${code} ${path.join('.')}`,
    );
    expect(lines).toEqual([
      '2:11 error wrong_type name',
      '3:12 error unknown_value dtype',
      '4:3 warning unknown_key weightlayout',
      '6:15 error unknown_layer layers.0.type',
      '6:62 error unknown_activation layers.0.activation',
      '6:92 error ragged_array layers.0.weights.1',
      '7:32 error duplicate_name layers.1.name',
      '7:37 error wrong_shape layers.1.weights',
      '7:53 error not_a_number layers.1.weights.0.1',
      '7:66 error not_a_number layers.1.weights.1.1',
      '7:72 error not_a_number layers.1.weights.1.2',
      '7:81 warning unknown_key layers.1.bias',
      '8:35 error unknown_source layers.2.inputs.0',
      '8:62 error units_mismatch layers.2.biases',
      '9:114 error invalid_parameter layers.3.activation.alpha',
      '11:3 error invalid_json ',
      '11:11 error unknown_loss loss',
      '12:16 error unknown_value reduction',
      '13:3 error forbidden_key ',
      '14:33 error ragged_array batch.inputs.1',
      '14:69 error duplicate_key batch.targets',
    ]);
  });
});

describe('many problems', () => {
  it('are capped, for each matrix and in all', () => {
    const rows = (count: number): string => `[${Array<string>(count).fill('["x"]').join(',')}]`;
    const layer = `{ "type": "dense", "weights": ${rows(15)} }`;
    const text = `{ "layers": [${Array<string>(20).fill(layer).join(',')}], "batch": { "inputs": [["NaN"]], "targets": [[1]] } }`;
    const { issues } = readModel(text, 'wrong');
    expect(issues).toHaveLength(101);
    expect(issues.filter((issue) => issue.message.includes('5 more elements are not numbers'))).not.toEqual(
      [],
    );
    expect(issues.at(-1)).toMatchObject({ code: 'more_issues', severity: 'error', path: [] });
    expect(issues.at(-1)!.message).toMatch(/^\d+ more errors are not listed$/);
  });

  it('warnings never hide an error', () => {
    const keys = Array.from({ length: 150 }, (_, i) => `"unknown number ${i}": 0,`).join('');
    const { spec, issues } = readModel(modelText({ more: keys, targets: '[[null]]' }), 'wrong');
    expect(spec).toBeUndefined();
    expect(issues.filter((issue) => issue.severity === 'error').map((issue) => issue.code)).toEqual([
      'not_a_number',
    ]);
    expect(issues.at(-1)!.message).toBe('50 more warnings are not listed');
  });
});
