/** Compare mode: a user's numbers against the run, in the panel. */
import './browserGaps';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { PanelView } from '../../webview/panelView';
import { SavedView } from '../../webview/state/viewState';
import { example, find, type OpenPanel, openPanel, press } from './openPanel';

const encode = (value: unknown): Uint8Array => new TextEncoder().encode(JSON.stringify(value));
const golden = (name: string): string =>
  readFileSync(resolve('test/golden/mistakes', `${name}.json`), 'utf8');

let open: OpenPanel | undefined;
afterEach(() => {
  open?.dispose();
  open = undefined;
});

/** The panel of a golden mistake, in compare mode. */
async function comparing(name: string): Promise<OpenPanel> {
  open = await openPanel();
  await open.run(golden(`${name}.model`));
  await find(open.root, '.layer');
  await open.host.compare('mine.json', new TextEncoder().encode(golden(`${name}.mine`)));
  await find(open.root, '.compare:not([hidden]) .mini');
  return open;
}

async function comparingWith(model: string, mine: unknown): Promise<OpenPanel> {
  open = await openPanel();
  await open.run(model);
  await find(open.root, '.layer');
  await open.host.compare('mine.json', encode(mine));
  await find(open.root, '.compare:not([hidden])');
  return open;
}

function text(root: HTMLElement, selector: string): string {
  return [...root.querySelectorAll(selector)].map(({ textContent }) => textContent).join('\n');
}

function button(root: HTMLElement, name: string): HTMLButtonElement {
  const found = [...root.querySelectorAll('button')].find(({ textContent }) => textContent === name);
  if (found === undefined) throw new Error(`no button ${name}`);
  return found;
}

describe('a wrong line', () => {
  it('is named, with the formula that made it, and all behind it is grey', async () => {
    const { root } = await comparing('own_weights_used-00');
    expect(text(root, '.verdict-title')).toContain('own weights used');
    expect(root.querySelector('.where-box .boxed')!.textContent).toBe('Wl');
    const items = [...root.querySelectorAll('.cmp-list li')].map((li) => [li.className, li.textContent]);
    expect(items.map(([kind]) => kind)).toEqual([
      ...['match', 'match', 'match', 'match', 'match', 'match', 'first', 'follows', 'follows'],
    ]);
    expect(items[6]![1]).toContain('first wrong quantity: own weights used');
    expect(text(root, '.tried p')).toContain('weights not transposed');
  });

  it('is shown beside the right one, wrong numbers outlined and said to be', async () => {
    const { root } = await comparing('own_weights_used-00');
    const [yours, reference] = root.querySelectorAll('.compared');
    const wrong = [...yours!.querySelectorAll('.cell.wrong')];
    expect(wrong).toHaveLength(2);
    expect(wrong[0]!.getAttribute('aria-label')).toMatch(/^yours, delta 1 of layer 1, wrong, −0\.00367/);
    expect(reference!.querySelectorAll('.cell.wrong')).toHaveLength(0);
    // Of two zeros there is no ratio.
    const ratios = [...root.querySelectorAll('.mini.ratio .cell')].map(({ textContent }) => textContent);
    expect(ratios).toEqual(['−0.19763', '0.91287', '–']);
  });

  it('whose factor is missing shows it in a box of its own', async () => {
    const { root } = await comparing('not_averaged_over_batch-00');
    expect(root.querySelector('.where-box .missing')!.textContent).toBe('1m');
    expect(text(root, '.where-box')).toContain('is missing in yours');
    expect(text(root, '.compared')).toContain('all × 6.00');
  });

  it('leads to its place in the user’s numbers', async () => {
    const { root, host } = await comparing('own_weights_used-00');
    root.querySelector<HTMLButtonElement>('.verdict .link')!.click();
    await vi.waitFor(() => {
      const [asked] = host.asked.filter(({ message }) => message === 'goToNumbers');
      const { start, end } = asked!.what as { start: { offset: number }; end: { offset: number } };
      const written = golden('own_weights_used-00.mine').slice(start.offset, end.offset);
      expect(JSON.parse(written)).toHaveLength(1);
    });
  });
});

describe('right numbers', () => {
  it('in other conventions match, and the conventions are said', async () => {
    const { root } = await comparing('convention-samples-in-columns-00');
    expect(text(root, '.verdict-title')).toBe('✓ All 9 quantities you gave match');
    expect(root.querySelectorAll('.conventions li')).toHaveLength(3);
    expect(root.querySelectorAll('.cell.wrong')).toHaveLength(0);
  });
});

describe('the quantities', () => {
  it('are chosen by click and arrows, each with its own matrices', async () => {
    const { root } = await comparing('own_weights_used-00');
    const buttons = [...root.querySelectorAll<HTMLButtonElement>('.cmp')];
    expect(buttons[6]!.getAttribute('aria-pressed')).toBe('true');
    buttons[6]!.focus();
    press(buttons[6]!, 'ArrowUp');
    expect(document.activeElement).toBe(buttons[5]);
    buttons[1]!.click();
    await vi.waitFor(() => {
      expect(text(root, '.compared-title')).toContain('layer3');
      expect(root.querySelector('.compared .num')!.textContent).toBe('3 × 4');
    });
  });

  it('may be shown as their difference or as a plot', async () => {
    const { root } = await comparing('own_weights_used-00');
    button(root, 'yours − reference').click();
    expect(text(root, '.compared h3')).toContain('at most 2.2e−2');
    button(root, 'plot').click();
    expect(root.querySelector('.scatter')!.getAttribute('aria-label')).toMatch(/correlation 0\.827/);
    expect(root.querySelectorAll('.scatter circle')).toHaveLength(3);
  });
});

describe('an array', () => {
  const model = example('notes-2-3-1');

  it('that was taken for something else can be corrected', async () => {
    const { root } = await comparingWith(model, { dW2: [[0.1], [0.2], [0.3]], other: [1, 2, 3] });
    const [first, second] = root.querySelectorAll('.arrays li');
    expect(first!.textContent).toContain('dW2');
    expect(second!.textContent).toContain('its name says no quantity of a layer');
    const list = second!.querySelector<HTMLElement>('vscode-dropdown')!;
    list.click();
    list.querySelector<HTMLElement>('[value="db 0"]')!.click();
    await vi.waitFor(() => {
      expect(text(root, '.arrays li:nth-child(2) .micro')).toBe('you said so');
      expect(root.querySelectorAll('.cmp-list li')).toHaveLength(2);
    });
  });

  it('of which nothing can be compared says what is wrong', async () => {
    const { root } = await comparingWith(model, { layers: [{ name: 'hidden', dW: [[1, 2], [3]] }] });
    const issues = text(root, '.compare-issues');
    expect(issues).toContain('expected');
    expect(root.querySelector('.cmp-list')!.closest<HTMLElement>('[hidden]')).not.toBeNull();
  });
});

describe('compare mode', () => {
  it('asks for numbers where there are none, and is left and entered by its button', async () => {
    open = await openPanel();
    const { root, host, run } = open;
    await run(golden('own_weights_used-00.model'));
    await find(root, '.layer');
    const toggle = button(root, 'Compare');
    toggle.click();
    await vi.waitFor(() => {
      expect(host.asked).toContainEqual({ message: 'compare' });
    });
    expect(toggle.getAttribute('aria-pressed')).toBe('false');
    await host.compare('mine.json', new TextEncoder().encode(golden('own_weights_used-00.mine')));
    await vi.waitFor(() => {
      expect(toggle.getAttribute('aria-pressed')).toBe('true');
    });
    const layers = root.querySelector<HTMLElement>('.layers')!;
    expect(layers.hidden).toBe(true);
    toggle.click();
    expect(layers.hidden).toBe(false);
    expect(root.querySelector<HTMLElement>('.compare')!.hidden).toBe(true);
  });

  it('is what it was where the panel is shown again', async () => {
    const { root, panel, store } = await comparing('own_weights_used-00');
    for (const isShown of [false, true]) {
      button(root, 'Compare').click();
      const again = new PanelView(panel.host, new SavedView(store), panel.theme);
      again.setState(await panel.host.ready());
      await find(again.element, '.layer');
      expect(again.element.querySelector<HTMLElement>('.compare')!.hidden).toBe(!isShown);
      again.dispose();
    }
  });

  it('is left for a number that somebody wants to see, and when the comparison ends', async () => {
    const { root, host } = await comparing('own_weights_used-00');
    await host.show({ quantity: 'delta', layer: 2, row: 0, column: 0 });
    await vi.waitFor(() => {
      expect(root.querySelector<HTMLElement>('.compare')!.hidden).toBe(true);
    });
    button(root, 'Compare').click();
    button(root, 'End comparison').click();
    await vi.waitFor(() => {
      expect(root.querySelector<HTMLElement>('.compare')!.hidden).toBe(true);
    });
  });

  it('compares again after an edit of the model, and shows meanwhile what is old', async () => {
    const { root, host, run } = await comparing('own_weights_used-00');
    const first = text(root, '.cmp-list .num');
    await run(golden('own_weights_used-00.model').replace(/-?0\.\d+/, '0.123'));
    await vi.waitFor(() => {
      expect(root.querySelector('.compare')!.hasAttribute('data-stale')).toBe(false);
      expect(text(root, '.cmp-list .num')).not.toBe(first);
    });
    await host.tell({
      comparison: { name: 'mine.json', status: 'failed', reason: 'mine.json is gone.', result: undefined },
    });
    expect(text(root, '.compare [role=status]')).toBe('mine.json is gone.');
  });
});
