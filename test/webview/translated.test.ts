/** Every word of panel and side view can be translated: in a language of brackets, none stands outside of them. */
import { readdirSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { speakBrackets } from '../packaging/pseudoLanguage';
import { foreign } from './foreignWords';
import type { OpenPanel } from './openPanel';
import type { OpenSide } from './side/openSide';

let open: OpenPanel | OpenSide | undefined;
afterEach(() => {
  open?.dispose();
  open = undefined;
});

beforeAll(speakBrackets);

const panels = () => import('./openPanel');

const golden = (name: string): string =>
  readFileSync(resolve('test/golden/mistakes', `${name}.json`), 'utf8');

async function panelOf(model: string, saved?: unknown): Promise<OpenPanel> {
  const { openPanel } = await panels();
  const panel = await openPanel(saved);
  open = panel;
  await panel.run(model);
  return panel;
}

describe('the panel', () => {
  it.each(['notes-2-3-1', 'xor', 'dead-relu', 'vanishing-10-layers', 'digits'])('of %s', async (name) => {
    const { example, find } = await panels();
    const { root } = await panelOf(example(name), { sheet: true });
    await find(root, '.sheet .step');
    await vi.waitFor(() => {
      expect(foreign(root, example(name))).toEqual([]);
    });
  });

  it.each(['{ "layers": [', '{ "layers": [{ "type": "dens", "units": 2.5 }], "loss": "mse", "batch": {} }'])(
    'with the errors of %s',
    async (model) => {
      const { root } = await panelOf(model);
      expect(foreign(root, model)).toEqual([]);
    },
  );

  const mistakes = readdirSync('test/golden/mistakes').filter((file) => file.endsWith('-00.mine.json'));
  it.each(mistakes.map((file) => file.replace('.mine.json', '')))('that compares %s', async (name) => {
    const { find } = await panels();
    const model = golden(`${name}.model`);
    const { root, host } = await panelOf(model);
    await find(root, '.layer');
    await host.compare('mine.json', new TextEncoder().encode(golden(`${name}.mine`)));
    await find(root, '.compare:not([hidden]) .cmp-list');
    expect(foreign(root, `${model} mine json`)).toEqual([]);
  });
});

describe('the side view', () => {
  it('without a model', async () => {
    const { openSide } = await import('./side/openSide');
    const side = await openSide();
    open = side;
    expect(foreign(side.root, '')).toEqual([]);
  });

  it('of a model', async () => {
    const { openSide } = await import('./side/openSide');
    const { example, find } = await panels();
    const side = await openSide();
    open = side;
    const model = await side.host.add('xor.backprop.json');
    await side.host.follow(model);
    await model.host.run(example('xor'));
    await find(side.root, '.thumb .figures > *');
    expect(foreign(side.root, `${example('xor')} xor`)).toEqual([]);
  });
});
