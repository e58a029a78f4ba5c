/** Keys that mean nothing, words out of a few, and parameters of rules. */
import { describe } from 'vitest';
import { check } from '../support/checkIssue';

describe('keys and words', () => {
  check('an unknown key of the model', {
    parts: { more: '«"los"»: "huber",' },
    code: 'unknown_key',
    severity: 'warning',
    message: '"los" means nothing in a model and is ignored; did you mean "loss"?',
    path: ['los'],
    expected:
      '"$schema", "name", "dtype", "weightLayout", "layers", "loss", "reduction", "batch", "expected"',
    found: '"los"',
  });
  check('an unknown key of a layer', {
    parts: { output: '{ "type": "dense", «"bias"»: [1], "weights": [[1], [2], [3]] }' },
    code: 'unknown_key',
    severity: 'warning',
    message: '"bias" means nothing in a dense layer and is ignored; did you mean "biases"?',
    path: ['layers', 1, 'bias'],
    expected: '"type", "name", "units", "activation", "inputs", "weights", "biases"',
    found: '"bias"',
  });
  check('an unknown key of the batch', {
    parts: { targets: '[[1]], «"seed"»: 7' },
    code: 'unknown_key',
    severity: 'warning',
    message: '"seed" means nothing in the batch and is ignored',
    path: ['batch', 'seed'],
    expected: '"inputs", "targets"',
    found: '"seed"',
  });
  check('an unknown dtype', {
    parts: { more: '"dtype": «"float16"»,' },
    code: 'unknown_value',
    message: '"dtype" must be "float64" or "float32"; did you mean "float64"?',
    path: ['dtype'],
    expected: '"float64", "float32"',
    found: 'the text "float16"',
  });
  check('a reduction that is no text', {
    parts: { more: '"reduction": «1»,' },
    code: 'wrong_type',
    message: '"reduction" must be "mean" or "sum"',
    path: ['reduction'],
    expected: '"mean", "sum"',
    found: 'the number 1',
  });
  check('an unknown weight layout', {
    parts: { more: '"weightLayout": «"in-ou"»,' },
    code: 'unknown_value',
    message: '"weightLayout" must be "in_out" or "out_in"; did you mean "in_out"?',
    path: ['weightLayout'],
    expected: '"in_out", "out_in"',
    found: 'the text "in-ou"',
  });
});

describe('parameters of rules', () => {
  check('an unknown one', {
    parts: {
      output:
        '{ "type": "dense", "activation": { "type": "leaky_relu", «"alpha"»: 0.1 }, "weights": [[1], [2], [3]] }',
    },
    code: 'invalid_parameter',
    message: 'Layer "layer2": leaky_relu has no parameter "alpha"; did you mean "negative_slope"?',
    path: ['layers', 1, 'activation', 'alpha'],
    expected: '"negative_slope"',
    found: '"alpha"',
  });
  check('one of a rule without any', {
    parts: {
      output:
        '{ "type": "dense", "activation": { "type": "tanh", «"alpha"»: 0.1 }, "weights": [[1], [2], [3]] }',
    },
    code: 'invalid_parameter',
    message: 'Layer "layer2": tanh has no parameter "alpha"',
    path: ['layers', 1, 'activation', 'alpha'],
    expected: 'no parameters',
    found: '"alpha"',
  });
  check('one that is no number', {
    parts: { loss: '{ "type": "huber", "delta": «"1"» }' },
    code: 'invalid_parameter',
    message: '"delta" of huber must be a number larger than 0',
    path: ['loss', 'delta'],
    expected: 'a number larger than 0',
    found: 'the text "1"',
  });
  check('one out of range', {
    parts: { loss: '{ "type": "huber", "delta": «0» }' },
    code: 'invalid_parameter',
    message: '"delta" of huber must be a number larger than 0',
    path: ['loss', 'delta'],
    expected: 'a number larger than 0',
    found: '0',
  });
  check('logits for a loss that reads none', {
    parts: { loss: '{ "type": "huber", «"from_logits"»: true }' },
    code: 'invalid_parameter',
    message: 'huber does not read logits, so "from_logits" means nothing to it',
    path: ['loss', 'from_logits'],
    expected: 'no "from_logits"',
    found: 'true',
  });
  check('logits that are neither true nor false', {
    parts: { loss: '{ "type": "binary_crossentropy", "from_logits": «"yes"» }' },
    code: 'invalid_parameter',
    message: '"from_logits" must be true or false',
    path: ['loss', 'from_logits'],
    expected: 'true or false',
    found: 'the text "yes"',
  });
  check('logits behind the activation that the loss applies', {
    parts: {
      output: '{ "type": "dense", "activation": "sigmoid", "weights": [[1], [2], [3]] }',
      loss: '{ "type": "binary_crossentropy", «"from_logits"»: true }',
    },
    code: 'double_activation',
    severity: 'warning',
    message:
      'The output layer applies sigmoid, and the loss applies it again because it reads logits: double sigmoid',
    path: ['loss', 'from_logits'],
    expected: 'a linear output layer, or a loss that does not read logits',
    found: 'sigmoid',
    related: [['The output layer applies sigmoid', '"sigmoid"']],
  });
  check('logits by the loss’s name behind another activation', {
    parts: {
      output: '{ "type": "dense", "activation": "tanh", "weights": [[1], [2], [3]] }',
      loss: '«"BCEWithLogitsLoss"»',
    },
    code: 'double_activation',
    severity: 'warning',
    message:
      'The loss reads logits, applies sigmoid itself and expects a linear output layer, but the output layer applies tanh',
    path: ['loss'],
    expected: 'a linear output layer, or a loss that does not read logits',
    found: 'tanh',
    related: [['The output layer applies tanh', '"tanh"']],
  });
});
