import { afterEach, describe, expect, it, vi } from 'vitest';
import { spoken } from '../../../webview/numbers/format';
import { example, find, press } from '../openPanel';
import type { HarnessModel } from '../harness/sideHost';
import { squareModel } from '../../denseModel';
import {
  chooseQuantity,
  chooseRadio,
  nameOf,
  names,
  openSide,
  type OpenSide,
  shows,
  thumbnail,
} from './openSide';

let open: OpenSide | undefined;
afterEach(() => {
  open?.dispose();
  open = undefined;
});

async function inspecting(name: string): Promise<{ side: OpenSide; model: HarnessModel }> {
  open = await openSide();
  const model = await open.host.add(`${name}.backprop.json`);
  await open.host.follow(model);
  await model.host.run(example(name));
  await thumbnail(open.root, '∂L/∂');
  return { side: open, model };
}

/** The notes' network, calculated here by its formulas. */
function byHand() {
  const sigmoid = (x: number): number => 1 / (1 + Math.exp(-x));
  const x = [0.05, 0.1];
  const w1 = [
    [0.15, -0.4, 0.3],
    [0.25, 0.1, -0.2],
  ];
  const w2 = [0.4, -0.3, 0.55];
  const a1 = [0.1, -0.1, 0.05].map((b, j) => sigmoid(b + x[0]! * w1[0]![j]! + x[1]! * w1[1]![j]!));
  const a2 = sigmoid(0.2 + a1.reduce((total, a, j) => total + a * w2[j]!, 0));
  const delta2 = (a2 - 0.99) * a2 * (1 - a2);
  const delta1 = a1.map((a, j) => w2[j]! * delta2 * a * (1 - a));
  return { x, w1, a1, a2, delta1, delta2 };
}

const largest = (values: readonly number[]): string => spoken(Math.max(...values.map(Math.abs)));

describe('without a model', () => {
  it('says what to do, with a button that does it', async () => {
    open = await openSide();
    const { root, host } = open;
    const buttons = [...root.querySelectorAll<HTMLElement>('.page:not([hidden]) vscode-button')];
    expect(buttons.map(({ textContent }) => textContent)).toEqual(['Open Example']);
    buttons[0]!.click();
    await vi.waitFor(() => {
      expect(host.asked).toEqual(['openExample']);
    });
  });

  it('offers to run the file that the editor shows', async () => {
    open = await openSide();
    const { root, host } = open;
    await host.show('net.json');
    const run = await find(root, '.page:not([hidden]) vscode-button');
    expect(run.textContent).toBe('Run Backward Pass');
    expect(root.textContent).toContain('net.json is open');
    run.click();
    await vi.waitFor(() => {
      expect(host.asked).toEqual(['run']);
    });
  });
});

describe('the thumbnails', () => {
  it('are δ and every parameter’s gradient, output first, with their largest magnitudes', async () => {
    const { side } = await inspecting('notes-2-3-1');
    const { x, a1, delta1, delta2 } = byHand();
    await shows(side.root, [
      `δ of layer 2 output, 1 by 1, largest ${largest([delta2])}, open in panel`,
      `∂L/∂W of layer 2 output, 3 by 1, largest ${largest(a1.map((a) => a * delta2))}, open in panel`,
      `∂L/∂b of layer 2 output, 1 by 1, largest ${largest([delta2])}, open in panel`,
      `δ of layer 1 hidden, 1 by 3, largest ${largest(delta1)}, open in panel`,
      `∂L/∂W of layer 1 hidden, 2 by 3, largest ${largest(x.flatMap((own) => delta1.map((d) => own * d)))}, open in panel`,
      `∂L/∂b of layer 1 hidden, 1 by 3, largest ${largest(delta1)}, open in panel`,
    ]);
    expect(side.root.querySelector('.run')?.textContent).toMatch(/^ran in/);
  });

  it('are of the quantity that is chosen', async () => {
    const { side } = await inspecting('notes-2-3-1');
    const { root } = side;
    const { w1, a1, a2 } = byHand();
    chooseQuantity(root, 'weight');
    await shows(root, [
      'W of layer 2 output, 3 by 1, largest 0.55',
      'b of layer 2 output, 1 by 1, largest 0.2',
      `W of layer 1 hidden, 2 by 3, largest ${largest(w1.flat())}`,
      'b of layer 1 hidden, 1 by 3, largest 0.1',
    ]);
    chooseQuantity(root, 'activation');
    await shows(root, [
      `activation of layer 2 output, 1 by 1, largest ${spoken(a2)}`,
      `activation of layer 1 hidden, 1 by 3, largest ${largest(a1)}`,
    ]);
    chooseQuantity(root, 'magnitude');
    await shows(
      root,
      ['δ', '|∂L/∂W|', '|∂L/∂b|']
        .flatMap((name) => `${name} of layer 2`)
        .concat(['δ of', '|∂L/∂W|', '|∂L/∂b|']),
    );
  });

  it('show δ of a batch as the root mean square of each unit, and whole where it is chosen', async () => {
    const { side, model } = await inspecting('xor');
    const deltas = (
      await model.remote.tiles([
        {
          matrix: { quantity: 'delta', layer: 1 },
          ...{ rowStart: 0, rowEnd: 4, columnStart: 0, columnEnd: 1 },
        },
      ])
    )[0]!.values;
    const rms = Math.sqrt(deltas.reduce((total, d) => total + d * d, 0) / 4);
    const strip = await thumbnail(side.root, 'root mean square of δ of layer 2');
    expect(nameOf(strip)).toContain(`, 4 by 1, largest ${spoken(rms)}`);
    chooseQuantity(side.root, 'delta');
    const whole = await thumbnail(side.root, 'δ of layer 2 output');
    expect(nameOf(whole)).toContain(`largest ${largest([...deltas])}`);
  });

  it('never ask for a matrix, nor for a picture of more points than the screen has', async () => {
    const { model } = await inspecting('digits');
    expect(model.host.requests.tiles).toBe(0);
    expect(model.host.requests.largestPicture).toBeLessThanOrEqual(84 * 1000);
  });

  it('carry what is to be noted', async () => {
    const { side } = await inspecting('dead-relu');
    const item = (await thumbnail(side.root, '∂L/∂W of layer 2 hidden2')).closest('li')!;
    expect(item.querySelector('.findings')?.textContent).toBe('▲ 1 dead unit, 2 inputs never lit');
    const name = nameOf(await thumbnail(side.root, '∂L/∂W of layer 2 hidden2'));
    expect(name).toMatch(/, 1 dead unit, 2 inputs never lit, open in panel$/);
  });

  it('say how many numbers are not finite', async () => {
    open = await openSide();
    const model = await open.host.add('inf.json');
    await open.host.follow(model);
    // e^800 overflows.
    await model.host.run(
      '{"layers":[{"type":"dense","weights":[[800]],"activation":"exponential"}],"batch":{"inputs":[[1]],"targets":[[0]]}}',
    );
    const seen = await thumbnail(open.root, '∂L/∂W of layer 1');
    expect(seen.querySelector('.figures')?.lastElementChild?.textContent).toBe('▲▼ 1 ∞');
    expect(seen.closest('li')?.querySelector('.findings')?.textContent).toContain('∂L/∂W: 1 infinite');
  });
});

describe('scale and order', () => {
  it('have one end for all layers where the scale is shared', async () => {
    const { side, model } = await inspecting('vanishing-10-layers');
    const bar = side.root.querySelector('.scale-bar')!;
    expect(bar.textContent).toBe('−max+max');
    chooseRadio(side.root, 'scale', 'shared');
    const { layers } = await model.remote.overview({});
    const most = Math.max(...layers.flatMap(({ maxGradients }) => Object.values(maxGradients)));
    await vi.waitFor(() => {
      expect(bar.lastElementChild?.textContent).toBe(`+${most.toExponential(1).replace('-', '−')}`);
    });
  });

  it('put the largest gradient first, and back', async () => {
    const { side, model } = await inspecting('xor');
    const { layers } = await model.remote.overview({});
    const most = layers.map(({ maxGradients }) => Math.max(...Object.values(maxGradients)));
    // Otherwise this would test nothing: output first is the other order.
    const first = most[0]! > most[1]! ? 1 : 2;
    const order = (): string[] =>
      [...side.root.querySelectorAll('.layer-item .ord')].map(({ textContent }) => textContent);
    expect(order()).toEqual(['2', '1']);
    chooseRadio(side.root, 'sort', 'max');
    await vi.waitFor(() => {
      expect(order()[0]).toBe(String(first));
    });
    chooseRadio(side.root, 'sort', 'layer');
    await vi.waitFor(() => {
      expect(order()).toEqual(['2', '1']);
    });
  });

  it('are there again when the view is shown again', async () => {
    const { side } = await inspecting('xor');
    chooseQuantity(side.root, 'weight');
    chooseRadio(side.root, 'scale', 'shared');
    open = await side.reopen();
    await shows(open.root, ['W of layer 2', 'b of layer 2', 'W of layer 1', 'b of layer 1']);
    const checked = [...open.root.querySelectorAll('[role=radio][aria-checked=true]')];
    expect(checked.map(({ textContent }) => textContent)).toEqual(['shared', 'layer']);
  });
});

describe('a thumbnail opens', () => {
  async function opened(side: OpenSide): Promise<unknown> {
    await vi.waitFor(() => {
      expect(side.host.opened).toHaveLength(1);
    });
    return side.host.opened.pop();
  }

  /** A click at these shares of the picture. */
  function clickAt(target: Element, across: number, down: number): void {
    const canvas = target.querySelector('canvas')!;
    canvas.getBoundingClientRect = () => new DOMRect(10, 20, 300, 200);
    const place = { clientX: 10 + 300 * across, clientY: 20 + 200 * down };
    canvas.dispatchEvent(new MouseEvent('click', { bubbles: true, detail: 1, ...place }));
  }

  it('the largest number by keyboard', async () => {
    const { side } = await inspecting('notes-2-3-1');
    const { delta1 } = byHand();
    // What Enter on a button does.
    (await thumbnail(side.root, '∂L/∂W of layer 1')).click();
    const magnitudes = delta1.map(Math.abs);
    expect(await opened(side)).toEqual({
      ...{ quantity: 'parameterGradient', layer: 0, parameter: 'weights', row: 1 },
      column: magnitudes.indexOf(Math.max(...magnitudes)),
    });
    const current = side.root.querySelectorAll('[aria-current]');
    expect([...current].map((item) => item.getAttribute('data-layer'))).toEqual(['0']);
  });

  it('the number under the pointer', async () => {
    const { side } = await inspecting('notes-2-3-1');
    clickAt(await thumbnail(side.root, '∂L/∂W of layer 1'), 0.1, 0.9);
    const cell = { quantity: 'parameterGradient', layer: 0, parameter: 'weights' };
    expect(await opened(side)).toEqual({ ...cell, row: 1, column: 0 });
    chooseQuantity(side.root, 'magnitude');
    clickAt(await thumbnail(side.root, '|∂L/∂W| of layer 1'), 0.9, 0.1);
    expect(await opened(side)).toEqual({ ...cell, row: 0, column: 2 });
    chooseQuantity(side.root, 'relative');
    clickAt(await thumbnail(side.root, '∂L/∂W ÷ W of layer 1'), 0.9, 0.1);
    expect(await opened(side)).toEqual({ ...cell, quantity: 'relativeGradient', row: 0, column: 2 });
  });

  it('of many numbers at one place the largest', async () => {
    const { side, model } = await inspecting('xor');
    const matrix = { quantity: 'delta', layer: 0 } as const;
    clickAt(await thumbnail(side.root, 'root mean square of δ of layer 1'), 0.5, 0.5);
    // The strip's middle is the second of three units, in all four samples.
    const column = (
      await model.remote.tiles([{ matrix, rowStart: 0, rowEnd: 4, columnStart: 1, columnEnd: 2 }])
    )[0]!.values.map(Math.abs);
    const row = column.indexOf(Math.max(...column));
    expect(await opened(side)).toEqual({ ...matrix, row, column: 1 });
  });
});

describe('in step with the model', () => {
  it('dims while the text is newer, removes nothing, and shows the new numbers', async () => {
    const { side, model } = await inspecting('notes-2-3-1');
    const { root } = side;
    const before = await thumbnail(root, '∂L/∂W of layer 1');
    const label = nameOf(before);
    const main = root.querySelector('.side-main')!;
    expect(main.classList.contains('dim')).toBe(false);
    await model.host.tell({ stale: true });
    await vi.waitFor(() => {
      expect(main.classList.contains('dim')).toBe(true);
    });
    await model.host.run(example('notes-2-3-1').replace('0.15', '0.95'));
    await vi.waitFor(() => {
      expect(main.classList.contains('dim')).toBe(false);
      expect(nameOf(before)).not.toBe(label);
    });
    expect(before.isConnected).toBe(true);
  });

  it('changes everything on screen at once', async () => {
    const { side, model } = await inspecting('xor');
    const seen = new Set<string>();
    const watcher = new MutationObserver(() => {
      seen.add([side.root.querySelector('h1')?.textContent, ...names(side.root)].join('\n'));
    });
    watcher.observe(side.root, { subtree: true, childList: true, attributes: true, characterData: true });
    await model.host.run(example('xor').replace('XOR 2-3-1', 'another').replace('tanh', 'sigmoid'));
    await vi.waitFor(() => {
      expect(side.root.querySelector('h1')?.textContent).toBe('another');
    });
    await vi.waitFor(() => {
      expect(side.root.querySelector('.dim')).toBeNull();
    });
    watcher.disconnect();
    // The old numbers, and the new ones: nothing between them.
    expect(seen.size).toBeLessThanOrEqual(2);
  });

  it('keeps the last good numbers below what is wrong', async () => {
    const { side, model } = await inspecting('notes-2-3-1');
    await model.host.run('{ broken');
    const banner = await find(side.root, '.banner:not([hidden])');
    expect(banner.textContent).toContain('numbers of the last good run');
    expect(side.root.querySelector('.run')?.textContent).toBe('the last good run');
    expect(names(side.root)).toHaveLength(6);
    banner.querySelector<HTMLElement>('.link')!.click();
    await vi.waitFor(() => {
      expect(side.host.asked).toEqual(['goToIssue 0']);
    });
    const live = side.root.querySelector('[aria-live]');
    expect(live?.textContent).toBe('notes-2-3-1.backprop.json: the last good run');
  });

  it('asks before a run that needs much memory, and runs when it may', async () => {
    open = await openSide();
    const model = await open.host.add('net.json', 400_000);
    await open.host.follow(model);
    await model.host.run(squareModel(60));
    const page = await find(open.root, '.page:not([hidden]) .st');
    expect(page.textContent).toMatch(/^This run needs .* of memory/);
    (await find(page, 'vscode-button')).click();
    await thumbnail(open.root, '∂L/∂W of layer 1');
  });

  it('follows the model that is active, and welcomes again when the last is closed', async () => {
    const { side, model } = await inspecting('notes-2-3-1');
    const { host, root } = side;
    const other = await host.add('dead-relu.backprop.json');
    await host.follow(other);
    expect(root.dataset['page']).toBe('state');
    await other.host.run(example('dead-relu'));
    await vi.waitFor(() => {
      expect(root.querySelector('h1')?.textContent).toBe('dead relu 3-6-4-2');
    });
    await host.follow(model);
    await shows(root, [
      ...['δ of layer 2 output', '∂L/∂W of layer 2 output', '∂L/∂b of layer 2 output'],
      ...['δ of layer 1 hidden,', '∂L/∂W of layer 1 hidden,', '∂L/∂b of layer 1 hidden,'],
    ]);
    await host.follow(undefined);
    expect(root.dataset['page']).toBe('state');
    expect((await find(root, '.page:not([hidden]) h1')).textContent).toBe('No gradients yet');
  });
});

it('has one tab stop for all thumbnails, and arrows between them', async () => {
  const { side } = await inspecting('notes-2-3-1');
  const stops = (): string[] => [...side.root.querySelectorAll('.thumb[tabindex="0"]')].map(nameOf);
  expect(stops()).toEqual([expect.stringMatching(/^δ of layer 2/)]);
  (await thumbnail(side.root, 'δ of layer 2')).focus();
  const focused = (): string => nameOf(document.activeElement!);
  press(document.activeElement!, 'ArrowDown');
  expect(focused()).toMatch(/^∂L\/∂W of layer 2/);
  expect(stops()).toEqual([focused()]);
  press(document.activeElement!, 'End');
  expect(focused()).toMatch(/^∂L\/∂b of layer 1/);
  press(document.activeElement!, 'ArrowDown');
  expect(focused()).toMatch(/^∂L\/∂b of layer 1/);
  press(document.activeElement!, 'Home');
  expect(focused()).toMatch(/^δ of layer 2/);
});
