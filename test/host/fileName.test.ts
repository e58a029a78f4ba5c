/** The names that exported files begin with. */
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fileNameOf } from '../../src/host/exports/fileName';
import type { MatrixRef, Overview } from '../../src/inspector/views';

function net(name: string, ...layers: string[]): Pick<Overview, 'name' | 'layers'> {
  return { name, layers: layers.map((layer) => ({ name: layer }) as Overview['layers'][number]) };
}

const gradient: MatrixRef = { quantity: 'parameterGradient', layer: 0, parameter: 'weights' };

describe('the name of an exported file', () => {
  it.each<[MatrixRef, string]>([
    [gradient, 'features-dL-dW.npy'],
    [{ ...gradient, parameter: 'biases', sample: 2 }, 'features-dL-db-sample-3.npy'],
    [{ ...gradient, quantity: 'relativeGradient' }, 'features-dL-dW-over-W.npy'],
    [{ ...gradient, quantity: 'parameter' }, 'features-W.npy'],
    [{ quantity: 'delta', layer: 1 }, 'class-scores-delta.npy'],
    [{ quantity: 'input' }, 'My-net-inputs.npy'],
    [{ quantity: 'sampleLoss' }, 'My-net-sample-losses.npy'],
  ])('of %o is %s', (matrix, name) => {
    expect(fileNameOf(net('My net', 'features', 'class scores'), matrix, 'npy')).toBe(name);
  });

  it('is one that any file system takes, whatever the layer is called', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (layer) => {
        const name = fileNameOf(net('net', layer), gradient, 'csv');
        expect(name).toMatch(/^([\p{L}\p{M}\p{N}_.-]+-)?dL-dW\.csv$/u);
        expect(name).not.toMatch(/^[.-]/);
        expect(name.length).toBeLessThan(80);
      }),
    );
  });
});
