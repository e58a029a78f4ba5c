/** The table of activations, from simple to tricky: total, so that a missing rule does not compile. */
import { elu } from './elu';
import { exponential } from './exponential';
import { gelu } from './gelu';
import { geluTanh } from './geluTanh';
import { hardSigmoid } from './hardSigmoid';
import { leakyRelu } from './leakyRelu';
import { linear } from './linear';
import { logSoftmax } from './logSoftmax';
import { mish } from './mish';
import { relu } from './relu';
import { relu6 } from './relu6';
import type { ActivationRule } from './rule';
import { selu } from './selu';
import { sigmoid } from './sigmoid';
import { silu } from './silu';
import { softmax } from './softmax';
import { softplus } from './softplus';
import { softsign } from './softsign';
import { tanh } from './tanh';

export type ActivationName =
  | 'linear'
  | 'sigmoid'
  | 'tanh'
  | 'relu'
  | 'leaky_relu'
  | 'relu6'
  | 'hard_sigmoid'
  | 'softsign'
  | 'exponential'
  | 'softplus'
  | 'elu'
  | 'selu'
  | 'silu'
  | 'mish'
  | 'gelu'
  | 'gelu_tanh'
  | 'softmax'
  | 'log_softmax';

export const activations: { readonly [N in ActivationName]: ActivationRule } = {
  linear,
  sigmoid,
  tanh,
  relu,
  leaky_relu: leakyRelu,
  relu6,
  hard_sigmoid: hardSigmoid,
  softsign,
  exponential,
  softplus,
  elu,
  selu,
  silu,
  mish,
  gelu,
  gelu_tanh: geluTanh,
  softmax,
  log_softmax: logSoftmax,
};
