/** ∂L/∂ inputs and targets of every loss against PyTorch's, in float64 (test/golden/given/makeGivenGradients.py). */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { complete } from '../../src/engine/computation';
import { inputGradients, targetGradients } from '../../src/engine/givenGradients';
import { losses } from '../../src/engine/losses';
import { buildNetwork } from '../../src/engine/network';
import { notations } from '../../src/engine/notation';
import { run } from '../../src/engine/run';
import { readModel } from '../../src/model/readModel';
import { WorstError } from './support/closeness';

interface Case {
  readonly model: {
    readonly layers: readonly [{ readonly activation: string }];
    readonly loss: string | { readonly type: string };
    readonly reduction: string;
  };
  readonly loss: number;
  readonly inputs: number[][];
  readonly targets: number[][];
}

const cases = JSON.parse(
  readFileSync(join(import.meta.dirname, '../golden/given/cases.json'), 'utf8'),
) as Case[];
const tolerance = { relative: 1e-10, absolute: 1e-14 };

const nameOf = ({ loss }: Case['model']): string => (typeof loss === 'string' ? loss : loss.type);

it('every loss whose targets are numbers is there', () => {
  const named = Object.values(losses).filter(({ targets }) => targets === 'values');
  expect([...new Set(cases.map(({ model }) => nameOf(model)))].sort()).toEqual(
    named.map(({ name }) => name).sort(),
  );
});

it.each(
  cases.flatMap((each) =>
    (['delta', 'gradients'] as const).map((place) => {
      const { layers, loss, reduction } = each.model;
      return [`${reduction} of ${JSON.stringify(loss)}, ${layers[0].activation}`, place, each] as const;
    }),
  ),
)('%s, with 1/m in the %s', (_, place, { model, ...expected }) => {
  const { spec, issues } = readModel(JSON.stringify(model), 'golden');
  expect(issues).toEqual([]);
  const result = complete(run(buildNetwork(spec!, { ...notations.notes, reduction: place })));
  const worst = new WorstError();
  worst.compare('loss', [result.forward.loss], [expected.loss], tolerance);
  worst.compare('inputs', inputGradients(result).data, expected.inputs.flat(), tolerance);
  worst.compare('targets', targetGradients(result).data, expected.targets.flat(), tolerance);
});
