// vanishing_gradient and exploding_gradient: a chain of one unit a layer, whose hops have known factors.
import { describe, expect, it } from 'vitest';
import type { Finding } from '../../../src/inspector/views';
import { dense, findingsOf } from './findingsOf';

/** δ of layer 1 is the product of the other layers' weights, times that of the output. */
const chain = (weights: readonly number[], activation = 'linear'): Promise<readonly Finding[]> =>
  findingsOf(
    dense(
      [1, ...weights].map((w, l) => ({ weights: [[w]], activation: l === 0 ? activation : 'linear' })),
      [[1]],
      [[7]],
    ),
  );
const ids = (findings: readonly Finding[]): readonly string[] => findings.map(({ id }) => id);

describe('a vanishing gradient', () => {
  it('is told with the hop that shrinks it most, and W where W does it', async () => {
    const found = (await chain([0.5, 0.001, 0.9])).find(({ id }) => id === 'vanishing_gradient');
    expect(found!.sentence).toBe(
      '‖δ‖ of layer 1 layer1 is 4.5e−4 times the output’s. It shrinks most on the hop back to layer 2 layer2, ×0.0010: W (×0.0010) is to blame (σ′ ×1.00).',
    );
    expect(found!.cells).toEqual([
      { quantity: 'delta', layer: 1, row: 0, column: 0 },
      { quantity: 'parameter', layer: 2, parameter: 'weights', row: 0, column: 0 },
    ]);
  });

  it('is put down to σ′ where that is the smaller factor', async () => {
    const flat = dense([{ weights: [[9]], activation: 'sigmoid' }, { weights: [[2]] }], [[1]], [[7]]);
    const [found] = await findingsOf(flat, 'vanishing_gradient');
    expect(found!.sentence).toMatch(
      /hop back to layer 1 \S+, ×2\.5e−4: σ′ \(×1\.2e−4\) is to blame \(W ×2\.00\)\.$/,
    );
    expect(found!.cells[1]).toEqual({ quantity: 'activationDerivative', layer: 0, row: 0, column: 0 });
  });

  it('begins below a thousandth', async () => {
    expect(ids(await chain([0.00099]))).toContain('vanishing_gradient');
    expect(ids(await chain([0.00101]))).not.toContain('vanishing_gradient');
  });

  it('is no gradient of exactly 0', async () => {
    expect(ids(await chain([0]))).toEqual(['exact_zeros']);
  });
});

describe('an exploding gradient', () => {
  it('is told with the hop that grows it most', async () => {
    const found = (await chain([2, 900, 1])).find(({ id }) => id === 'exploding_gradient');
    expect(found!.sentence).toBe(
      '‖δ‖ of layer 1 layer1 is 1.8e+3 times the output’s. It grows most on the hop back to layer 2 layer2, ×900.00: W (×900.00) is to blame (σ′ ×1.00).',
    );
  });

  it('begins above a thousand', async () => {
    expect(ids(await chain([1001]))).toContain('exploding_gradient');
    expect(ids(await chain([999]))).not.toContain('exploding_gradient');
  });

  it('and a vanishing one are told of the same network where both are', async () => {
    // Back from the output: a million times as much, then a millionth of a millionth.
    expect(ids(await chain([1e-12, 1e6]))).toEqual(
      expect.arrayContaining(['vanishing_gradient', 'exploding_gradient']),
    );
  });

  it('is none where all is infinite', async () => {
    expect(ids(await chain([1e200, 1e200]))).not.toContain('exploding_gradient');
  });
});
