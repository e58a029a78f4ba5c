import { afterEach, describe, expect, it, vi } from 'vitest';
import type { CellRef } from '../../src/inspector/views';
import { example, find, type OpenPanel, openPanel, press } from './openPanel';

let open: OpenPanel | undefined;
afterEach(() => {
  open?.dispose();
  open = undefined;
});

/** What the focus is on, as a screen reader says it. */
function focused(): string {
  const { activeElement } = document;
  const active = activeElement?.getAttribute('aria-activedescendant');
  return active === null || active === undefined
    ? (activeElement?.getAttribute('aria-label') ?? '')
    : (document.getElementById(active)?.textContent ?? '');
}

async function shows(cell: CellRef, name: RegExp): Promise<void> {
  await open!.host.show(cell);
  await vi.waitFor(() => {
    expect(focused()).toMatch(name);
  });
}

const SIZES = [30, 5, 14, 2] as const;
const SAMPLES = 3;

/** Layers of all three kinds: digits beside a heatmap (30 → 5), all heatmap (5 → 14), all digits (14 → 2). */
function mixed(last = 0.3): string {
  const wave = (rows: number, columns: number, pace: number): number[][] =>
    Array.from({ length: rows }, (_, i) =>
      Array.from({ length: columns }, (_, j) => Math.sin(1 + pace * (i * columns + j))),
    );
  const layers = SIZES.slice(1).map((units, l) => ({
    type: 'dense',
    activation: 'tanh',
    weights: wave(SIZES[l]!, units, 0.7 + l),
    biases: wave(1, units, 0.1)[0],
  }));
  const batch = { inputs: wave(SAMPLES, SIZES[0], last), targets: wave(SAMPLES, 2, 0.5) };
  return JSON.stringify({ layers, batch });
}

async function mixedPanel(saved?: unknown): Promise<OpenPanel> {
  open = await openPanel(saved);
  await open.run(mixed());
  await find(open.root, '.layer canvas');
  return open;
}

const parameterNames = { weights: 'weight', biases: 'bias' } as const;

/** First and last number of every matrix of a layer, with what the panel calls them. */
function corners(layer: number): readonly (readonly [CellRef, string])[] {
  const [inputs, units] = [SIZES[layer]!, SIZES[layer + 1]!];
  const of = `of layer ${layer + 1}`;
  const perSample = (
    [
      ['delta', 'delta'],
      ['preActivation', 'z'],
      ['activation', 'activation'],
      ['activationDerivative', 'slope of activation'],
      ['upstreamGradient', 'gradient of activation'],
    ] as const
  ).flatMap(([quantity, name]) =>
    [0, SAMPLES - 1].flatMap((row) =>
      [0, units - 1].map(
        (column) =>
          [{ quantity, layer, row, column }, `${name} ${column + 1} ${of}, sample ${row + 1}`] as const,
      ),
    ),
  );
  const parameters = (['parameter', 'parameterGradient'] as const).flatMap((quantity) =>
    (['weights', 'biases'] as const).flatMap((parameter) => {
      const prefix = quantity === 'parameter' ? '' : 'gradient of ';
      const row = parameter === 'weights' ? inputs - 1 : 0;
      const column = units - 1;
      const index = parameter === 'weights' ? `${row + 1},${column + 1}` : `${column + 1}`;
      const name = `${prefix}${parameterNames[parameter]} ${index} in layer ${layer + 1}`;
      return [[{ quantity, layer, parameter, row, column }, name] as const];
    }),
  );
  return [...perSample, ...parameters];
}

describe('a number that is asked for', () => {
  it.each([0, 1, 2])('has the focus, whatever it is, in layer index %i', async (layer) => {
    await mixedPanel();
    for (const [cell, name] of corners(layer)) await shows(cell, new RegExp(`^${name}, `));
  });

  it('opens its proof as the keyboard does, not pinned', async () => {
    const { root } = await mixedPanel();
    await shows(
      { quantity: 'parameterGradient', layer: 1, parameter: 'weights', row: 4, column: 13 },
      /^gradient of weight 5,14 in layer 2, /,
    );
    const proof = await find(root, '.pop[role=tooltip]:not([hidden])');
    expect(proof.getAttribute('aria-label')).toContain('gradient of weight 5,14 in layer 2');
  });

  it('opens its layer where that is closed', async () => {
    const { root } = await mixedPanel({ uri: 'file:///net.backprop.json', open: { 0: false } });
    expect(root.querySelector('.layer:last-child [role=grid]')).toBeNull();
    await shows({ quantity: 'delta', layer: 0, row: 1, column: 2 }, /^delta 3 of layer 1, sample 2, /);
  });

  it('chooses a sample only where what is on screen does not show the number', async () => {
    const { store } = await mixedPanel();
    await shows({ quantity: 'delta', layer: 2, row: 2, column: 0 }, /^delta 1 of layer 3, sample 3/);
    expect(store.saved).toMatchObject({ sample: undefined });
    await shows({ quantity: 'input', row: 1, column: 29 }, /^input 30, /);
    expect(store.saved).toMatchObject({ sample: 1 });
    await shows({ quantity: 'preActivation', layer: 1, row: 1, column: 3 }, /^z 4 of layer 2, /);
    expect(store.saved).toMatchObject({ sample: 1 });
    await shows({ quantity: 'delta', layer: 1, row: 0, column: 3 }, /^delta 4 of layer 2, /);
    expect(store.saved).toMatchObject({ sample: 0 });
    const own = { quantity: 'parameterGradient', layer: 1, parameter: 'weights', row: 0, column: 0 } as const;
    await shows(
      { ...own, sample: 2 },
      /^gradient of weight 1,1 in layer 2, sample 3|^gradient of weight 1,1 in layer 2, /,
    );
    expect(store.saved).toMatchObject({ sample: 2 });
    await shows({ ...own, column: 5 }, /^gradient of weight 1,6 in layer 2, /);
    expect(store.saved).toMatchObject({ sample: undefined });
  });

  it('is found in the header where it is a loss', async () => {
    const { store } = await mixedPanel();
    await shows({ quantity: 'loss', row: 0, column: 0 }, /^loss, /);
    await shows({ quantity: 'delta', layer: 2, row: 0, column: 0 }, /^delta/);
    await shows({ quantity: 'sampleLoss', row: 2, column: 0 }, /^loss, /);
    expect(store.saved).toMatchObject({ sample: 2 });
  });

  it('is a relative gradient in a heatmap, and its gradient among digits', async () => {
    await mixedPanel();
    const relative = { quantity: 'relativeGradient', parameter: 'weights', row: 1, column: 1 } as const;
    await shows({ ...relative, layer: 0 }, /^relative gradient of weight 2,2 in layer 1, /);
    await shows({ ...relative, layer: 1 }, /^relative gradient of weight 2,2 in layer 2, /);
    await shows({ ...relative, layer: 2 }, /^gradient of weight 2,2 in layer 3, /);
    await shows({ ...relative, layer: 1, parameter: 'biases', row: 0 }, /^gradient of bias 2 in layer 2, /);
  });

  it('is ignored where the run does not have it', async () => {
    const { root, store } = await mixedPanel();
    await shows({ quantity: 'delta', layer: 1, row: 1, column: 2 }, /^delta 3 of layer 2/);
    const before = store.saved;
    const strangers: readonly CellRef[] = [
      { quantity: 'delta', layer: 9, row: 0, column: 0 },
      { quantity: 'delta', layer: 1, row: SAMPLES, column: 0 },
      { quantity: 'delta', layer: 1, row: 0, column: 14 },
      { quantity: 'parameterGradient', layer: 1, parameter: 'gains', row: 0, column: 0 },
      { quantity: 'parameterGradient', layer: 1, parameter: 'weights', sample: 3, row: 0, column: 0 },
      { quantity: 'input', row: 0, column: 30 },
    ];
    for (const cell of strangers) await open!.host.show(cell);
    // What comes after them is answered after them.
    await shows({ quantity: 'delta', layer: 1, row: 2, column: 2 }, /^delta 3 of layer 2, sample 3/);
    expect(store.saved).toEqual(before);
    expect(root.querySelector('.alert')?.textContent).toBe('');
  });

  it('waits for the panel’s first numbers', async () => {
    open = await openPanel();
    const ran = open.run(mixed());
    await open.host.show({ quantity: 'preActivation', layer: 1, row: 2, column: 7 });
    await ran;
    await vi.waitFor(() => {
      expect(focused()).toMatch(/^z 8 of layer 2, sample 3, [−\d]/);
    });
  });

  it('comes into view also when a newer run is loading', async () => {
    const { run, host } = await mixedPanel();
    const ran = run(mixed(0.4));
    await host.show({ quantity: 'activation', layer: 0, row: 0, column: 4 });
    await ran;
    await vi.waitFor(() => {
      expect(focused()).toMatch(/^activation 5 of layer 1, sample 1, /);
    });
  });

  it('is the last of several', async () => {
    const { host } = await mixedPanel();
    await Promise.all([
      host.show({ quantity: 'delta', layer: 0, row: 0, column: 0 }),
      host.show({ quantity: 'parameter', layer: 2, parameter: 'weights', row: 3, column: 1 }),
      host.show({ quantity: 'target', row: 1, column: 1 }),
      host.show({ quantity: 'parameter', layer: 1, parameter: 'biases', row: 0, column: 9 }),
    ]);
    await vi.waitFor(() => {
      expect(focused()).toMatch(/^bias 10 in layer 2, /);
    });
  });

  it('is the same number whatever the one sample of a batch of one is called', async () => {
    open = await openPanel();
    await open.run(example('notes-2-3-1'));
    await find(open.root, '[role=gridcell]');
    const weight = {
      quantity: 'parameterGradient',
      layer: 0,
      parameter: 'weights',
      row: 1,
      column: 2,
    } as const;
    await shows({ ...weight, sample: 0 }, /^gradient of weight 2,3 in layer 1/);
    await shows({ quantity: 'loss', row: 0, column: 0 }, /^loss, /);
    await shows({ quantity: 'input', row: 0, column: 1 }, /^input 2, /);
    press(document.activeElement!, 'ArrowRight');
    expect(focused()).toMatch(/^gradient of weight 2,1 in layer 1/);
  });

  it('zooms a heatmap in that shows all of a large matrix at once', async () => {
    const { root } = await mixedPanel();
    await shows({ quantity: 'parameter', layer: 1, parameter: 'weights', row: 0, column: 0 }, /^weight 1,1/);
    const heat = document.activeElement!.closest('.heat')!;
    const fit = await find(heat, '[role=radio][aria-label="fit the whole matrix"]');
    fit.click();
    expect(fit.getAttribute('aria-checked')).toBe('true');
    await shows({ quantity: 'parameter', layer: 1, parameter: 'weights', row: 4, column: 2 }, /^weight 5,3/);
    expect((await find(heat, '[role=radio][aria-label="14 px a cell"]')).getAttribute('aria-checked')).toBe(
      'true',
    );
    expect(root.contains(heat)).toBe(true);
  });
});
