/** The table of findings: total, so that a missing rule does not compile. What is wrong stands first; findings are told in this order. */
import type { FindingId } from '../views';
import { cancellingSamples } from './cancellingSamples';
import { deadUnits } from './deadUnits';
import { exactZeros } from './exactZeros';
import { explodingGradient } from './explodingGradient';
import { notFinite } from './notFinite';
import { rankCollapse } from './rankCollapse';
import type { HealthRule } from './rule';
import { saturatedUnits } from './saturatedUnits';
import { unevenUpdates } from './unevenUpdates';
import { vanishingGradient } from './vanishingGradient';

export const healthRules: { readonly [K in FindingId]: HealthRule } = {
  not_finite: notFinite,
  vanishing_gradient: vanishingGradient,
  exploding_gradient: explodingGradient,
  dead_units: deadUnits,
  saturated_units: saturatedUnits,
  exact_zeros: exactZeros,
  cancelling_samples: cancellingSamples,
  uneven_updates: unevenUpdates,
  rank_collapse: rankCollapse,
};
