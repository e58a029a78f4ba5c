/** Names in a model: layers, activations, losses, and names of its own. */
import { describe } from 'vitest';
import { activations } from '../../../src/engine/activations';
import { layers } from '../../../src/engine/layers';
import { losses } from '../../../src/engine/losses';
import { check } from '../support/checkIssue';

const activationList = Object.keys(activations).join(', ');
const layerList = Object.keys(layers).join(', ');
const lossList = Object.keys(losses).join(', ');

describe('names', () => {
  check('an unknown layer', {
    parts: { output: '{ "type": «"dens"», "name": "output", "weights": [[1], [2], [3]] }' },
    code: 'unknown_layer',
    message: 'Layer "output": unknown type of layer "dens"; did you mean "dense"?',
    path: ['layers', 1, 'type'],
    expected: `one of ${layerList}`,
    found: '"dens"',
  });
  check('a layer without a type', {
    parts: { output: '«{ "name": "output", "weights": [[1], [2], [3]] }»' },
    code: 'missing',
    message: 'Layer "output": a layer needs a "type", such as "dense"',
    path: ['layers', 1],
    expected: `"type": one of ${layerList}`,
    found: 'no "type"',
  });
  check('an activation in the place of a layer’s type', {
    parts: { output: '{ "type": «"ReLU"», "name": "output" }' },
    code: 'unknown_layer',
    message:
      'Layer "output": unknown type of layer "ReLU"; as a layer of its own it is { "type": "activation", "activation": "relu" }',
    path: ['layers', 1, 'type'],
    expected: `one of ${layerList}`,
    found: '"ReLU"',
  });
  check('an activation layer without its activation', {
    parts: { output: '«{ "type": "activation", "name": "output" }»', targets: '[[1, 2, 3]]' },
    code: 'missing',
    message: 'Layer "output": a layer of type "activation" needs an "activation", such as "relu"',
    path: ['layers', 1],
    expected: `"activation": one of ${activationList}`,
    found: 'no "activation"',
  });
  check('an unknown activation', {
    parts: { output: '{ "type": "dense", "activation": «"Relu7"», "weights": [[1], [2], [3]] }' },
    code: 'unknown_activation',
    message: 'Layer "layer2": unknown activation "Relu7"; did you mean "relu"?',
    path: ['layers', 1, 'activation'],
    expected: `one of ${activationList}`,
    found: '"Relu7"',
  });
  check('an activation in another case', {
    parts: { output: '{ "type": "dense", "activation": «"SIGMOID"», "weights": [[1], [2], [3]] }' },
    code: 'unknown_activation',
    message: 'Layer "layer2": unknown activation "SIGMOID"; did you mean "sigmoid"?',
    path: ['layers', 1, 'activation'],
    expected: `one of ${activationList}`,
    found: '"SIGMOID"',
  });
  check('an activation nobody knows', {
    parts: { output: '{ "type": "dense", "activation": «"constructor"», "weights": [[1], [2], [3]] }' },
    code: 'unknown_activation',
    message: 'Layer "layer2": unknown activation "constructor"',
    path: ['layers', 1, 'activation'],
    expected: `one of ${activationList}`,
    found: '"constructor"',
  });
  check('an unknown activation in an object, by the alias that is nearest', {
    parts: {
      output: '{ "type": "dense", "activation": { "type": «"swisch"» }, "weights": [[1], [2], [3]] }',
    },
    code: 'unknown_activation',
    message: 'Layer "layer2": unknown activation "swisch"; did you mean "silu"?',
    path: ['layers', 1, 'activation', 'type'],
    expected: `one of ${activationList}`,
    found: '"swisch"',
  });
  check('an activation that is neither name nor object', {
    parts: { output: '{ "type": "dense", "activation": «null», "weights": [[1], [2], [3]] }' },
    code: 'wrong_type',
    message: 'Layer "layer2": the activation must be a name or an object with "type"',
    path: ['layers', 1, 'activation'],
    expected: 'the name of an activation, or an object with "type"',
    found: 'null',
  });
  check('an activation object without a type', {
    parts: { output: '{ "type": "dense", «"activation"»: { "alpha": 1 }, "weights": [[1], [2], [3]] }' },
    code: 'missing',
    message: 'Layer "layer2": the activation needs a name under "type"',
    path: ['layers', 1, 'activation'],
    expected: 'the name of an activation, or an object with "type"',
    found: 'an object with "alpha"',
  });
  check('an expression', {
    parts: {
      output: '{ "type": "dense", «"activation"»: { "expression": "x * x" }, "weights": [[1], [2], [3]] }',
    },
    code: 'unsupported',
    message: 'Layer "layer2": an activation can not be given by "expression" yet',
    path: ['layers', 1, 'activation'],
    expected: 'the name of an activation, or an object with "type"',
    found: 'an object with "expression"',
  });
  check('an unknown loss', {
    parts: { loss: '«"mean_square_error"»' },
    code: 'unknown_loss',
    message: 'Unknown loss "mean_square_error"; did you mean "mean_squared_error"?',
    path: ['loss'],
    expected: `one of ${lossList}`,
    found: '"mean_square_error"',
  });
  check('a duplicate name', {
    parts: { output: '{ "type": "dense", "name": «"hidden"», "weights": [[1], [2], [3]] }' },
    code: 'duplicate_name',
    message: 'Two layers are named "hidden"',
    path: ['layers', 1, 'name'],
    expected: 'a name of its own',
    found: '"hidden"',
    related: [['Layer 1 has this name', '"hidden"']],
  });
  check('the default name of an earlier layer', {
    parts: {
      hidden: '{ "type": "dense", "weights": [[1, 2, 3], [4, 5, 6]] }',
      output: '{ "type": "dense", "name": «"layer1"», "weights": [[1], [2], [3]] }',
    },
    code: 'duplicate_name',
    message: 'Two layers are named "layer1"',
    path: ['layers', 1, 'name'],
    expected: 'a name of its own',
    found: '"layer1"',
    related: [['Layer 1 has this name by default', '{ "type": "dense", "weights": [[1, 2, 3], [4, 5, 6]] }']],
  });
  check('a layer that is named like the batch’s inputs', {
    parts: { hidden: '{ "type": "dense", "name": «"inputs"», "weights": [[1, 2, 3], [4, 5, 6]] }' },
    code: 'duplicate_name',
    message: 'A layer can not be named "inputs", which stands for the inputs of the batch',
    path: ['layers', 0, 'name'],
    expected: 'another name',
    found: '"inputs"',
  });
  check('an empty name', {
    parts: { more: '"name": «" "»,' },
    code: 'wrong_type',
    message: '"name" must be a text that is not empty',
    path: ['name'],
    expected: 'a text that is not empty',
    found: 'the text " "',
  });
});
