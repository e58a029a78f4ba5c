/** `run MODEL`: a model's deltas and gradients. */
import { reportJsonText, reportTable } from '../inspector/report';
import { EXIT_BAD_INPUT } from './exitCodes';
import { BadInputError, nameOfInput } from './input';
import { print } from './output';
import { runModel, type RunSettings } from './runModel';

export interface RunOptions extends RunSettings {
  readonly json?: true;
  /** From 1, as people count. */
  readonly sample?: number;
}

/** @throws BadInputError */
export async function runCommand(model: string, options: RunOptions): Promise<void> {
  const inspector = await runModel(model, options);
  if (inspector === undefined) {
    process.exitCode = EXIT_BAD_INPUT;
    return;
  }
  const result = inspector.result();
  const { samples } = result.network;
  const sample = options.sample === undefined ? undefined : options.sample - 1;
  if (sample !== undefined && sample >= samples) {
    throw new BadInputError(
      `${nameOfInput(model)}: there is no sample ${sample + 1} (expected --sample from 1 to ${samples}, found ${sample + 1})`,
    );
  }
  await print(options.json === true ? reportJsonText(result, sample) : [reportTable(result, sample)]);
}
