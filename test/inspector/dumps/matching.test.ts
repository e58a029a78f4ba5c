/** Names and shapes as people have them → layers and quantities. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { buildNetwork, type Network } from '../../../src/engine/network';
import type { ClaimedQuantity } from '../../../src/inspector/comparison/claim';
import type { NamedArray } from '../../../src/inspector/dumps/dump';
import { claimsOf, matchArrays } from '../../../src/inspector/dumps/matching/matchArrays';
import type { Correction, Matching } from '../../../src/inspector/dumps/matching/matching';
import { readModel } from '../../../src/model/readModel';
import { readGolden } from './goldenDumps';

type Shape = readonly number[];

/** A network of dense layers with biases, by its widths; weights and biases are all different. */
function networkOf(widths: Shape, samples: number, names: readonly string[] = []): Network {
  let next = 1;
  const row = (length: number): number[] => Array.from({ length }, () => next++ / 8);
  const layers = widths.slice(1).map((units, i) => ({
    type: 'dense',
    ...(names[i] === undefined ? {} : { name: names[i] }),
    weights: Array.from({ length: widths[i]! }, () => row(units)),
    biases: row(units),
  }));
  const batch = {
    inputs: Array.from({ length: samples }, () => row(widths[0]!)),
    targets: Array.from({ length: samples }, () => row(widths.at(-1)!)),
  };
  const { spec, issues } = readModel(JSON.stringify({ layers, batch }), 'test');
  if (spec === undefined) throw new Error(issues.map(({ message }) => message).join('\n'));
  return buildNetwork(spec);
}

function arrayOf(name: string, shape: Shape): NamedArray {
  const values = new Float64Array(shape.reduce((product, n) => product * n, 1)).map((_, i) => -1 - i);
  return { name, shape, values, precision: { kind: 'float64' } };
}

function match(
  network: Network,
  shapes: Readonly<Record<string, Shape>>,
  corrections?: ReadonlyMap<string, Correction>,
): Matching {
  return matchArrays(
    Object.entries(shapes).map(([name, shape]) => arrayOf(name, shape)),
    network,
    corrections,
  );
}

/** `{ dW1: 'dW 1' }`: of each matched name the quantity and the layer from 1, with a ? where it is open. */
function said({ matched }: Matching): Record<string, string> {
  return Object.fromEntries(
    matched.map(({ array, quantity, layer, confidence }) => [
      array.name,
      `${quantity} ${layer + 1}${confidence === 'ambiguous' ? '?' : ''}`,
    ]),
  );
}

const threeLayers = networkOf([2, 3, 4, 1], 5);

describe('names', () => {
  const dW = [2, 3];
  const db = [3];
  const z = [5, 3];
  it.each<[string, Shape, string]>([
    ['dW1', dW, 'dW 1'],
    ['dw_1', dW, 'dW 1'],
    ['dw1', [3, 2], 'dW 1'],
    ['grad_W1', dW, 'dW 1'],
    ['gradW1', dW, 'dW 1'],
    ['W1_grad', dW, 'dW 1'],
    ['W1.grad', dW, 'dW 1'],
    ['dL_dW1', dW, 'dW 1'],
    ['dLdW1', dW, 'dW 1'],
    ['dJ_db1', db, 'db 1'],
    ['dL/dW1', dW, 'dW 1'],
    ['∂L/∂W1', dW, 'dW 1'],
    ['∂W1', dW, 'dW 1'],
    ['dloss_dW1', dW, 'dW 1'],
    ['delta_W1', dW, 'dW 1'],
    ['nabla_b1', db, 'db 1'],
    ['Gradient of W1', dW, 'dW 1'],
    ["grads['dW1']", dW, 'dW 1'],
    ['dW[1]', dW, 'dW 1'],
    ['W1', dW, 'dW 1'],
    ['fc1.weight.grad', [3, 2], 'dW 1'],
    ['fc1.bias', db, 'db 1'],
    ['layer1.weight.grad', [3, 2], 'dW 1'],
    ['db1', [1, 3], 'db 1'],
    ['db1 (2)', [3, 1], 'db 1'],
    ['dZ1', z, 'delta 1'],
    ['dz1', [3, 5], 'delta 1'],
    ['delta1', z, 'delta 1'],
    ['δ1', z, 'delta 1'],
    ['z1.grad', z, 'delta 1'],
    ['Z1', z, 'z 1'],
    ['z_1', z, 'z 1'],
    ['A1', [3, 5], 'a 1'],
    ['a1', z, 'a 1'],
    ['layer1_activation', z, 'a 1'],
    ['layer1 pre-activation', z, 'z 1'],
    ['0.weight', [3, 2], 'dW 1'],
    ['0.bias', db, 'db 1'],
    ['net.0.weight.grad', [3, 2], 'dW 1'],
    ['layers.0.bias', db, 'db 1'],
    ['dense_1/kernel:0', dW, 'dW 1'],
  ])('%s', (name, shape, expected) => {
    expect(said(match(threeLayers, { [name]: shape }))).toEqual({ [name]: expected });
  });

  it('are the layers’ own', () => {
    const network = networkOf([2, 3, 4, 1], 5, ['hidden', 'fc2', 'output']);
    const shapes: Record<string, Shape> = {
      'hidden.weight.grad': [3, 2],
      dW_hidden: [2, 3],
      'fc2.bias': [4],
      output_delta: [5, 1],
      'output.a': [5, 1],
    };
    expect(said(match(network, shapes))).toEqual({
      'hidden.weight.grad': 'dW 1',
      'fc2.bias': 'db 2',
      output_delta: 'delta 3',
      'output.a': 'a 3',
    });
  });

  it('beat the model’s default names where they count from 0', () => {
    const shapes: Record<string, Shape> = {
      'layer0.weight': [3, 2],
      'layer1.weight': [4, 3],
      'layer2.weight': [1, 4],
    };
    expect(Object.values(said(match(threeLayers, shapes)))).toEqual(['dW 1', 'dW 2', 'dW 3']);
  });

  it('that say no quantity are left alone beside others', () => {
    const { matched, unmatched } = match(threeLayers, {
      X: [5, 2],
      loss: [],
      'learning rate': [],
      dW1: [2, 3],
    });
    expect(matched.map(({ array }) => array.name)).toEqual(['dW1']);
    expect(unmatched.map(({ array }) => array.name)).toEqual(['X', 'loss', 'learning rate']);
  });
});

describe('numbers in names', () => {
  const square = networkOf([4, 4, 4, 4], 4);
  const all = (pattern: (n: number) => string, numbers: Shape): Record<string, Shape> =>
    Object.fromEntries(numbers.map((n) => [pattern(n), [4, 4]]));
  it.each<[string, (n: number) => string, Shape, readonly string[]]>([
    ['count from 1', (n) => `dW${n}`, [1, 2, 3], ['dW 1', 'dW 2', 'dW 3']],
    ['count from 0', (n) => `dW${n}`, [0, 1, 2], ['dW 1', 'dW 2', 'dW 3']],
    ['count from 0 in part', (n) => `dW${n}`, [0, 2], ['dW 1', 'dW 3']],
    ['count from 1 in part', (n) => `dZ${n}`, [2, 3], ['delta 2', 'delta 3']],
    ['skip activations', (n) => `${n}.weight`, [0, 2, 4], ['dW 1', 'dW 2', 'dW 3']],
    ['skip what comes first too', (n) => `net.${n}.weight.grad`, [1, 3, 5], ['dW 1', 'dW 2', 'dW 3']],
    ['have no activations between', (n) => `${n}.weight`, [0, 1, 2], ['dW 1', 'dW 2', 'dW 3']],
  ])('%s', (_, pattern, numbers, expected) => {
    const matching = match(square, all(pattern, numbers));
    expect(Object.values(said(matching))).toEqual(expected);
    expect(matching.unmatched).toEqual([]);
  });

  it('are decided by shapes, all together', () => {
    expect(said(match(threeLayers, { dW1: [3, 4], db0: [3] }))).toEqual({ dW1: 'dW 2', db0: 'db 1' });
    expect(said(match(threeLayers, { dW1: [3, 4], dW2: [4, 1] }))).toEqual({ dW1: 'dW 2', dW2: 'dW 3' });
  });

  it('are counted in one way in words, and in another as indices of lists', () => {
    const shapes = { dW1: [2, 3], 'grads.db2': [4], 'layers.0.dZ': [5, 3], 'nabla_w.2': [4, 1] };
    expect(said(match(threeLayers, shapes))).toEqual({
      dW1: 'dW 1',
      'grads.db2': 'db 2',
      'layers.0.dZ': 'delta 1',
      'nabla_w.2': 'dW 3',
    });
  });

  it('of one module leave it open which layer it is', () => {
    const { matched } = match(square, { '2.weight': [4, 4] });
    expect(
      matched.map(({ layer, confidence, alternatives }) => ({ layer, confidence, alternatives })),
    ).toEqual([
      {
        layer: 1,
        confidence: 'ambiguous',
        alternatives: expect.arrayContaining([{ layer: 2, quantity: 'dW' }]) as unknown,
      },
    ]);
  });
});

describe('shapes', () => {
  it('that do not fit are named with what would', () => {
    const { matched, unmatched } = match(threeLayers, { dW1: [2, 4], db9: [3] });
    expect(matched).toEqual([]);
    expect(unmatched.map(({ reason }) => reason)).toEqual([
      'it is 2 × 4, but dW of layer 1 layer1 is 2 × 3 or 3 × 2',
      'the model has no layer 9',
    ]);
  });

  it('tell layers apart where names do not', () => {
    expect(said(match(threeLayers, { dW: [4, 3], gradients: [2, 3] }))).toEqual({
      dW: 'dW 2',
      gradients: 'dW 1',
    });
    expect(said(match(threeLayers, { dW1_and_more: [3, 2] }))).toEqual({ dW1_and_more: 'dW 1' });
  });

  it('of one nameless array are enough where only one thing has it', () => {
    expect(said(match(threeLayers, { whatever: [3, 4] }))).toEqual({ whatever: 'dW 2' });
    expect(said(match(threeLayers, { whatever: [5, 3] }))).toEqual({ whatever: 'delta 1?' });
  });

  it('may be lists and single numbers', () => {
    const small = networkOf([1, 1], 1);
    const shapes: Record<string, Shape> = { dW1: [], db1: [1], z1: [1, 1], delta1: [] };
    const matching = match(small, shapes);
    expect(said(matching)).toEqual({ dW1: 'dW 1', db1: 'db 1', z1: 'z 1', delta1: 'delta 1' });
    expect(claimsOf(matching).map(({ shape }) => shape)).toEqual([[1], [1], [1, 1], [1]]);
  });
});

describe('dumps of a network 2-3-1', () => {
  const network = networkOf([2, 3, 1], 2);
  it.each([
    ['stored.npz', ['dW 1', 'db 1', 'dW 2', 'db 2']],
    ['numpyLines.txt', ['dW 1', 'db 1', 'dW 2', 'db 2']],
    ['numpyDictionary.txt', ['dW 1', 'db 1', 'dW 2', 'db 2']],
    ['torchNames.txt', ['dW 1', 'db 1', 'dW 2', 'db 2']],
    ['torchParameters.txt', ['dW 1', 'db 1', 'dW 2', 'db 2']],
    ['float32.json', ['dW 1', 'db 1', 'dW 2', 'db 2']],
    ['nested.json', ['dW 1', 'db 1']],
    ['dW1.csv', ['dW 1']],
  ])('%s', (file, expected) => {
    const { arrays } = readGolden(file);
    const claims = claimsOf(matchArrays(arrays, network));
    expect(claims.map(({ layer, quantity }) => `${quantity} ${layer + 1}`)).toEqual(expected);
    expect(claims.map(({ values, precision }) => ({ values, precision }))).toEqual(
      arrays.map(({ values, precision }) => ({ values, precision })),
    );
  });
});

describe('arrays without names', () => {
  const parameters: readonly Shape[] = [[3, 2], [3], [4, 3], [4], [1, 4], [1]];
  const nameless = (shapes: readonly Shape[]): Record<string, Shape> =>
    Object.fromEntries(shapes.map((shape, i) => [`array ${i + 1}`, shape]));

  it('are parameters in the order of the layers', () => {
    expect(Object.values(said(match(threeLayers, nameless(parameters))))).toEqual([
      'dW 1',
      'db 1',
      'dW 2',
      'db 2',
      'dW 3',
      'db 3',
    ]);
  });

  it('are weights in the order of the layers, or backwards', () => {
    const square = networkOf([3, 3, 3], 2);
    expect(
      Object.values(
        said(
          match(
            square,
            nameless([
              [3, 3],
              [3, 3],
            ]),
          ),
        ),
      ),
    ).toEqual(['dW 1', 'dW 2']);
    expect(
      Object.values(
        said(
          match(
            threeLayers,
            nameless([
              [1, 4],
              [3, 4],
              [3, 2],
            ]),
          ),
        ),
      ),
    ).toEqual(['dW 3', 'dW 2', 'dW 1']);
  });

  it('are open where they do not go through the layers', () => {
    const square = networkOf([3, 3, 3], 2);
    expect(Object.values(said(match(square, nameless([[3, 3]]))))).toEqual(['dW 1?']);
    expect(claimsOf(match(square, nameless([[3, 3]])))).toEqual([]);
  });
});

describe('weights and biases themselves', () => {
  const own = (name: string, parameter: 'weights' | 'biases'): NamedArray => {
    const { data, shape } = threeLayers.layers[0]!.parameters[parameter]!;
    return { name, shape, values: Float64Array.from(data), precision: { kind: 'decimals', last: 1e-4 } };
  };

  it('are told from gradients by their numbers', () => {
    const { matched, unmatched } = matchArrays(
      [own('0.weight', 'weights'), own('0.bias', 'biases')],
      threeLayers,
    );
    expect(matched).toEqual([]);
    expect(unmatched.map(({ reason }) => reason)).toEqual([
      'these are the weights themselves, not dW of layer 1 layer1',
      'these are the biases themselves, not db of layer 1 layer1',
    ]);
  });

  it('are told from gradients by their names, where there are both', () => {
    expect(said(match(threeLayers, { W1: [2, 3], dW1: [2, 3], b1: [3] }))).toEqual({
      dW1: 'dW 1',
      b1: 'db 1',
    });
  });
});

it('the same array again is left out', () => {
  const { matched, unmatched } = match(threeLayers, { dW1: [2, 3], 'dW1 (2)': [2, 3] });
  expect(matched.map(({ array }) => array.name)).toEqual(['dW1']);
  expect(unmatched.map(({ reason }) => reason)).toEqual(['dW of layer 1 layer1 is "dW1" already']);
});

it('gradients of activations are not compared', () => {
  expect(match(threeLayers, { dA1: [5, 3] }).unmatched.map(({ reason }) => reason)).toEqual([
    'the gradient of an activation is not compared',
  ]);
});

describe('the user’s corrections', () => {
  const correct = (corrections: Record<string, Correction>, shapes: Record<string, Shape>): Matching =>
    match(threeLayers, shapes, new Map(Object.entries(corrections)));

  it('come before names', () => {
    const matching = correct(
      { dW1: { layer: 1, quantity: 'dW' } },
      { dW1: [3, 4], mine: [2, 3], dW2: [3, 4] },
    );
    expect(said(matching)).toEqual({ dW1: 'dW 2' });
    expect(matching.matched[0]!.confidence).toBe('corrected');
  });

  it('leave arrays out', () => {
    expect(said(correct({ dW1: 'ignore' }, { dW1: [2, 3], db1: [3] }))).toEqual({ db1: 'db 1' });
  });

  it('settle what is open', () => {
    const matching = correct({ mine: { layer: 0, quantity: 'z' } }, { mine: [5, 3] });
    expect(claimsOf(matching)).toMatchObject([{ layer: 0, quantity: 'z', shape: [5, 3] }]);
  });

  it('can not make a shape fit', () => {
    const { unmatched } = correct({ mine: { layer: 2, quantity: 'db' } }, { mine: [5, 3] });
    expect(unmatched.map(({ reason }) => reason)).toEqual(['it is 5 × 3, but db of layer 3 layer3 is 1']);
  });
});

it('a whole dump in any layout is matched to what it is, for every way of naming', () => {
  const patterns: Readonly<Record<ClaimedQuantity, readonly string[]>> = {
    dW: ['dW#', 'W#_grad', 'fc#.weight.grad', 'grads/dW_#'],
    db: ['db#', 'b#_grad', 'fc#.bias.grad', 'grads/db_#'],
    delta: ['dZ#', 'delta#', 'delta_#'],
    z: ['Z#', 'z_#', 'layer# z'],
    a: ['A#', 'a_#', 'layer# a'],
  };
  const scenario = fc.record({
    widths: fc.array(fc.integer({ min: 1, max: 4 }), { minLength: 2, maxLength: 5 }),
    samples: fc.integer({ min: 1, max: 4 }),
    first: fc.constantFrom(0, 1),
    way: fc.nat(11),
    isTransposed: fc.boolean(),
  });
  fc.assert(
    fc.property(scenario, ({ widths, samples, first, way, isTransposed }) => {
      const network = networkOf(widths, samples);
      const expected: Record<string, string> = {};
      const shapes: Record<string, Shape> = {};
      for (const [quantity, names] of Object.entries(patterns)) {
        for (let layer = 1; layer < widths.length; layer++) {
          const name = names[way % names.length]!.replace('#', String(layer - 1 + first));
          const sizes = [
            quantity === 'dW' ? widths[layer - 1]! : quantity === 'db' ? 1 : samples,
            widths[layer]!,
          ];
          expected[name] = `${quantity} ${layer}`;
          shapes[name] = isTransposed ? sizes.reverse() : sizes;
        }
      }
      expect(said(match(network, shapes))).toEqual(expected);
    }),
    { numRuns: 100 },
  );
}, 60_000);

it('any names and shapes are matched or not, each once', () => {
  const arrays = fc.uniqueArray(
    fc.record({
      name: fc.oneof(
        fc.string({ unit: 'binary' }),
        fc.string({ unit: fc.constantFrom('d', 'W', 'b', 'z', 'a', 'A', '_', '.', '1', '2', '∂', 'δ', ' ') }),
      ),
      shape: fc.array(fc.nat(5), { maxLength: 3 }),
    }),
    { selector: ({ name }) => name },
  );
  fc.assert(
    fc.property(arrays, (given) => {
      const named = given.map(({ name, shape }) => arrayOf(name, shape));
      const { matched, unmatched } = matchArrays(named, threeLayers);
      const found = new Set([...matched, ...unmatched].map(({ array }) => array));
      expect(named.every((array) => found.has(array))).toBe(true);
      expect(matched.length + unmatched.length).toBe(named.length);
      expect(new Set(matched.map(({ layer, quantity }) => `${layer} ${quantity}`)).size).toBe(matched.length);
    }),
    { numRuns: 200 },
  );
}, 60_000);
