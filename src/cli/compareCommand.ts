/** `compare MODEL [MINE]`: a user's numbers, or those that the model expects, against its own, and the mistake in them. */
import { comparisonJsonText, comparisonTable } from '../inspector/comparison/report';
import { EXIT_BAD_INPUT, EXIT_DIFFERS } from './exitCodes';
import { nameOfInput, readInput, writeIssues, writeLeftOut } from './input';
import { print } from './output';
import { runModel, type RunSettings } from './runModel';

export interface CompareOptions extends RunSettings {
  readonly json?: true;
}

/** @throws BadInputError */
export async function compareCommand(
  model: string,
  given: string | undefined,
  options: CompareOptions,
): Promise<void> {
  const mine = given ?? model;
  const inspector = await runModel(model, options);
  if (inspector === undefined) {
    process.exitCode = EXIT_BAD_INPUT;
    return;
  }
  const bytes = await readInput(mine, 'numbers to compare');
  const { comparison, issues, arrays } = await inspector.compare({ name: mine, bytes });
  writeIssues(nameOfInput(mine), issues);
  writeLeftOut(
    nameOfInput(mine),
    arrays.filter(({ meaning }) => meaning === undefined),
  );
  if (comparison === undefined) {
    process.exitCode = EXIT_BAD_INPUT;
    return;
  }
  await print([options.json === true ? comparisonJsonText(comparison) : comparisonTable(comparison)]);
  if (!comparison.matches) process.exitCode = EXIT_DIFFERS;
}
