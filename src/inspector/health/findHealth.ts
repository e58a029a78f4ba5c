/** What is to be noted in a run. */
import * as l10n from '@vscode/l10n';
import type { Computation } from '../../engine/computation';
import type { Run } from '../../engine/run';
import type { Finding, Findings } from '../views';
import { Examined } from './examined';
import { healthRules } from './index';

/**
 * Every finding of the whole batch, with its cause.
 * @param id the run's number, passed on.
 */
export function* findHealth(run: Run, id: number): Computation<Findings> {
  const examined = new Examined(run);
  const findings: Finding[] = [];
  for (const rule of Object.values(healthRules)) {
    const told = yield* rule.find(examined);
    const { id: ruleId, severity, title } = rule;
    findings.push(...told.map((each): Finding => ({ id: ruleId, severity, title: l10n.t(title), ...each })));
  }
  return { run: id, findings };
}
