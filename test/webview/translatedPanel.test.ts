/** Every word of the panel can be translated, also of what shows itself only on demand: proofs, lists, what-ifs, checks. */
import { afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { notationOf } from '../../src/inspector/convention';
import type { CellRef, NumericCheck } from '../../src/inspector/views';
import type { PanelState } from '../../src/protocol/panelContract';
import { speakBrackets } from '../packaging/pseudoLanguage';
import { foreign } from './foreignWords';
import { oneLayer } from './heatmap/largeModel';
import type { OpenPanel } from './openPanel';

let open: OpenPanel | undefined;
afterEach(() => {
  open?.dispose();
  open = undefined;
});

beforeAll(speakBrackets);

const panels = () => import('./openPanel');

async function panelOf(model: string, saved?: object): Promise<OpenPanel> {
  const { find, openPanel } = await panels();
  open = await openPanel({ sheet: true, ...saved });
  await open.run(model);
  await find(open.root, '.layer [role=gridcell]');
  return open;
}

/** The first number of a quantity that a grid shows. */
async function numberOf(root: HTMLElement, quantity: CellRef['quantity']): Promise<HTMLElement> {
  const { find } = await panels();
  const own = `[data-vscode-context*='"quantity":"${quantity}"']`;
  return find(root, `.op [role=gridcell]${own}, .op [role=rowheader]${own}`);
}

/** Opens the proof of a number, where there may be another one already. */
async function prove(root: HTMLElement, number: HTMLElement): Promise<HTMLElement> {
  const card = root.querySelector<HTMLElement>('.pop')!;
  const before = card.getAttribute('aria-label');
  number.click();
  await vi.waitFor(() => {
    expect(card.getAttribute('aria-label')).not.toBe(before);
  });
  return card;
}

function element(...texts: readonly string[]): HTMLElement {
  const made = document.createElement('div');
  for (const text of texts) made.append(new Text(text));
  return made;
}

async function expectAllWords(root: Element, model: string): Promise<void> {
  await vi.waitFor(() => {
    expect(foreign(root, model)).toEqual([]);
  });
}

const OPEN = Object.fromEntries(
  [0, 1].flatMap((layer) => ['values', 'steps', 'weights', 'biases'].map((id) => [`${layer}/${id}`, true])),
);

describe('a proof', () => {
  it.each([
    'input',
    'parameter',
    'preActivation',
    'activation',
    'activationDerivative',
    'upstreamGradient',
    'delta',
    'parameterGradient',
  ] as const)('of the quantity %s', async (quantity) => {
    const { example, find, press } = await panels();
    const model = example('notes-2-3-1');
    const { root } = await panelOf(model, { shown: OPEN });
    const card = await prove(root, await numberOf(root, quantity));
    await expectAllWords(root, model);
    const operand = card.querySelector<HTMLElement>('.proof .operand[tabindex="0"]');
    if (operand === null) return;
    press(operand, 'Enter');
    await find(card, '.back');
    await expectAllWords(root, model);
  });

  it('of the loss of a batch, and of a number of one of its samples', async () => {
    const { example, find } = await panels();
    const model = example('xor');
    const { root } = await panelOf(model, { shown: OPEN });
    await prove(root, await find(root, '.loss-value'));
    await expectAllWords(root, model);
    await prove(root, await numberOf(root, 'delta'));
    await expectAllWords(root, model);
  });

  it('that is not pinned, and one of many terms', async () => {
    const { find } = await panels();
    const model = oneLayer(40, 2);
    const { root } = await panelOf(model, { shown: OPEN });
    const number = await numberOf(root, 'preActivation');
    number.dispatchEvent(new MouseEvent('pointerover', { bubbles: true }));
    await find(root, '.pop[role=tooltip]:not([hidden])');
    await expectAllWords(root, model);
    number.click();
    await find(root, '.pop[role=dialog] .link');
    await expectAllWords(root, model);
  });

  it('with whatever its numeric check says', async () => {
    const { checkRow } = await import('../../webview/proof/checkRow');
    const check = { value: 0.5, error: 1e-12, step: 1e-3, relativeError: 0.5 };
    const checks: readonly (NumericCheck | 'computing' | 'failed')[] = [
      'computing',
      'failed',
      { ...check, verdict: 'pass' },
      { ...check, verdict: 'fail' },
      { ...check, verdict: 'kink', left: 0, right: 1 },
      { ...check, verdict: 'precisionLimited', limit: 'saturation' },
    ];
    expect(checks.flatMap((each) => foreign(checkRow(each), ''))).toEqual([]);
  });

  it('that is copied, or whose number does not stand in the file', async () => {
    const { example, press } = await panels();
    const model = example('notes-2-3-1');
    const { root } = await panelOf(model);
    const number = await numberOf(root, 'delta');
    const live = root.querySelector('[role=status].sr')!;
    const said: (string | null)[] = [];
    for (const key of ['g', 'c', 'F2']) {
      press(number, key);
      await vi.waitFor(() => {
        expect(live.textContent).not.toBe(said.at(-1) ?? '');
      });
      said.push(live.textContent);
      expect(foreign(live, '')).toEqual([]);
    }
  });
});

describe('a what-if', () => {
  it('of nothing yet, of a number, and of steps', async () => {
    const { example, find, press } = await panels();
    const model = example('notes-2-3-1');
    const { root } = await panelOf(model, { shown: OPEN, trying: true });
    const bar = await find(root, '.what-if:not([hidden])');
    const changes = bar.querySelector('.changes')!;
    const says = async (change: () => void): Promise<void> => {
      const before = changes.textContent;
      change();
      await vi.waitFor(() => {
        expect(changes.textContent).not.toBe(before);
      });
      await expectAllWords(root, model);
    };
    await expectAllWords(root, model);
    press(await numberOf(root, 'parameter'), 'F2');
    const field = await find(root, '.number-editor:not([hidden]) .field');
    const type = (text: string): void => {
      (field as HTMLInputElement).value = text;
      field.dispatchEvent(new Event('input', { bubbles: true }));
    };
    for (const text of ['many', 'NaN']) {
      type(text);
      await expectAllWords(root, model);
    }
    await says(() => {
      type('0.75');
    });
    press(field, 'Enter');
    const [step] = bar.querySelectorAll<HTMLElement>('.steps button');
    for (let i = 0; i < 6; i++) {
      await says(() => {
        step!.click();
      });
    }
  });

  it('of a target, and one that a new text has no place for', async () => {
    const { example, find, press } = await panels();
    const model = example('notes-2-3-1');
    const { root, host, run } = await panelOf(model, { trying: true, shown: { '1/targets': true } });
    press(await numberOf(root, 'input'), '3');
    press(await find(root, '.number-editor:not([hidden]) .field'), 'Enter');
    await find(root, '.what-if .losses:not(:empty)');
    const other = JSON.stringify({
      layers: [{ type: 'dense', weights: [[0.5]] }],
      batch: { inputs: [[1]], targets: [[1]] },
    });
    await run(other);
    const lost = await find(root, '.what-if .lost:not(:empty)');
    await expectAllWords(root, `${model} ${other}`);
    await host.tell({ lost: 2 });
    expect(foreign(lost, '')).toEqual([]);
    press(await numberOf(root, 'target'), '4');
    press(await find(root, '.number-editor:not([hidden]) .field'), 'Enter');
    await find(root, '.what-if .losses:not(:empty)');
    await expectAllWords(root, `${model} ${other}`);
  });
});

describe('the gradient check', () => {
  it('that runs, and that has an end', async () => {
    const { example, find } = await panels();
    const model = example('notes-2-3-1');
    const { root, host } = await panelOf(model);
    for (const done of [0, 12]) {
      await host.tell({ check: { status: 'running', done, all: done * 2 } });
      await expectAllWords(root, model);
    }
    await host.tell({ check: { status: 'failed', reason: '' } });
    await expectAllWords(root, model);
    const [begin] = (await find(root, '.head-2 .checking')).parentElement!.querySelectorAll('button');
    begin!.click();
    await find(root, '.chip-item');
    await expectAllWords(root, model);
  });

  it('that found something', async () => {
    const { example, find } = await panels();
    const model = example('notes-2-3-1');
    const { root, host } = await panelOf(model);
    const cell = {
      quantity: 'parameterGradient',
      layer: 0,
      parameter: 'weights',
      row: 0,
      column: 1,
    } as const;
    const result = { value: 0.25, error: 1e-12, step: 1e-3, relativeError: 0.5 };
    const notable = (['fail', 'kink', 'precisionLimited'] as const).map((verdict) => ({
      ...{ cell, analytic: 0.5, check: { ...result, verdict } },
    }));
    for (const fail of [0, 1]) {
      const verdicts = { pass: 3, fail, kink: 1, precisionLimited: 1 };
      const run = { run: 1, total: 9, checked: 6, seed: 1, verdicts, largestError: 1e-9, notable };
      const worst = { ...notable[0]!, check: { ...result, verdict: 'pass' } } as const;
      const parameter = { layer: 0, parameter: 'weights', total: 9, checked: 6, verdicts, worst };
      await host.tell({ check: { status: 'done', result: { ...run, parameters: [parameter] } } });
      await find(root, '.chip-item');
      await expectAllWords(root, model);
    }
  });
});

it.each(['r', 'u'])('the list that the key %s opens', async (key) => {
  const { find, press } = await panels();
  const model = oneLayer(30, 20);
  const { root } = await panelOf(model);
  const canvas = await find(root, 'canvas.plot');
  await find(canvas, '[role=gridcell]');
  press(canvas, 'Home', { ctrlKey: true });
  press(canvas, key);
  const list = await find(root, '.line-list');
  await find(list, '.at:not(:empty)');
  await expectAllWords(root, model);
  for (const button of list.querySelectorAll<HTMLElement>('.order button')) {
    for (let times = 0; times < 2; times++) {
      button.click();
      expect(foreign(list, model)).toEqual([]);
    }
  }
});

describe('the head', () => {
  it.each([1, 2, 20, 200])('of %i samples', async (samples) => {
    const model = oneLayer(2, 3, undefined, samples);
    const { root } = await panelOf(model);
    await expectAllWords(root, model);
  });

  it.each<[string, Partial<PanelState>]>([
    ['runs', { status: 'running' }],
    ['runs for the first time', { status: 'running', run: undefined }],
    ['asks', { status: 'asking', memory: { needed: 4e9, available: 2e9 } }],
    ['is cancelled', { status: 'cancelled' }],
    ['has failed', { status: 'failed' }],
    ['could not begin', { failure: '' }],
    ['is edited', { stale: true }],
  ])('of a session that %s', async (_, state) => {
    const { example, find } = await panels();
    const model = example('notes-2-3-1');
    const { root, host } = await panelOf(model);
    const run = await find(root, '.head .run');
    const before = run.textContent;
    await host.tell(state);
    expect(run.textContent).not.toBe(before);
    expect(foreign(run, '')).toEqual([]);
  });

  it('with a warning, of a convention that has no name', async () => {
    const { find } = await panels();
    const layer = { type: 'dense', weights: [[0.5]], colour: 'red' };
    const model = JSON.stringify({ layers: [layer], batch: { inputs: [[1]], targets: [[1]] } });
    const { root, host, run } = await panelOf(model);
    await find(root, '.chip-item');
    await expectAllWords(root, model);
    const convention = await find(root, '.head [aria-label*="notes"]');
    host.notation = notationOf({ symbols: 'd' });
    host.arithmetic = 'fast';
    await run(model);
    await vi.waitFor(() => {
      expect(convention.textContent).not.toBe('notes');
    });
    await expectAllWords(root, model);
  });
});

it('what stands beside a matrix that is to be noted', async () => {
  const { deadUnitsText, matrixFindings } = await import('../../webview/findings/findings');
  const none = { rows: 3, columns: 3, zeros: 0, nans: 0, infinities: 0, rowNorms: [1, 1, 1] };
  const gradient = { quantity: 'parameterGradient', layer: 0, parameter: 'weights' } as const;
  const texts = [
    { nans: 2, infinities: 3 },
    { zeros: 9 },
    { rowNorms: [0, 1, 1] },
    { rowNorms: [0, 0, 1] },
  ].flatMap((odd) => matrixFindings(gradient, 'W', false, { ...none, ...odd } as never));
  expect(texts.length).toBe(4);
  const shown = [...texts.map(({ text }) => text), deadUnitsText(1), deadUnitsText(7)];
  expect(foreign(element(...shown), '')).toEqual([]);
});

it('what is said of numbers that are no common ones', async () => {
  const { spoken } = await import('../../webview/numbers/format');
  for (const value of [NaN, Infinity, -Infinity, 0]) {
    expect(foreign(element(spoken(value)), '')).toEqual([]);
  }
});
