import { afterEach, describe, expect, it, vi } from 'vitest';
import { spoken } from '../../webview/numbers/format';
import { cell, example, find, type OpenPanel, openPanel, press } from './openPanel';

let open: OpenPanel | undefined;
afterEach(() => {
  open?.dispose();
  open = undefined;
});

async function notes(): Promise<OpenPanel> {
  open = await openPanel();
  await open.run(example('notes-2-3-1'));
  await cell(open.root, 'gradient of weight 1,1 in layer 1');
  return open;
}

/** The notes' network, calculated here by its formulas. */
function byHand() {
  const sigmoid = (x: number): number => 1 / (1 + Math.exp(-x));
  const x = [0.05, 0.1];
  const w1 = [
    [0.15, -0.4, 0.3],
    [0.25, 0.1, -0.2],
  ];
  const b1 = [0.1, -0.1, 0.05];
  const w2 = [0.4, -0.3, 0.55];
  const a1 = b1.map((b, j) => sigmoid(b + x[0]! * w1[0]![j]! + x[1]! * w1[1]![j]!));
  const a2 = sigmoid(0.2 + a1.reduce((total, a, j) => total + a * w2[j]!, 0));
  const delta2 = (a2 - 0.99) * a2 * (1 - a2);
  const delta1 = a1.map((a, j) => w2[j]! * delta2 * a * (1 - a));
  return { x, a1, delta1, delta2, loss: (a2 - 0.99) ** 2 / 2 };
}

describe('the panel', () => {
  it('shows the gradients of the model that was run', async () => {
    const { root } = await notes();
    const { x, delta1, delta2, loss } = byHand();
    expect((await cell(root, 'loss, ')).getAttribute('aria-label')).toContain(spoken(loss));
    for (const [i, input] of x.entries()) {
      for (const [j, delta] of delta1.entries()) {
        const shown = await cell(root, `gradient of weight ${i + 1},${j + 1} in layer 1`);
        expect(shown.getAttribute('aria-label')).toContain(`, ${spoken(input * delta)}`);
      }
    }
    expect((await cell(root, 'gradient of bias 1 in layer 2')).getAttribute('aria-label')).toContain(
      spoken(delta2),
    );
  });

  it('says beside the time of the run when its arithmetic was fast', async () => {
    const { root, host, run } = await notes();
    const status = await find(root, '.run');
    await vi.waitFor(() => {
      expect(status.textContent).toMatch(/^ran in [^,]+$/);
    });
    host.arithmetic = 'fast';
    await run(example('notes-2-3-1'));
    await vi.waitFor(() => {
      expect(status.textContent).toMatch(/^ran in .+, fast arithmetic$/);
    });
  });

  it('has one grid a layer, output first, with one tab stop each', async () => {
    const { root } = await notes();
    const grids = [...root.querySelectorAll('[role=grid]')];
    expect(grids.map((grid) => grid.getAttribute('aria-label'))).toEqual([
      'Layer 2 output: delta, weight gradient and bias gradient',
      'Layer 1 hidden: delta, weight gradient and bias gradient',
    ]);
    for (const grid of grids) {
      expect(grid.querySelectorAll('[tabindex="0"]')).toHaveLength(1);
      expect(grid.querySelectorAll('[role=columnheader]').length).toBeGreaterThan(1);
      for (const child of grid.children) expect(child.getAttribute('role')).toBe('row');
      for (const row of grid.children) {
        for (const part of row.children) {
          expect(['gridcell', 'rowheader', 'columnheader']).toContain(part.getAttribute('role'));
        }
      }
    }
  });

  it('is walked through by arrows, Home, End, and PageUp and PageDown between layers', async () => {
    const { root } = await notes();
    const start = await cell(root, 'gradient of weight 1,1 in layer 1');
    start.focus();
    const name = (): string => document.activeElement?.getAttribute('aria-label') ?? '';
    const go = (key: string, modifiers?: KeyboardEventInit): void => {
      press(document.activeElement!, key, modifiers);
    };
    go('ArrowRight');
    expect(name()).toContain('weight 1,2');
    go('ArrowDown');
    expect(name()).toContain('weight 2,2');
    go('ArrowDown');
    expect(name()).toContain('gradient of bias 2');
    go('ArrowUp');
    go('Home');
    expect(name()).toContain('input 2');
    go('End', { ctrlKey: true });
    expect(name()).toMatch(/^bias 3|^gradient of bias 3/);
    go('PageUp');
    expect(document.activeElement?.closest('[role=grid]')?.getAttribute('aria-label')).toContain('Layer 2');
    go('PageDown');
    expect(name()).toMatch(/bias 3/);
  });

  it('opens a proof on Enter, and gives the focus back on Escape', async () => {
    const { root } = await notes();
    const start = await cell(root, 'gradient of weight 1,2 in layer 1');
    start.focus();
    press(start, 'Enter');
    const proof = await find(root, '.pop[role=dialog]:not([hidden])');
    expect(document.activeElement).toBe(proof);
    const { x, delta1 } = byHand();
    expect(proof.querySelector('.val')?.textContent).toBe(
      `= ${String(x[0]! * delta1[1]!)}`.replace('-', '−'),
    );
    expect(start.classList).toContain('inspect');
    expect((await cell(root, 'delta 2 of layer 1')).classList).toContain('mark-b');
    expect((await cell(root, 'input 1,')).classList).toContain('mark-a');
    press(document.activeElement!, 'Escape');
    expect(proof.hidden).toBe(true);
    expect(document.activeElement).toBe(start);
    expect(root.querySelector('.mark-a, .mark-b, .mark-c, .inspect')).toBeNull();
  });

  it('leads from a gradient back to the loss and to the inputs, and returns', async () => {
    const { root } = await notes();
    const start = await cell(root, 'gradient of weight 1,2 in layer 1');
    start.focus();
    press(start, 'Enter');
    const proof = await find(root, '.pop[role=dialog]:not([hidden])');
    const where = (): string => proof.getAttribute('aria-label') ?? '';
    const follow = async (name: string): Promise<void> => {
      const operand = await find(proof, `.proof .operand[tabindex="0"][aria-label^="${name}"]`);
      press(operand, 'Enter');
      await vi.waitFor(() => {
        expect(proof.querySelector(`.proof [aria-label^="${name}"]`)).toBeNull();
      });
    };
    await follow('delta 2 of layer 1');
    expect(where()).toContain('delta 2 of layer 1');
    await follow('gradient of activation 2 of layer 1');
    await follow('delta 1 of layer 2');
    await follow('gradient of activation 1 of layer 2');
    await follow('activation 1 of layer 2');
    await follow('z 1 of layer 2');
    await follow('activation 1 of layer 1');
    await follow('z 1 of layer 1');
    await follow('input 1');
    expect(proof.textContent).toContain('A number that the file gives.');
    for (let i = 0; i < 9; i++) {
      const before = where();
      (await find(proof, '.back')).click();
      await vi.waitFor(() => {
        expect(where()).not.toBe(before);
      });
    }
    expect(where()).toContain('gradient of weight 1,2 in layer 1');
    expect(proof.querySelector('.back')).toBeNull();
  });

  it('checks a gradient numerically beside its proof', async () => {
    const { root } = await notes();
    (await cell(root, 'gradient of weight 2,1 in layer 1')).click();
    const check = await find(root, '.fd');
    expect(check.textContent).toContain('computing');
    await vi.waitFor(() => {
      expect(root.querySelector('.fd [aria-label=agrees]')).not.toBeNull();
    });
  });

  it('opens a proof where the pointer rests, and closes it when it leaves', async () => {
    const { root } = await notes();
    const target = await cell(root, 'delta 1 of layer 2');
    target.dispatchEvent(new MouseEvent('pointerover', { bubbles: true }));
    await new Promise((done) => setTimeout(done, 120));
    expect(root.querySelector('.pop:not([hidden])')).toBeNull();
    const proof = await find(root, '.pop[role=tooltip]:not([hidden])');
    target.closest('.op')!.dispatchEvent(new MouseEvent('pointerleave'));
    await vi.waitFor(() => {
      expect(proof.hidden).toBe(true);
    });
  });

  it('goes to the number in the file and copies its LaTeX', async () => {
    const { root, host } = await notes();
    const target = await cell(root, 'gradient of weight 2,3 in layer 1');
    press(target, 'g');
    press(target, 'c');
    await vi.waitFor(() => {
      expect(host.asked).toHaveLength(2);
    });
    expect(host.asked[0]).toMatchObject({
      message: 'goTo',
      what: { quantity: 'parameter', layer: 0, parameter: 'weights', row: 1, column: 2 },
    });
    expect(host.asked[1]?.what).toContain('\\begin{aligned}');
    expect(host.asked[1]?.what).not.toContain('\\class');
  });

  it('marks the formula of a number, and the numbers of a formula', async () => {
    const { root } = await notes();
    (await cell(root, 'gradient of weight 1,2 in layer 1')).click();
    const current = await find(root, '.sheet .step[aria-current]');
    expect(current.textContent).toContain('inspecting');
    expect(root.querySelectorAll('.note .f.on')).toHaveLength(1);
    press(document.activeElement!, 'Escape');
    current.dispatchEvent(new MouseEvent('pointerenter'));
    const marked = [...root.querySelectorAll('.of-formula')].map(
      (made) => made.getAttribute('aria-label') ?? '',
    );
    expect(marked.length).toBe(9);
    expect(marked.every((name) => name.startsWith('gradient of weight'))).toBe(true);
  });

  it('outlines what an edit changed, and keeps its place', async () => {
    const { root, run } = await notes();
    const bias = await cell(root, 'gradient of bias 1 in layer 2');
    const input = await cell(root, 'input 1');
    await run(example('notes-2-3-1').replace('0.55', '0.85'));
    await vi.waitFor(() => {
      expect(bias.classList).toContain('changed');
    });
    expect(input.classList).not.toContain('changed');
    expect(bias.isConnected).toBe(true);
  });

  it('shows z and a on demand, in rows of the same grid', async () => {
    const { root } = await notes();
    expect(root.querySelector('[aria-label^="z 1 of layer 1"]')).toBeNull();
    (await find(root, '.layer:last-child [data-id=values]')).click();
    const z = await cell(root, 'z 1 of layer 1');
    expect(z.closest('[role=grid]')?.getAttribute('aria-label')).toContain('Layer 1');
  });

  it('writes numbers as the user wants, and remembers that', async () => {
    const { root, store } = await notes();
    (await cell(root, 'with exponent')).click();
    await vi.waitFor(async () => {
      expect((await cell(root, 'gradient of bias 1 in layer 2')).textContent).toMatch(/e−2$/);
    });
    expect(store.saved).toMatchObject({ format: 'exponent', uri: 'file:///net.backprop.json' });
  });
});

describe('a batch', () => {
  async function xor(saved?: unknown): Promise<OpenPanel> {
    open = await openPanel(saved);
    await open.run(example('xor'));
    await cell(open.root, 'gradient of weight 1,1 in layer 1');
    return open;
  }

  it('shows δ of all samples as the matrix that it is', async () => {
    const { root } = await xor();
    for (let k = 1; k <= 4; k++) expect(await cell(root, `delta 1 of layer 2, sample ${k}`)).toBeDefined();
  });

  it('shows one sample’s own part, whose sum is the batch’s gradient', async () => {
    const { root } = await xor();
    const choose = async (label: string, formula: string): Promise<number> => {
      (await find(root, `[role=radio][aria-label="${label}"]`)).click();
      await vi.waitFor(() => {
        expect(root.querySelector('.loss math')?.textContent.startsWith(formula)).toBe(true);
      });
      (await cell(root, 'gradient of weight 1,1 in layer 2')).click();
      const { textContent } = await find(root, '.pop[role=dialog]:not([hidden]) .val');
      press(document.activeElement!, 'Escape');
      return Number(textContent.replace('= ', '').replaceAll('−', '-'));
    };
    let sum = 0;
    for (let k = 1; k <= 4; k++) sum += await choose(`sample ${k}`, `ℓ${k}`);
    expect(sum).toBeCloseTo(await choose('all 4 samples', 'L'), 14);
  });

  it('comes back to the sample that was chosen, and forgets one that is gone', async () => {
    const { root } = await xor({ uri: 'file:///net.backprop.json', sample: 2 });
    expect(root.querySelector('[role=radio][aria-label="sample 3"]')?.getAttribute('aria-checked')).toBe(
      'true',
    );
    open?.dispose();
    const gone = await xor({ uri: 'file:///net.backprop.json', sample: 99 });
    expect(
      gone.root.querySelector('[role=radio][aria-label="all 4 samples"]')?.getAttribute('aria-checked'),
    ).toBe('true');
  });
});
