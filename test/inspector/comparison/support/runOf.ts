/** The run of a model's text, without an inspector. */
import { complete } from '../../../../src/engine/computation';
import { buildNetwork } from '../../../../src/engine/network';
import { run, type Run } from '../../../../src/engine/run';
import { readModel } from '../../../../src/model/readModel';

export function runOf(text: string): Run {
  const { spec, issues } = readModel(text, 'test');
  if (spec === undefined) throw new Error(issues.map(({ message }) => message).join('\n'));
  return complete(run(buildNetwork(spec)));
}
