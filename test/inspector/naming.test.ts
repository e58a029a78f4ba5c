import { describe, expect, it } from 'vitest';
import { mistakes } from '../../src/inspector/comparison/mistakes';
import { bytesText, cellName, givenCell, mistakeTitle } from '../../src/inspector/naming';
import type { CellRef, Overview } from '../../src/inspector/views';
import { cellNames } from '../../webview/cells/cellNames';
import { readFileSync } from 'node:fs';
import { Inspector } from '../../src/inspector/inspector';

const isVector = (_: number, parameter: string): boolean => parameter === 'biases';

describe('a size in words', () => {
  it.each<[number, string]>([
    [0, '0 B'],
    [999, '999 B'],
    [1000, '1.0 kB'],
    [9949, '9.9 kB'],
    [9951, '10 kB'],
    [512e6, '512 MB'],
    [999.4e6, '999 MB'],
    [999.6e6, '1.0 GB'],
    [1.1e9, '1.1 GB'],
    [6.21e9, '6.2 GB'],
    [80e9, '80 GB'],
    [2.88e12, '2.9 TB'],
    [5e18, '5000 PB'],
  ])('%d bytes are %s', (bytes, text) => {
    expect(bytesText(bytes)).toBe(text);
  });

  it('can be rounded so that it is enough, or there', () => {
    expect([80.1e9, 6.21e9, 999.1e6, 1.1e9, 80e9].map((bytes) => bytesText(bytes, Math.ceil))).toEqual([
      '81 GB',
      '6.3 GB',
      '1.0 GB',
      '1.1 GB',
      '80 GB',
    ]);
    expect([16.9e9, 6.29e9, 9.99e9].map((bytes) => bytesText(bytes, Math.floor))).toEqual([
      '16 GB',
      '6.2 GB',
      '9.9 GB',
    ]);
  });
});

describe('a number in words', () => {
  it.each<[string, CellRef]>([
    ['input 2', { quantity: 'input', row: 0, column: 1 }],
    ['target 1', { quantity: 'target', row: 3, column: 0 }],
    ['loss', { quantity: 'loss', row: 0, column: 0 }],
    ['loss of sample 4', { quantity: 'sampleLoss', row: 3, column: 0 }],
    ['z 2 of layer 1', { quantity: 'preActivation', layer: 0, row: 0, column: 1 }],
    ['activation 2 of layer 1', { quantity: 'activation', layer: 0, row: 0, column: 1 }],
    ['slope of activation 2 of layer 1', { quantity: 'activationDerivative', layer: 0, row: 0, column: 1 }],
    ['gradient of activation 2 of layer 1', { quantity: 'upstreamGradient', layer: 0, row: 0, column: 1 }],
    ['delta 2 of layer 3', { quantity: 'delta', layer: 2, row: 0, column: 1 }],
    ['weight 3,2 in layer 1', { quantity: 'parameter', layer: 0, parameter: 'weights', row: 2, column: 1 }],
    ['bias 2 in layer 1', { quantity: 'parameter', layer: 0, parameter: 'biases', row: 0, column: 1 }],
    [
      'gradient of weight 3,2 in layer 1',
      { quantity: 'parameterGradient', layer: 0, parameter: 'weights', row: 2, column: 1 },
    ],
    [
      'gradient of bias 2 in layer 1',
      { quantity: 'parameterGradient', layer: 0, parameter: 'biases', row: 0, column: 1 },
    ],
    ['gamma 1,2 in layer 1', { quantity: 'parameter', layer: 0, parameter: 'gamma', row: 0, column: 1 }],
  ])('%s', (name, cell) => {
    expect(cellName(cell, isVector, 'in_out')).toBe(name);
  });
});

it('a mistake is called what its identifier says', () => {
  const ids = Object.keys(mistakes) as readonly (keyof typeof mistakes)[];
  expect(ids.map(mistakeTitle)).toEqual(ids.map((id) => id.replaceAll('_', ' ')));
});

describe('panel and proof', () => {
  async function xor(): Promise<{ inspector: Inspector; overview: (sample?: number) => Overview }> {
    const inspector = new Inspector({ now: () => 0, pause: () => Promise.resolve() });
    await inspector.run(readFileSync('examples/xor.backprop.json', 'utf8'), 'xor', () => undefined);
    return { inspector, overview: (sample) => inspector.overview({ sample }) };
  }
  const cells: readonly CellRef[] = [
    { quantity: 'delta', layer: 0, row: 2, column: 1 },
    { quantity: 'upstreamGradient', layer: 0, row: 2, column: 1 },
    { quantity: 'activationDerivative', layer: 0, row: 2, column: 1 },
    { quantity: 'preActivation', layer: 1, row: 2, column: 0 },
    { quantity: 'activation', layer: 0, row: 2, column: 0 },
    { quantity: 'input', row: 2, column: 1 },
    { quantity: 'parameterGradient', layer: 0, parameter: 'weights', row: 1, column: 2 },
    { quantity: 'parameterGradient', layer: 0, parameter: 'biases', row: 0, column: 2 },
    { quantity: 'parameter', layer: 1, parameter: 'weights', row: 1, column: 0 },
    { quantity: 'sampleLoss', row: 2, column: 0 },
  ];

  it.each(cells)('call $quantity of layer $layer ($parameter) the same', async (cell) => {
    const { inspector, overview } = await xor();
    expect(cellNames(overview(2))(cell)).toBe(inspector.explain(cell, { sample: 2 }, false).name);
  });

  it('say the sample of a number where several are on screen', async () => {
    const { overview } = await xor();
    const names = cellNames(overview());
    expect(names({ quantity: 'delta', layer: 0, row: 2, column: 1 })).toBe('delta 2 of layer 1, sample 3');
    expect(names({ quantity: 'parameterGradient', layer: 0, parameter: 'biases', row: 0, column: 0 })).toBe(
      'gradient of bias 1 in layer 1',
    );
    expect(names({ quantity: 'sampleLoss', row: 2, column: 0 })).toBe('loss of sample 3');
  });
});

describe('what the file gives of a number', () => {
  const place = { row: 1, column: 2 };
  const parameter = { quantity: 'parameter', layer: 0, parameter: 'weights', ...place } as const;

  it('is a gradient’s parameter, whichever sample’s', () => {
    expect(givenCell(parameter)).toEqual(parameter);
    expect(givenCell({ ...parameter, quantity: 'parameterGradient', sample: 3 })).toEqual(parameter);
    expect(givenCell({ ...parameter, quantity: 'relativeGradient' })).toEqual(parameter);
  });

  it('is an input or a target itself, and nothing of a computed number', () => {
    expect(givenCell({ quantity: 'input', ...place })).toEqual({ quantity: 'input', ...place });
    expect(givenCell({ quantity: 'target', ...place })).toEqual({ quantity: 'target', ...place });
    for (const quantity of ['delta', 'activation', 'loss'] as const)
      expect(givenCell({ quantity, layer: 0, ...place })).toBeUndefined();
  });
});
