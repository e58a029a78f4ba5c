/** The table of mistakes: total, so that a missing one does not compile. Of those that fit equally the first is told first. */
import { averagedTwice } from './averagedTwice';
import { biasAveraged } from './biasAveraged';
import { biasSummed } from './biasSummed';
import { constantFactor } from './constantFactor';
import { derivativeOfActivationValue } from './derivativeOfActivationValue';
import { gradientAccumulated } from './gradientAccumulated';
import { lossFactorMissing } from './lossFactorMissing';
import { missingActivationDerivative } from './missingActivationDerivative';
import type { Mistake, MistakeId } from './mistake';
import { notAveragedOverBatch } from './notAveragedOverBatch';
import { oneSampleOnly } from './oneSampleOnly';
import { ownActivationUsed } from './ownActivationUsed';
import { ownWeightsUsed } from './ownWeightsUsed';
import { preactivationInsteadOfActivation } from './preactivationInsteadOfActivation';
import { reluMaskFromGradient } from './reluMaskFromGradient';
import { samplesShuffled } from './samplesShuffled';
import { signFlipped } from './signFlipped';
import { softmaxJacobianDiagonal } from './softmaxJacobianDiagonal';
import { spuriousOutputDerivative } from './spuriousOutputDerivative';
import { staleForwardValues } from './staleForwardValues';
import { transposedGradient } from './transposedGradient';
import { updatedWeightsUsed } from './updatedWeightsUsed';
import { weightsNotTransposed } from './weightsNotTransposed';
import { wrongActivationDerivative } from './wrongActivationDerivative';
import { wrongLeakySlope } from './wrongLeakySlope';

export const mistakes: { readonly [K in MistakeId]: Mistake } = {
  sign_flipped: signFlipped,
  not_averaged_over_batch: notAveragedOverBatch,
  averaged_twice: averagedTwice,
  loss_factor_missing: lossFactorMissing,
  gradient_accumulated: gradientAccumulated,
  bias_averaged: biasAveraged,
  bias_summed: biasSummed,
  spurious_output_derivative: spuriousOutputDerivative,
  softmax_jacobian_diagonal: softmaxJacobianDiagonal,
  missing_activation_derivative: missingActivationDerivative,
  derivative_of_activation_value: derivativeOfActivationValue,
  wrong_activation_derivative: wrongActivationDerivative,
  relu_mask_from_gradient: reluMaskFromGradient,
  weights_not_transposed: weightsNotTransposed,
  own_weights_used: ownWeightsUsed,
  preactivation_instead_of_activation: preactivationInsteadOfActivation,
  own_activation_used: ownActivationUsed,
  transposed_gradient: transposedGradient,
  one_sample_only: oneSampleOnly,
  samples_shuffled: samplesShuffled,
  updated_weights_used: updatedWeightsUsed,
  stale_forward_values: staleForwardValues,
  wrong_leaky_slope: wrongLeakySlope,
  constant_factor: constantFactor,
};
