import { describe, expect, it } from 'vitest';
import { placeOf } from '../../../src/inspector/health/findingPlaces';
import type { FindingId, PlacedFinding, TextRange } from '../../../src/inspector/views';
import { healthRules } from '../../../src/inspector/health';
import { goldenNames, goldenText, inspectorOf } from '../inspectorOf';
import { dense } from './findingsOf';

interface Placed {
  readonly finding: PlacedFinding;
  readonly at: string;
  readonly related: readonly (readonly [message: string, text: string])[];
  readonly numbers: readonly string[];
}

/** The findings of a text by one rule, with what stands at their places. */
async function placed(text: string, id: FindingId): Promise<readonly Placed[]> {
  const { findings } = await (await inspectorOf(text)).placedFindings();
  const at = ({ start, end }: TextRange): string => text.slice(start.offset, end.offset);
  return findings
    .filter((finding) => finding.id === id)
    .map((finding) => ({
      finding,
      at: at(finding.range),
      related: finding.related.map(({ message, range }) => [message, at(range)] as const),
      numbers: finding.numbers.map(at),
    }));
}

/** Units 1 and 3 of "hidden" are dead: their relu is off in every sample. */
const dead = (layout: string, weights: readonly (readonly number[])[]): string =>
  JSON.stringify(
    {
      weightLayout: layout,
      layers: [
        { type: 'dense', name: 'hidden', activation: 'relu', weights, biases: [-9, 1, -9] },
        { type: 'dense', weights: layout === 'in_out' ? [[1], [1], [1]] : [[1, 1, 1]] },
      ],
      batch: { inputs: [[1, 1]], targets: [[0]] },
    },
    undefined,
    2,
  );

describe('a finding stands', () => {
  it('for a dead unit on its column of weights', async () => {
    const [only] = await placed(
      dead(
        'in_out',
        [
          [11, 12, 13],
          [21, 22, 23],
        ].map((row) => row.map((x) => x / 100)),
      ),
      'dead_units',
    );
    expect(only).toMatchObject({
      at: '0.11',
      related: [['unit 3 of layer 1 hidden', '0.13']],
      numbers: ['0.21', '0.23'],
    });
    expect(only!.finding.documentation).toBe(healthRules.dead_units.documentation);
  });

  it('with the other layout on its row', async () => {
    const weights = [
      [11, 21],
      [12, 22],
      [13, 23],
    ].map((row) => row.map((x) => x / 100));
    const text = dead('out_in', weights).replaceAll(/\[\s+([\d.]+),\s+([\d.]+)\s+\]/g, '[$1, $2]');
    const [only] = await placed(text, 'dead_units');
    expect(only).toMatchObject({
      at: '[0.11, 0.21]',
      related: [['unit 3 of layer 1 hidden', '[0.13, 0.23]']],
      numbers: [],
    });
  });

  it('for a saturated unit without weights at the activation', async () => {
    const model = {
      layers: [{ type: 'activation', name: 'squash', activation: { type: 'sigmoid' } }],
      batch: { inputs: [[9]], targets: [[0]] },
    };
    const text = JSON.stringify(model);
    expect(await placed(text, 'saturated_units')).toMatchObject([{ at: '"sigmoid"' }]);
  });

  it('for a hop at the layer’s name, its cause beside it', async () => {
    const small = { weights: [[1e-4]], activation: 'linear' };
    const text = JSON.stringify(dense([small, { weights: [[1]] }, { weights: [[1e-4]] }], [[1]], [[1]]));
    const [only] = await placed(text, 'vanishing_gradient');
    // No layer has a name: the type stands for it.
    expect(only).toMatchObject({ at: '"dense"', related: [['weight 1,1 in layer 3', '0.0001']] });
  });

  it('for what is not finite at the number that the file gives, else at what made it', async () => {
    const given = JSON.stringify(dense([{ weights: [['Infinity']] }], [[1]], [[1]]));
    expect(await placed(given, 'not_finite')).toMatchObject([{ at: '"Infinity"' }]);
    const made = JSON.stringify(dense([{ weights: [[1000]], activation: 'exponential' }], [[1]], [[1]]));
    expect(await placed(made, 'not_finite')).toMatchObject([{ at: '"exponential"' }]);
  });

  it('for inputs that are never lit on their weights', async () => {
    const text = JSON.stringify(
      dense(
        [
          {
            weights: [
              [0.5, 0.6],
              [0.7, 0.8],
            ],
          },
        ],
        [[1, 0]],
        [[1, 1]],
      ),
    );
    expect(await placed(text, 'exact_zeros')).toMatchObject([{ at: '[0.7,0.8]', numbers: [] }]);
    const turned = text.replace('{"layers"', '{"weightLayout":"out_in","layers"');
    expect(await placed(turned, 'exact_zeros')).toMatchObject([{ at: '0.6', numbers: ['0.8'] }]);
  });

  it('for samples that cancel at their inputs', async () => {
    const text = JSON.stringify(dense([{ weights: [[1]] }], [[1], [1.5]], [[2], [0.1]]));
    expect(await placed(text, 'cancelling_samples')).toMatchObject([
      { at: '[1]', related: [['sample 2', '[1.5]']] },
    ]);
  });

  it('nowhere but in the text, at a place of its own, in every golden model', async () => {
    for (const name of goldenNames) {
      const text = goldenText(name);
      const inspector = await inspectorOf(text);
      const { findings } = await inspector.findings();
      const { findings: all } = await inspector.placedFindings();
      expect(all.map(({ sentence }) => sentence)).toEqual(findings.map(({ sentence }) => sentence));
      for (const { range, related, numbers } of all) {
        const starts = [range, ...related.map((each) => each.range), ...numbers].map(
          ({ start }) => start.offset,
        );
        expect(new Set(starts).size).toBe(starts.length);
        expect(Math.min(...starts)).toBeGreaterThan(0);
      }
    }
  });
});

it('every quantity has a place', () => {
  for (const quantity of ['loss', 'sampleLoss'] as const) {
    expect(placeOf({ quantity, row: 0, column: 0 })).toEqual({ part: 'loss' });
  }
  expect(placeOf({ quantity: 'relativeGradient', layer: 2, parameter: 'biases', row: 0, column: 1 })).toEqual(
    {
      part: 'parameter',
      layer: 2,
      parameter: 'biases',
    },
  );
});

it('a loss that is left out stands at its targets', async () => {
  const text = JSON.stringify(dense([{ weights: [[1e200]] }], [[1]], [[1]]));
  const [only] = await placed(text, 'not_finite');
  expect(only).toMatchObject({ at: '"targets"' });
});
