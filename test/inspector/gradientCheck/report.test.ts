/** The check of gradients as text, as the command line prints it. */
import { describe, expect, it } from 'vitest';
import { checkJsonText, checkTable } from '../../../src/inspector/gradientCheck/report';
import type { CheckOptions, GradientCheck } from '../../../src/inspector/views';
import { goldenText, inspectorOf } from '../inspectorOf';
import { AT_A_KINK, OVERFLOWING, SATURATED } from './checkedModels';

interface Told {
  readonly check: GradientCheck;
  readonly table: string;
  readonly json: Record<string, unknown>;
}

async function told(model: string | object, options: CheckOptions = { most: 1000, seed: 1 }): Promise<Told> {
  const inspector = await inspectorOf(model);
  const check = await inspector.checkGradients(() => undefined, options);
  const { network } = inspector.result();
  const text = checkJsonText(check, network);
  expect(text.match(/\n/g)).toHaveLength(1);
  return { check, table: checkTable(check, network), json: JSON.parse(text) as Told['json'] };
}

const firstLine = ({ table }: Told): string => table.split('\n')[0]!;

describe('right gradients', () => {
  it('are said to be right, with how many of each parameter agree', async () => {
    const of = await told(goldenText('notes-2-3-1'));
    expect(firstLine(of)).toBe('Right: of 13 gradients, 13 agree with their central differences.');
    const worst = of.check.largestError.toExponential(1);
    expect(of.table).toContain(`Largest relative error of those that agree: ${worst}\n`);
    expect(of.table).toMatch(/^ +layer +parameter +checked +agree +differ /m);
    expect(of.table).toMatch(/^ +1 \S+ +weights +6 of 6 +6 +0 +0 +0 +\d\.\de-\d+$/m);
    expect(of.table).toMatch(/^ +2 \S+ +biases +1 of 1 +1 +0 +0 +0 /m);
    expect(of.table).not.toContain('drawn');
  });

  it('of which some were checked: how many, and how they were drawn', async () => {
    const of = await told(goldenText('notes-2-3-1'), { most: 8, seed: 7 });
    expect(firstLine(of)).toBe('Right: of 8 gradients, 8 agree with their central differences.');
    expect(of.table).toContain('They are drawn from 13, evenly from all parameters, by seed 7.');
    expect(of.json).toMatchObject({ verdict: 'pass', total: 13, checked: 8, seed: 7, notable: [] });
  });

  it('are JSON with every digit, at the place where the run has them', async () => {
    const { json, check } = await told(goldenText('notes-2-3-1'));
    expect(Object.keys(json)).toStrictEqual([
      ...['verdict', 'total', 'checked', 'seed', 'verdicts', 'largestError', 'parameters', 'notable'],
    ]);
    const parameters = json['parameters'] as Record<string, unknown>[];
    const run = await inspectorOf(goldenText('notes-2-3-1'));
    const { network, backward } = run.result();
    expect(parameters.map(({ layer, parameter }) => [layer, parameter])).toStrictEqual(
      network.layers.flatMap(({ name }) => [
        [name, 'weights'],
        [name, 'biases'],
      ]),
    );
    const weights = parameters[0]!['worst'] as { index: [number, number]; analytic: number; numeric: number };
    const [i, j] = weights.index;
    expect(weights.analytic).toBe(backward.parameterGradients[0]!['weights']!.data[i * 3 + j]);
    expect(weights.numeric).toBe(check.parameters[0]!.worst!.check.value);
    const biases = parameters[1]!['worst'] as { index: [number]; analytic: number };
    expect(biases.index).toHaveLength(1);
    expect(biases.analytic).toBe(backward.parameterGradients[0]!['biases']!.data[biases.index[0]]);
  });
});

describe('what did not simply pass', () => {
  it('a gradient that is not the loss’s, with both values', async () => {
    const of = await told(OVERFLOWING);
    expect(firstLine(of)).toMatch(/^Wrong: of 2 gradients, 1 differs from its central difference, /);
    expect(of.table).toMatch(
      /\ngradient of weight 1,1 in layer 1: differs, relative error NaN\n {2}by backpropagation {2}NaN\n {2}numerically {9}0 ± /,
    );
    expect(of.json).toMatchObject({ verdict: 'fail', verdicts: { fail: 1 } });
    expect((of.json['notable'] as unknown[])[0]).toMatchObject({
      ...{ layer: 'inner', parameter: 'weights', index: [0, 0] },
      ...{ analytic: 'NaN', numeric: 0, relativeError: 'NaN', verdict: 'fail' },
    });
  });

  it('a kink, with the slopes on both sides', async () => {
    const of = await told(AT_A_KINK);
    expect(firstLine(of)).toBe(
      'Right: of 3 gradients, 1 agrees with its central difference, 2 are at a kink.',
    );
    const { left, right } = of.check.notable[0]!.check;
    expect(of.table).toContain('gradient of weight 1,1 in layer 1: at a kink');
    expect(of.table).toContain(`A kink lies within the step: ${left} on the left, ${right} on the right.`);
    expect((of.json['notable'] as unknown[])[0]).toMatchObject({ verdict: 'kink', left, right });
  });

  it('a limit of precision, with its reason', async () => {
    const of = await told(SATURATED);
    expect(of.table).toContain('too small to tell');
    expect(of.table).toContain('The unit is saturated');
    expect((of.json['notable'] as unknown[])[0]).toMatchObject({ limit: 'saturation' });
  });

  it('nothing that can be told is not called right', async () => {
    const of = await told({
      layers: [{ type: 'dense', weights: [[1]] }],
      batch: { inputs: [['Infinity']], targets: [[0]] },
    });
    expect(firstLine(of)).toBe('Not decided: of 1 gradient, 1 is too small to tell.');
    expect(of.json).toMatchObject({ verdict: 'undecided' });
  });

  it('is counted where it is not listed', async () => {
    const units = 30;
    const of = await told({
      layers: [
        { type: 'dense', weights: [Array(units).fill(0)], activation: 'relu' },
        { type: 'dense', weights: Array.from({ length: units }, () => [1]) },
      ],
      batch: { inputs: [[1]], targets: [[3]] },
    });
    expect(of.check.verdicts.kink).toBe(units);
    expect(of.table).toContain('… and 10 more gradients that did not simply agree\n');
  });
});

it('a network without parameters has nothing to check', async () => {
  const of = await told({
    layers: [{ type: 'activation', activation: 'tanh' }],
    batch: { inputs: [[1]], targets: [[0]] },
  });
  expect(of.table).toBe('There is nothing to check: the network has no parameters.\n');
  expect(of.json).toMatchObject({ verdict: 'pass', total: 0, parameters: [] });
});

it('does not let a name steer the terminal', async () => {
  const { table } = await told({
    layers: [{ type: 'dense', name: 'two\nlines', weights: [[1]] }],
    batch: { inputs: [[1]], targets: [[0.5]] },
  });
  expect(table).toContain('1 two\\u000alines');
});
