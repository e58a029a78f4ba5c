/** `check MODEL`: a model's gradients against central differences of its loss. */
import { checkJsonText, checkTable } from '../inspector/gradientCheck/report';
import { EXIT_BAD_INPUT, EXIT_DIFFERS } from './exitCodes';
import { print } from './output';
import { ProgressLine } from './progressLine';
import { runModel, type RunSettings } from './runModel';

export interface CheckCommandOptions extends RunSettings {
  readonly json?: true;
  /** Every gradient, whatever `most` is. */
  readonly all?: true;
  readonly most: number;
  readonly seed: number;
}

/** @throws BadInputError */
export async function checkCommand(model: string, options: CheckCommandOptions): Promise<void> {
  const inspector = await runModel(model, options);
  if (inspector === undefined) {
    process.exitCode = EXIT_BAD_INPUT;
    return;
  }
  const progress = new ProgressLine(process.stderr);
  const check = await inspector.checkGradients(
    (done, all) => {
      progress.show(`${done} of ${all} gradients are checked`);
    },
    { most: options.all === true ? Infinity : options.most, seed: options.seed },
  );
  progress.clear();
  const { network } = inspector.result();
  await print([options.json === true ? checkJsonText(check, network) : checkTable(check, network)]);
  if (check.verdicts.fail > 0) process.exitCode = EXIT_DIFFERS;
}
