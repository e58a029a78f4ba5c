/** Every number of the golden networks against PyTorch's, in float64. */
import { afterAll, describe, expect, it } from 'vitest';
import { complete } from '../../src/engine/computation';
import { buildNetwork } from '../../src/engine/network';
import { run } from '../../src/engine/run';
import { WorstError } from './support/closeness';
import { goldenCases } from './support/goldenCase';

const tolerance = { relative: 1e-10, absolute: 1e-14 };
const worst = new WorstError();

describe('golden networks', () => {
  const cases = goldenCases();

  it('are all there', () => {
    expect(cases).toHaveLength(16);
  });

  it.each(cases)('$name', ({ name, spec, expected }) => {
    const { forward, backward } = complete(run(buildNetwork(spec)));
    worst.compare(`${name} loss`, [forward.loss], [expected.loss], tolerance);
    worst.compare(`${name} sampleLosses`, forward.sampleLosses.data, expected.sampleLosses, tolerance);
    expect(expected.layers).toHaveLength(spec.layers.length);
    expected.layers.forEach((layer, l) => {
      const at = `${name} layer ${l}`;
      worst.compare(`${at} z`, forward.preActivations[l]!.data, layer.z.flat(), tolerance);
      worst.compare(`${at} a`, forward.activations[l]!.data, layer.a.flat(), tolerance);
      worst.compare(`${at} delta`, backward.deltas[l]!.data, layer.delta.flat(), tolerance);
      const gradients = backward.parameterGradients[l]!;
      const expectedGradients = { weights: layer.dW?.flat(), biases: layer.db };
      for (const [parameter, values] of Object.entries(expectedGradients)) {
        const gradient = gradients[parameter];
        expect(gradient === undefined, `${at} ${parameter}`).toBe(values === undefined);
        if (values !== undefined) worst.compare(`${at} ${parameter}`, gradient!.data, values, tolerance);
      }
    });
  });

  afterAll(() => {
    console.info(`golden networks: ${worst.toString()}`);
  });
});
