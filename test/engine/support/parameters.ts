/** Parameter values of rules, for tests. */
import fc from 'fast-check';
import type { ParameterValues, RuleDescription } from '../../../src/engine/rule';

/** The rule's own defaults. */
export function defaultsOf(rule: RuleDescription): ParameterValues {
  return Object.fromEntries(Object.entries(rule.parameters).map(([name, spec]) => [name, spec.default]));
}

/** Values that the rule allows, its defaults among them. */
export function parametersOf(rule: RuleDescription): fc.Arbitrary<ParameterValues> {
  return fc.record(
    Object.fromEntries(
      Object.entries(rule.parameters).map(([name, spec]) => {
        const positive = (spec.exclusiveMinimum ?? spec.minimum ?? -1) >= 0;
        const other = fc.double({ min: positive ? 0.1 : -0.5, max: 2.5, noNaN: true });
        return [name, fc.oneof(fc.constant(spec.default), other)];
      }),
    ),
  );
}
