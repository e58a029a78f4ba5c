import { afterEach, describe, expect, it, vi } from 'vitest';
import { squareModel } from '../denseModel';
import { activationLayers, type ExtremeName, extremeModels } from '../extremeModels';
import { limitArrays } from '../inspector/limitArrays';
import { cell, find, type OpenPanel, openPanel, press } from './openPanel';

let open: OpenPanel | undefined;
afterEach(() => {
  vi.unstubAllGlobals();
  open?.dispose();
  open = undefined;
});

async function panel(model: string): Promise<HTMLElement> {
  open = await openPanel();
  await open.run(model);
  return open.root;
}

/** What a machine that is busy with other tests may take. */
const patient = { timeout: 10_000 };

async function readoutOf(root: ParentNode, beginning: string): Promise<string> {
  return vi.waitFor(() => {
    const text = root.querySelector('.readout')?.textContent ?? '';
    expect(text).toMatch(new RegExp(`^${beginning}(?!.*…)`));
    return text;
  }, patient);
}

async function legendOf(root: ParentNode): Promise<string> {
  return vi.waitFor(() => {
    const text = root.querySelector('.cbar')?.textContent ?? '';
    expect(text).not.toBe('');
    return text;
  }, patient);
}

describe('a matrix that is extreme', () => {
  it('of nothing but NaN says so, without a scale', async () => {
    const root = await panel(extremeModels['all NaN']);
    expect(await legendOf(root)).toBe('no gradient is finite✕ NaN: 1\u202f600 cells');
    expect(await readoutOf(root, 'gradient of weight 1,1 in layer 1')).toContain('NaN');
  });

  it('of nothing but zeros says so, without a scale', async () => {
    const root = await panel(extremeModels['all zero']);
    expect(await legendOf(root)).toBe('every gradient is exactly 0');
    expect(await readoutOf(root, 'gradient of weight 1,1 in layer 1')).toMatch(/layer 10/);
  });

  it('with one infinity keeps the scale of its finite numbers, and counts it', async () => {
    const root = await panel(extremeModels['one infinite']);
    const legend = await legendOf(root);
    expect(legend).toMatch(/−\d\.\de\+\d+0\+\d\.\de\+\d+/);
    expect(legend).toContain('▲ ▼ infinite: 1 cell');
  });

  it.each([
    ['1 × 100000', 'End', 'gradient of weight 1,100000 in layer 1'],
    ['100000 × 1', 'End', 'gradient of weight 100000,1 in layer 1'],
  ] as const)('of %s is walked through to its end, in every size', async (name, key, last) => {
    const root = await panel(extremeModels[name]);
    const canvas = await vi.waitFor(() => find(root, 'canvas.plot'), patient);
    for (const zoom of ['', '+', '+', '+', '+']) {
      if (zoom !== '') press(canvas, zoom);
      press(canvas, 'Home', { ctrlKey: true });
      await readoutOf(root, 'gradient of weight 1,1 in layer 1');
      press(canvas, key, { ctrlKey: true });
      await readoutOf(root, last);
      expect(canvas.querySelectorAll('[role=gridcell]').length).toBeLessThanOrEqual(17 * 17);
    }
  });

  it('of 1 × 1 is a digit with its proof', async () => {
    const root = await panel(extremeModels['1 × 1']);
    const number = await cell(root, 'gradient of weight 1,1 in layer 1, 15');
    number.click();
    expect((await find(root, '.pop[role=dialog]')).textContent).toContain('15');
  });

  it.each(Object.keys(extremeModels) as ExtremeName[])(
    '%s leaves no NaN in the page’s geometry',
    async (name) => {
      const root = await panel(extremeModels[name]);
      await vi.waitFor(() => find(root, '.flow svg'), patient);
      for (const made of root.querySelectorAll('.flow svg *')) {
        for (const { name: attribute, value } of made.attributes)
          expect(value, attribute).not.toContain('NaN');
      }
      for (const made of root.querySelectorAll('.cbar .ticks span')) {
        expect(made.textContent).not.toMatch(/NaN|[−+]0\.0/);
      }
    },
  );
});

describe('a layer without parameters', () => {
  it('shows z, σ′ and δ, and no gradients of parameters', async () => {
    const root = await panel(activationLayers);
    await cell(root, 'delta 1 of layer 2');
    const grid = root.querySelector('[aria-label="Layer 2 bend: delta"]')!;
    const rows = [...grid.querySelectorAll('[role=row]')].filter((row) => row.childElementCount > 0);
    expect(rows.map((row) => row.textContent.replace(/[^a-z ].*/, ''))).toEqual([
      'unit j',
      'slope of activation',
      'gradient of activation',
      'delta',
    ]);
    const section = grid.closest('section')!;
    expect([...section.querySelectorAll('[data-id]')].map((made) => made.getAttribute('data-id'))).toEqual([
      'values',
    ]);
    expect(section.textContent).not.toContain('max |∂L/∂W|');
    section.querySelector<HTMLElement>('[data-id=values]')!.click();
    const z = await cell(root, 'z 1 of layer 2');
    const a = await vi.waitFor(() => find(root, '[aria-label^="activation 1 of layer 2"]'));
    expect(a.textContent).not.toBe(z.textContent);
  });

  it('has proofs: its z is what it reads, and the layer before gets its δ', async () => {
    const root = await panel(activationLayers);
    (await cell(root, 'delta 3 of layer 1')).click();
    const proof = await find(root, '.pop[role=dialog]');
    await vi.waitFor(() => {
      expect(proof.querySelector('.fd')?.textContent).toMatch(/agree|✓/);
    }, patient);
    const operands = [...proof.querySelectorAll('.operand')].map((made) => made.getAttribute('aria-label'));
    expect(operands.join('\n')).toMatch(/delta 3 of layer 2|gradient of activation 3 of layer 1/);
  });
});

describe('a run that fails half-way', () => {
  it('leaves the last good numbers, marked stale', async () => {
    const root = await panel(extremeModels['1 × 1']);
    await cell(root, 'gradient of weight 1,1 in layer 1, 15');
    limitArrays(100_000);
    await open!.run(squareModel(400));
    const banner = await vi.waitFor(() => {
      const made = root.querySelector<HTMLElement>('.banner');
      expect(made?.hidden).toBe(false);
      return made!;
    }, patient);
    expect(banner.textContent).toContain('more memory than there is');
    expect(banner.textContent).toContain('These are the numbers of the last good run.');
    expect(root.querySelector('[aria-label^="gradient of weight 1,1 in layer 1, 15"]')).not.toBeNull();
    expect(root.querySelector('.run')?.textContent).toBe('did not run');
  });
});
