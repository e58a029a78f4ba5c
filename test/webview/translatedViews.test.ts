/** The words of heatmaps, state pages, compare mode and side view that only some models or moments show. */
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import type { MatrixRef } from '../../src/inspector/views';
import type { PanelState } from '../../src/protocol/panelContract';
import type { HeatMatrix } from '../../webview/heatmap/heatMatrix';
import { squareModel } from '../denseModel';
import { speakBrackets } from '../packaging/pseudoLanguage';
import { foreign } from './foreignWords';
import { oneLayer } from './heatmap/largeModel';
import type { OpenPanel } from './openPanel';
import type { OpenSide } from './side/openSide';

let open: OpenPanel | OpenSide | undefined;
afterEach(() => {
  open?.dispose();
  open = undefined;
  vi.restoreAllMocks();
});

beforeAll(speakBrackets);

const panels = () => import('./openPanel');

async function panel(model?: string, memory?: number): Promise<OpenPanel> {
  const { openPanel } = await panels();
  const made = await openPanel(undefined, memory);
  open = made;
  if (model !== undefined) await made.run(model);
  return made;
}

/**
 * Once the page is at rest, all of its words can be translated.
 * @param own words of the model and of names of files.
 */
async function isTranslated(root: Element, own = ''): Promise<void> {
  await vi.waitFor(() => {
    expect(foreign(root, `${own} json`)).toEqual([]);
  });
}

describe('a heatmap', () => {
  const GRADIENT: MatrixRef = { quantity: 'parameterGradient', layer: 0, parameter: 'weights' };
  const model = oneLayer(30, 20);

  async function heatmap(text: string): Promise<HTMLElement> {
    const { root } = await panel(text);
    const { find } = await panels();
    const canvas = await find(root, 'canvas.plot');
    await find(canvas, '[role=gridcell]');
    return canvas;
  }

  const tools = (): readonly HTMLButtonElement[] => [
    ...open!.root.querySelectorAll<HTMLButtonElement>('.heat-tools button'),
  ];

  it('with each of its choices', async () => {
    await heatmap(model);
    for (const tool of tools()) {
      tool.click();
      await isTranslated(open!.root, model);
    }
  });

  it('of every matrix of a layer, with its rows and columns as lists', async () => {
    const canvas = await heatmap(model);
    const { press } = await panels();
    const choices = [...open!.root.querySelectorAll<HTMLElement>('.matrices button')];
    expect(choices.length).toBeGreaterThan(5);
    const names = new Set<string | null>();
    for (const choice of choices) {
      choice.click();
      await vi.waitFor(() => {
        expect(names).not.toContain(canvas.getAttribute('aria-label'));
      });
      names.add(canvas.getAttribute('aria-label'));
      for (const key of ['r', 'u']) {
        press(canvas, key);
        await isTranslated(open!.root, model);
      }
    }
  });

  it('that refuses a place', async () => {
    const canvas = await heatmap(model);
    const { find, press } = await panels();
    press(canvas, 'f');
    const field = (await find(open!.root, '.heat .field')) as HTMLInputElement;
    for (const text of ['31, 5', '3, 50', 'seventeen']) {
      field.value = text;
      press(field, 'Enter');
      await isTranslated(open!.root, model);
    }
  });

  it('of one row or one column that refuses a place', async () => {
    const { readPlace } = await import('../../webview/heatmap/find/readPlace');
    for (const [rows, columns] of [
      [1, 1],
      [1, 9],
      [9, 1],
      [9, 9],
    ] as const) {
      for (const text of ['', '10', '10, 1', '1, 10']) {
        const read = readPlace(text, { firstRow: 0, rows, columns });
        if ('problem' in read) expect(foreign(said(read.problem), '')).toEqual([]);
      }
    }
  });

  it('with numbers of all kinds', async () => {
    const { ColourBar } = await import('../../webview/heatmap/colourBar');
    for (const quantity of ['parameterGradient', 'activation'] as const) {
      for (const [maxAbs, zeros, nans, infinities] of [
        [2, 0, 0, 0],
        [2, 1, 1, 1],
        [0, 6, 0, 0],
        [0, 0, 6, 0],
        [0, 2, 2, 2],
      ] as const) {
        for (const clip of ['max', 'p995', 'p95'] as const) {
          const statistics = { maxAbs, zeros, nans, infinities, beyond: { p995: 1, p95: 2 } };
          const bar = new ColourBar();
          bar.show(
            { matrix: { quantity }, rows: 2, columns: 3, statistics } as unknown as HeatMatrix,
            clip,
            maxAbs,
            true,
          );
          expect(foreign(bar.element, '')).toEqual([]);
        }
      }
    }
  });

  it('on its canvas and as a file', async () => {
    const written = new Set<string>();
    vi.spyOn(HTMLCanvasElement.prototype, 'getContext').mockReturnValue(contextFor(written));
    await heatmap(model);
    await vi.waitFor(() => {
      expect(written).toContain('⟦‖row‖⟧');
    });
    const bytes = await (open as OpenPanel).panel.picture(GRADIENT, 'svg');
    const file = new DOMParser().parseFromString(new TextDecoder().decode(bytes), 'image/svg+xml');
    const texts = [...file.querySelectorAll('text')].map(({ textContent }) => textContent);
    expect(texts.filter((text) => text.startsWith('⟦√'))).toHaveLength(1);
    for (const text of [...written, ...texts]) expect(foreign(said(text), `${model} json`)).toEqual([]);
  });
});

/** The context of a canvas without pixels. */
function contextFor(written: Set<string>): CanvasRenderingContext2D {
  const pixels = (width: number, height: number) => ({
    ...{ width, height },
    data: new Uint8ClampedArray(4 * width * height),
  });
  const known: Record<string, unknown> = {
    fillText: (text: string) => written.add(text),
    createImageData: pixels,
    getImageData: (_x: number, _y: number, width: number, height: number) => pixels(width, height),
  };
  const context = new Proxy(known, { get: (_, name) => known[String(name)] ?? (() => undefined) });
  return context as unknown as CanvasRenderingContext2D;
}

function said(text: string): HTMLElement {
  const made = document.createElement('p');
  made.textContent = text;
  return made;
}

describe('the state of a model', () => {
  const good = () => panels().then(({ example }) => example('notes-2-3-1'));
  // The host's sentence.
  const failure = '⟦The worker ended.⟧';

  const states: readonly (readonly [string, Partial<PanelState>])[] = [
    ['loading', {}],
    ['read', { progress: { stage: 'read', share: 0 } }],
    ['in the forward pass', { progress: { stage: 'forward', share: 0.25 } }],
    ['in the backward pass', { progress: { stage: 'backward', share: 0.5 } }],
    ['cancelled', { status: 'cancelled' }],
    ['not run yet', { status: 'ready' }],
    ['whose worker died', { status: 'failed', failure }],
    ['refused without a reason', { status: 'failed' }],
  ];

  it.each(states)('%s', async (_name, state) => {
    const { host, root } = await panel();
    const { find } = await panels();
    await host.tell(state);
    await find(root, '.page .st');
    await isTranslated(root);
  });

  it.each(states)('%s, above the last good numbers', async (_name, state) => {
    const model = await good();
    const { host, root } = await panel(model);
    const { find } = await panels();
    await find(root, '.layer');
    await host.tell({ status: 'running', ...state, stale: true });
    await vi.waitFor(() => {
      expect(root.querySelector<HTMLElement>('.prog')!.hidden).toBe(
        (state.status ?? 'running') !== 'running',
      );
    });
    await isTranslated(root, model);
  });

  it.each([400_000, 40_000])('that needs more memory than is left of %i bytes', async (memory) => {
    const { root, run } = await panel(squareModel(60), memory);
    const { find } = await panels();
    await find(root, '.page .st');
    await isTranslated(root, squareModel(60));
    const model = await good();
    await run(model);
    await find(root, '.layer');
    await run(squareModel(60));
    await find(root, '.banner:not([hidden]) vscode-button');
    await isTranslated(root, model);
  });

  it('with errors, above the last good numbers', async () => {
    const model = await good();
    const { root, run } = await panel(model);
    const { find } = await panels();
    await find(root, '.layer');
    for (const broken of [
      model.replace('"layers"', '"layers'),
      model.replace('[-0.3],', '').replaceAll('"sigmoid"', '"sigmund"'),
    ]) {
      await run(broken);
      await find(root, '.banner:not([hidden]) .link');
      await isTranslated(root, `${model} sigmund`);
    }
  });

  it('with more errors than are shown', async () => {
    const layers = Array.from({ length: 30 }, () => ({ type: 'dens' }));
    const model = JSON.stringify({ layers, batch: { inputs: [[1]], targets: [[1]] } });
    const { root } = await panel(model);
    const { find } = await panels();
    await find(root, '.page .issues');
    await isTranslated(root, `${model} weights`);
  });
});

describe('compare mode', () => {
  const golden = (name: string): string =>
    readFileSync(resolve('test/golden/mistakes', `${name}.json`), 'utf8');

  async function comparing(model: string, mine: string): Promise<OpenPanel> {
    const made = await panel(model);
    const { find } = await panels();
    await find(made.root, '.layer');
    await made.host.compare('mine.json', new TextEncoder().encode(mine));
    await find(made.root, '.compare:not([hidden])');
    return made;
  }

  it('with each of its pictures', async () => {
    const model = golden('own_weights_used-00.model');
    const { root } = await comparing(model, golden('own_weights_used-00.mine'));
    const { find } = await panels();
    await find(root, '.compare .mini');
    const pictures = root.querySelectorAll('.compared-head [role=radio]').length;
    expect(pictures).toBe(3);
    for (let i = 0; i < pictures; i++) {
      root.querySelectorAll<HTMLElement>('.compared-head [role=radio]')[i]!.click();
      await isTranslated(root, `${model} mine`);
    }
  });

  it('of numbers that are wrong in a way that is not known, some of another shape, or in a file of which nothing can be compared', async () => {
    const { example } = await panels();
    const model = example('notes-2-3-1');
    for (const mine of [
      { dW2: [[0.1], [0.2], [0.3]], other: [1, 2, 3], one: 7 },
      { dW1: [[1]], dW2: [[0.1], [0.2], [0.3]] },
      { layers: [{ name: 'hidden', dW: [[1, 2], [3]] }] },
      { layers: [{ name: 'output', z: [[0.1]], dW: [[0.1], [0.2], [0.3]] }] },
    ]) {
      const { root } = await comparing(model, JSON.stringify(mine));
      await isTranslated(root, `${model} mine delta ${JSON.stringify(mine)}`);
      for (const list of root.querySelectorAll<HTMLElement>('.arrays vscode-dropdown')) list.click();
      await isTranslated(root, `${model} mine delta ${JSON.stringify(mine)}`);
      open?.dispose();
    }
  });

  it('of more arrays than are listed', async () => {
    const { example } = await panels();
    const model = example('notes-2-3-1');
    const mine = Object.fromEntries(Array.from({ length: 202 }, (_, i) => [`a${i}`, [1, 2, 3]]));
    const { root } = await comparing(model, JSON.stringify(mine));
    await isTranslated(root, `${model} mine delta`);
  });

  it('of a matrix that is too large for digits', async () => {
    const model = oneLayer(40, 30);
    const mine = { dW1: Array.from({ length: 40 }, () => Array.from({ length: 30 }, () => 1)) };
    const { root } = await comparing(model, JSON.stringify(mine));
    await isTranslated(root, `${model} mine`);
  });

  it('that is still at it', async () => {
    const model = golden('own_weights_used-00.model');
    const { root, host } = await panel(model);
    const { find } = await panels();
    await find(root, '.layer');
    await host.tell({ comparison: { name: 'mine.json', status: 'running' } as PanelState['comparison'] });
    await isTranslated(root, `${model} mine`);
  });
});

describe('the side view', () => {
  it('of a file that could be run', async () => {
    const { openSide } = await import('./side/openSide');
    const side = await openSide();
    open = side;
    await side.host.show('net.json');
    await isTranslated(side.root);
  });

  it('of each quantity', async () => {
    const { chooseQuantity, names, openSide } = await import('./side/openSide');
    const { example, find } = await panels();
    const side = await openSide();
    open = side;
    const model = await side.host.add('dead-relu.backprop.json');
    await side.host.follow(model);
    await model.host.run(example('dead-relu'));
    await find(side.root, '.thumb .figures > *');
    for (const quantity of ['magnitude', 'weight', 'relative', 'delta', 'activation', 'gradient']) {
      const before = names(side.root);
      chooseQuantity(side.root, quantity);
      await vi.waitFor(() => {
        expect(names(side.root)).not.toEqual(before);
        expect(side.root.querySelector('.behind, .figures:empty')).toBeNull();
      });
      await isTranslated(side.root, `${example('dead-relu')} dead relu`);
    }
  });
});
