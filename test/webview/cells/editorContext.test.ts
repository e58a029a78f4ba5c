// What the editor's context menu is told, and what commands of the palette are about.
import { afterEach, describe, expect, it } from 'vitest';
import { focusIn } from '../../../src/protocol/focus';
import { MARGIN } from '../../../webview/heatmap/frame';
import { cell, example, find, type OpenPanel, openPanel, press } from '../openPanel';

let opened: OpenPanel | undefined;

afterEach(() => {
  opened?.dispose();
  opened = undefined;
});

async function panelOf(name: string, saved?: unknown): Promise<OpenPanel> {
  opened = await openPanel(saved);
  await opened.run(example(name));
  return opened;
}

/** As VS Code does: the JSON of the element and of everything around it, the inner before the outer. */
function contextOf(element: Element): Record<string, unknown> {
  const around = element.parentElement === null ? {} : contextOf(element.parentElement);
  const own = element.getAttribute('data-vscode-context');
  return { ...around, ...(own === null ? {} : (JSON.parse(own) as object)) };
}

const weight = { quantity: 'parameterGradient', layer: 0, parameter: 'weights' };

describe('a number in a grid', () => {
  it('says which it is, of which matrix, and that nothing is to be cut or pasted', async () => {
    const { root } = await panelOf('notes-2-3-1');
    expect(contextOf(await cell(root, 'gradient of weight 1,2 in layer 1'))).toEqual({
      webviewSection: 'cell',
      matrix: weight,
      cell: { ...weight, row: 0, column: 1 },
      selection: {},
      preventDefaultContextMenuItems: true,
    });
  });

  it('is valid for every number on screen', async () => {
    const { root } = await panelOf('notes-2-3-1');
    await cell(root, 'gradient of weight 1,2 in layer 1');
    const numbers = [...root.querySelectorAll('[data-vscode-context*=webviewSection]')];
    expect(numbers.length).toBeGreaterThan(20);
    for (const number of numbers) {
      const context = contextOf(number);
      const { matrix, cell: own } = focusIn(context)!;
      expect({ ...matrix, row: own!.row, column: own!.column }).toEqual(own);
    }
  });

  it('says which sample is on screen', async () => {
    const { root, host } = await panelOf('xor');
    const chosen = await find(root, '[role=radio][aria-label="sample 3"]');
    chosen.click();
    await expect
      .poll(async () => contextOf(await cell(root, 'gradient of weight 1,2 in layer 1')))
      .toMatchObject({ matrix: { ...weight, sample: 2 }, selection: { sample: 2 } });
    (await cell(root, 'gradient of weight 1,2 in layer 1')).focus();
    expect(await host.view.focused()).toEqual({
      matrix: { ...weight, sample: 2 },
      cell: { ...weight, sample: 2, row: 0, column: 1 },
      selection: { sample: 2 },
    });
  });
});

describe('the focus', () => {
  it('is remembered when the palette takes it, and forgotten with its number', async () => {
    const { root, host, run } = await panelOf('notes-2-3-1');
    const number = await cell(root, 'gradient of weight 1,2 in layer 1');
    number.focus();
    number.blur();
    expect(document.activeElement).toBe(document.body);
    expect((await host.view.focused())?.cell).toEqual({ ...weight, row: 0, column: 1 });
    await run(example('dead-relu'));
    await expect.poll(() => number.isConnected).toBe(false);
    expect(await host.view.focused()).toBeUndefined();
  });

  it('is none before anything was chosen', async () => {
    const { root, host } = await panelOf('notes-2-3-1');
    await cell(root, 'gradient of weight 1,2 in layer 1');
    expect(await host.view.focused()).toBeUndefined();
  });

  it('is the pinned proof’s number, also of the factor that was followed', async () => {
    const { root, host } = await panelOf('notes-2-3-1');
    (await cell(root, 'gradient of weight 1,2 in layer 1')).click();
    const card = await find(root, '.pop[role=dialog]');
    await expect.poll(() => card.contains(document.activeElement)).toBe(true);
    expect((await host.view.focused())?.cell).toEqual({ ...weight, row: 0, column: 1 });
    (await find(card, '.operand[role=link]')).dispatchEvent(new MouseEvent('click', { bubbles: true }));
    await expect
      .poll(async () => (await host.view.focused())?.cell)
      .toEqual({ quantity: 'input', row: 0, column: 0 });
    expect(contextOf(card)).toMatchObject({ webviewSection: 'proof', matrix: { quantity: 'input' } });
  });

  it('is the cursor’s number in a heatmap', async () => {
    const { root, host } = await panelOf('digits');
    const canvas = await find(root, '.layer:last-child canvas.plot');
    canvas.focus();
    press(canvas, 'Home', { ctrlKey: true });
    press(canvas, 'ArrowRight');
    expect(await host.view.focused()).toEqual({
      matrix: weight,
      cell: { ...weight, row: 0, column: 1 },
      selection: {},
    });
    expect(contextOf(canvas)).toMatchObject({
      webviewSection: 'heatmap',
      preventDefaultContextMenuItems: true,
    });
  });
});

describe('a heatmap’s context menu', () => {
  const open = (canvas: HTMLElement, init: MouseEventInit): MouseEvent => {
    const event = new MouseEvent('contextmenu', { bubbles: true, cancelable: true, ...init });
    canvas.dispatchEvent(event);
    return event;
  };

  it('is about the number under the pointer, or the matrix where there is none', async () => {
    const { root } = await panelOf('digits');
    const canvas = await find(root, '.layer:last-child canvas.plot');
    canvas.focus();
    press(canvas, 'Home', { ctrlKey: true });
    const { left, top } = canvas.getBoundingClientRect();
    open(canvas, {
      button: 2,
      clientX: left + MARGIN.left + 2 * 14 + 5,
      clientY: top + MARGIN.top + 3 * 14 + 5,
    });
    expect(contextOf(canvas)['cell']).toEqual({ ...weight, row: 3, column: 2 });
    open(canvas, { button: 2, clientX: left + 5, clientY: top + 5 });
    expect(focusIn(contextOf(canvas))).toEqual({ matrix: weight, selection: {} });
  });

  it('is about the cursor’s number by a key, and opens there', async () => {
    const { root } = await panelOf('digits');
    const canvas = await find(root, '.layer:last-child canvas.plot');
    canvas.focus();
    press(canvas, 'Home', { ctrlKey: true });
    press(canvas, 'ArrowDown');
    const heard: MouseEvent[] = [];
    const listen = (event: MouseEvent): void => {
      if (!event.defaultPrevented) heard.push(event);
    };
    addEventListener('contextmenu', listen);
    open(canvas, { button: -1, clientX: 300, clientY: 300 });
    removeEventListener('contextmenu', listen);
    const { left, top } = canvas.getBoundingClientRect();
    expect(heard.map(({ clientX, clientY }) => [clientX - left, clientY - top])).toEqual([
      [MARGIN.left + 7, MARGIN.top + 21],
    ]);
    expect(contextOf(canvas)['cell']).toEqual({ ...weight, row: 1, column: 0 });
  });
});
