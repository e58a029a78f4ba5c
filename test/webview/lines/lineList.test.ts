import { afterEach, describe, expect, it, vi } from 'vitest';
import { oneLayer } from '../heatmap/largeModel';
import { find, type OpenPanel, openPanel, press } from '../openPanel';

let open: OpenPanel | undefined;
afterEach(() => {
  open?.dispose();
  open = undefined;
});

async function heatmap(model: string): Promise<HTMLElement> {
  open = await openPanel();
  await open.run(model);
  const canvas = await find(open.root, 'canvas.plot');
  await find(canvas, '[role=gridcell]');
  canvas.focus();
  press(canvas, 'Home', { ctrlKey: true });
  return canvas;
}

/** Opens a list by key, and waits for its first numbers. */
async function openList(canvas: HTMLElement, key: 'r' | 'u'): Promise<HTMLElement> {
  press(canvas, key);
  const list = await find(open!.root, '.line-list [role=listbox]');
  await isLoaded(list);
  return list;
}

async function isLoaded(list: HTMLElement): Promise<void> {
  await vi.waitFor(() => {
    expect(list.querySelectorAll('[role=option]').length).toBeGreaterThan(0);
    expect(list.querySelector('[aria-label=loading]')).toBeNull();
  });
}

/** Where each entry stands in the line, and its value, from top to bottom. */
function entries(list: HTMLElement): readonly (readonly [number, number])[] {
  return [...list.querySelectorAll<HTMLElement>('[role=option]')]
    .sort(
      (a, b) =>
        Number(a.ariaPosInSet ?? a.getAttribute('aria-posinset')) - Number(b.getAttribute('aria-posinset')),
    )
    .map((entry) => [
      Number(entry.querySelector('.at')?.textContent),
      Number(entry.title.replaceAll('−', '-').replace('∞', 'Infinity')),
    ]);
}

const active = (grid: HTMLElement): string => {
  const found = document.getElementById(grid.getAttribute('aria-activedescendant') ?? '');
  return found?.getAttribute('aria-label') ?? found?.textContent ?? '';
};

async function sortBy(list: HTMLElement, name: string): Promise<void> {
  const section = list.closest('.line-list')!;
  const asked = open!.host.lines.length;
  section.querySelector<HTMLElement>(`[aria-label^="sort by ${name}"]`)!.click();
  await vi.waitFor(() => {
    expect(open!.host.lines.length).toBeGreaterThan(asked);
  });
  await isLoaded(list);
}

describe('a row or column as a list', () => {
  it('has every number of it, with all digits, and begins at the cursor', async () => {
    const canvas = await heatmap(oneLayer(30, 20));
    press(canvas, 'ArrowDown');
    press(canvas, 'ArrowRight');
    press(canvas, 'ArrowRight');
    const row = await openList(canvas, 'r');
    expect(document.activeElement).toBe(row);
    expect(row.getAttribute('aria-label')).toBe('row 2 of the gradient of weights of layer 1');
    expect(active(row)).toMatch(/^gradient of weight 2,3 in layer 1, /);
    const numbers = entries(row);
    expect(numbers.map(([index]) => index)).toEqual(Array.from({ length: 20 }, (_, j) => j + 1));
    // Every entry is the input times that column's δ, which the first entries of both rows share.
    press(row, 'Escape');
    press(canvas, 'ArrowDown');
    const next = entries(await openList(canvas, 'r'));
    const ratio = Math.cos(2) / Math.cos(1);
    for (const [j, [, value]] of numbers.entries()) expect(next[j]![1]).toBeCloseTo(value * ratio, 12);
    press(document.activeElement!, 'Escape');
    const column = await openList(canvas, 'u');
    expect(column.getAttribute('aria-label')).toBe('column 3 of the gradient of weights of layer 1');
    expect(active(column)).toMatch(/^gradient of weight 3,3 in layer 1, /);
    expect(entries(column)[1]).toEqual([2, numbers[2]![1]]);
    expect(open!.root.querySelectorAll('.line-list')).toHaveLength(1);
  });

  it('is sorted by index, value and magnitude, both ways', async () => {
    const canvas = await heatmap(oneLayer(30, 20));
    const list = await openList(canvas, 'r');
    const all = entries(list);
    const value = ([, x]: readonly [number, number]): number => x;
    const magnitude = ([, x]: readonly [number, number]): number => Math.abs(x);
    for (const [name, key] of [
      ['value', value],
      ['magnitude', magnitude],
    ] as const) {
      await sortBy(list, name);
      expect(entries(list)).toEqual([...all].sort((a, b) => key(b) - key(a) || a[0] - b[0]));
      await sortBy(list, name);
      expect(entries(list)).toEqual([...all].sort((a, b) => key(a) - key(b) || a[0] - b[0]));
    }
    await sortBy(list, 'column');
    expect(entries(list)).toEqual(all);
    await sortBy(list, 'column');
    expect(entries(list)).toEqual([...all].reverse());
  });

  it('is asked for page by page, and is no longer on the page than its window', async () => {
    const canvas = await heatmap(oneLayer(40, 3000));
    const list = await openList(canvas, 'r');
    const { lines } = open!.host;
    expect(lines.map(({ from, to }) => [from, to])).toEqual([[0, 200]]);
    press(list, 'End');
    await vi.waitFor(() => {
      expect(active(list)).toMatch(/^gradient of weight 1,3000 in layer 1, [−\d]/);
    });
    await isLoaded(list);
    expect(new Set(lines.map(({ from }) => from))).toEqual(new Set([0, 2800]));
    expect(list.querySelectorAll('[role=option]').length).toBeLessThan(80);
    expect(list.querySelector('[aria-selected=true]')?.getAttribute('aria-posinset')).toBe('3000');
    press(list, 'PageUp');
    press(list, 'ArrowUp');
    await vi.waitFor(() => {
      expect(active(list)).toMatch(/^gradient of weight 1,29\d\d in/);
    });
    const asked = lines.length;
    press(list, 'Home');
    await vi.waitFor(() => {
      expect(active(list)).toMatch(/^gradient of weight 1,1 in layer 1, [−\d]/);
    });
    expect(lines).toHaveLength(asked);
  });

  it('leads to a cell of the heatmap by Enter and by a click, and pins nothing', async () => {
    const canvas = await heatmap(oneLayer(30, 20));
    const list = await openList(canvas, 'u');
    for (let i = 0; i < 6; i++) press(list, 'ArrowDown');
    press(list, 'Enter');
    expect(document.activeElement).toBe(canvas);
    await vi.waitFor(() => {
      expect(active(canvas)).toMatch(/^gradient of weight 7,1 in/);
    });
    expect(open!.root.querySelector('.pop[role=dialog]:not([hidden])')).toBeNull();
    expect(list.isConnected).toBe(true);
    list.querySelector<HTMLElement>('[aria-posinset="11"] .value')!.click();
    await vi.waitFor(() => {
      expect(active(canvas)).toMatch(/^gradient of weight 11,1 in/);
    });
    list.focus();
    press(list, 'Escape');
    expect(list.isConnected).toBe(false);
    expect(document.activeElement).toBe(canvas);
  });

  it('writes all digits of its entry out', async () => {
    const canvas = await heatmap(oneLayer(30, 20));
    const list = await openList(canvas, 'r');
    press(list, 'ArrowDown');
    const selected = await find(list, '[aria-selected=true]');
    const digits = open!.root.querySelector('.line-list .digits')?.textContent;
    expect(digits).toBe(`gradient of weight 1,2 in layer 1 = ${selected.title}`);
    expect(selected.title.length).toBeGreaterThan(12);
  });

  it('follows a new run, keeps its order, and closes with its matrix', async () => {
    const canvas = await heatmap(oneLayer(30, 20));
    const list = await openList(canvas, 'r');
    await sortBy(list, 'magnitude');
    const before = entries(list);
    await open!.run(oneLayer(30, 20, (_, __, [targets]) => targets!.reverse()));
    await vi.waitFor(() => {
      expect(entries(list)).not.toEqual(before);
    });
    await isLoaded(list);
    const sizes = entries(list).map(([, value]) => Math.abs(value));
    expect(sizes).toEqual([...sizes].sort((a, b) => b - a));
    expect(document.activeElement).toBe(list);
    open!.root.querySelectorAll<HTMLElement>('.matrices [role=radio]')[1]!.click();
    await vi.waitFor(() => {
      expect(list.isConnected).toBe(false);
    });
  });

  it('closes when an edit takes its row away', async () => {
    const canvas = await heatmap(oneLayer(30, 20));
    const list = await openList(canvas, 'r');
    await open!.run(oneLayer(30, 19));
    await vi.waitFor(() => {
      expect(list.isConnected).toBe(false);
    });
    expect(document.activeElement).toBe(canvas);
  });
});
