import fc from 'fast-check';
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { complete } from '../../../src/engine/computation';
import { matrixOf, readCell } from '../../../src/engine/cells';
import { buildNetwork } from '../../../src/engine/network';
import { run as runNetwork } from '../../../src/engine/run';
import { healthRules } from '../../../src/inspector/health';
import { findHealth } from '../../../src/inspector/health/findHealth';
import { Inspector } from '../../../src/inspector/inspector';
import { denseModel } from '../../denseModel';
import { activationNames, lossNames, Random, randomNetwork } from '../../engine/support/randomNetwork';
import { goldenNames, goldenText, inspectorOf } from '../inspectorOf';
import { findingsOf } from './findingsOf';

const example = (name: string): string =>
  readFileSync(new URL(`../../../examples/${name}.backprop.json`, import.meta.url), 'utf8');
const idsOf = async (model: string): Promise<readonly string[]> =>
  (await findingsOf(model)).map(({ id }) => id);

it('each rule stands in the table under its own name', () => {
  for (const [id, rule] of Object.entries(healthRules)) {
    expect(rule.id).toBe(id);
    expect(rule.documentation).toMatch(/^[A-Z].*\.$/);
  }
});

describe('the examples', () => {
  it('of the notes and of the walkthrough are healthy', async () => {
    expect(await idsOf(example('notes-2-3-1'))).toEqual([]);
    expect(await idsOf(example('mazur-2-2-2'))).toEqual([]);
  });

  it('have the findings that they are there for', async () => {
    expect(await idsOf(example('vanishing-10-layers'))).toContain('vanishing_gradient');
    expect((await idsOf(example('dead-relu'))).filter((id) => id === 'dead_units')).toHaveLength(2);
    // Pixels at the edge that no digit of the batch reaches.
    expect(await idsOf(example('digits'))).toContain('exact_zeros');
    expect(await idsOf(example('xor'))).toEqual(['cancelling_samples']);
  });
});

it.each(goldenNames)('every finding of %s leads to numbers that are there', async (name) => {
  const inspector = await inspectorOf(goldenText(name));
  const { findings, run } = await inspector.findings();
  expect(run).toBe(1);
  for (const { cells, sentence, severity } of findings) {
    expect(severity).toBe('notable');
    expect(sentence).not.toMatch(/NaN|undefined|Infinity|∞/);
    for (const cell of cells) expect(() => readCell(inspector.result(), cell)).not.toThrow();
  }
});

it('random networks of finite numbers have nothing wrong, and findings only where numbers are', () => {
  const cases = fc.record({
    seed: fc.integer({ min: 1, max: 2 ** 31 - 1 }),
    loss: fc.constantFrom(...lossNames),
    activation: fc.constantFrom(...activationNames),
  });
  fc.assert(
    fc.property(cases, ({ seed, loss, activation }) => {
      const run = complete(runNetwork(buildNetwork(randomNetwork(new Random(seed), loss, activation))));
      const { findings } = complete(findHealth(run, 1));
      const matrices = run.network.layers.flatMap(({ index: layer }) => [
        matrixOf(run, { quantity: 'activation', layer })!,
        matrixOf(run, { quantity: 'delta', layer })!,
      ]);
      const isFinite = [...matrices, run.forward.sampleLosses].every(({ data }) =>
        data.every(Number.isFinite),
      );
      expect(findings.some(({ severity }) => severity === 'wrong')).toBe(!isFinite);
      for (const { cells } of findings)
        for (const cell of cells) expect(() => readCell(run, cell)).not.toThrow();
    }),
    { numRuns: 1000 },
  );
}, 60_000);

describe('an inspector', () => {
  const model = denseModel([40, 60, 60, 10], 300);

  it('finds once, and lets other requests in', async () => {
    let clock = 0;
    const waiting: (() => void)[] = [];
    const inspector = new Inspector({
      now: () => (clock += 20),
      pause: () =>
        new Promise((resolve) => {
          waiting.push(resolve);
          setTimeout(resolve, 0);
        }),
    });
    await inspector.run(model, 'test', () => undefined);
    const pauses = waiting.length;
    const found = inspector.findings();
    expect(inspector.overview({}).run).toBe(1);
    expect(inspector.findings()).toBe(found);
    await found;
    expect(waiting.length - pauses).toBeGreaterThan(10);
  });

  it('gives up findings of a run that is not the last any more, and has those of the last', async () => {
    let clock = 0;
    const inspector = new Inspector({
      now: () => (clock += 20),
      pause: () => new Promise((resolve) => setTimeout(resolve, 0)),
    });
    await inspector.run(model, 'test', () => undefined);
    const found = inspector.findings();
    const ended = expect(found).rejects.toMatchObject({ name: 'CancelledError' });
    await inspector.run(example('notes-2-3-1'), 'test', () => undefined);
    await ended;
    expect(await inspector.findings()).toEqual({ run: 2, findings: [] });
  });

  it('without a run has nothing to find anything in', () => {
    const inspector = new Inspector({ now: () => 0, pause: () => Promise.resolve() });
    expect(() => inspector.findings()).toThrow('there is no run to look at yet');
  });
});
