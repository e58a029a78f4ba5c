/** The gradient check in the panel's header. */
import { afterEach, describe, expect, it, vi } from 'vitest';
import { cell, example, type OpenPanel, openPanel } from './openPanel';

let open: OpenPanel | undefined;
afterEach(() => {
  open?.dispose();
  open = undefined;
});

async function panelOf(name: string): Promise<OpenPanel> {
  open = await openPanel();
  await open.run(example(name));
  await cell(open.root, 'gradient of weight 1,1 in layer 1');
  return open;
}

function named(root: HTMLElement, name: RegExp): HTMLButtonElement {
  const found = [...root.querySelectorAll<HTMLButtonElement>('.head button')].find(
    (each) => !each.hidden && each.closest('[hidden]') === null && name.test(each.textContent),
  );
  if (found === undefined)
    throw new Error(`no button ${String(name)} in ${root.querySelector('.head')?.textContent ?? ''}`);
  return found;
}

async function begin(root: HTMLElement): Promise<HTMLButtonElement> {
  named(root, /^Check gradients$/).click();
  return vi.waitFor(() => named(root, /gradient check|wrong of/));
}

describe('the gradient check', () => {
  it('says how many gradients agree, and shows each parameter', async () => {
    const { root } = await panelOf('notes-2-3-1');
    const chip = await begin(root);
    expect(chip.textContent).toMatch(/^✓gradient check all 13, /);
    chip.click();
    const items = [...root.querySelectorAll('.chip-list:not([hidden]) li')].map(
      ({ textContent }) => textContent,
    );
    expect(items).toHaveLength(4);
    expect(items[0]).toMatch(/weights of layer 1.*all 6 checked, all agree, largest relative error/);
  });

  it('brings a gradient of its list into view', async () => {
    const { root } = await panelOf('notes-2-3-1');
    (await begin(root)).click();
    root.querySelector<HTMLButtonElement>('.chip-list:not([hidden]) li button')!.click();
    await vi.waitFor(() => {
      expect(document.activeElement?.getAttribute('role')).toBe('gridcell');
    });
  });

  it('is of one run: the next one is to be checked anew', async () => {
    const { root, run } = await panelOf('notes-2-3-1');
    await begin(root);
    await run(example('notes-2-3-1').replace('0.15', '0.25'));
    await vi.waitFor(() => {
      named(root, /^Check gradients$/);
    });
  });

  it('tells how far it is, and can be cancelled', async () => {
    const { root, host } = await panelOf('notes-2-3-1');
    await host.tell({ check: { status: 'running', done: 12_000, all: 34_567 } });
    expect(root.querySelector('.checking')!.textContent).toMatch(/12\s000 of 34\s567/);
    named(root, /^Cancel$/).click();
    await vi.waitFor(() => {
      expect(host.asked).toContainEqual({ message: 'cancelCheck' });
      named(root, /^Check gradients$/);
    });
  });

  it('says what is wrong, before anything else', async () => {
    const { root, host } = await panelOf('notes-2-3-1');
    const wrong = {
      cell: { quantity: 'parameterGradient', layer: 0, parameter: 'weights', row: 0, column: 1 },
      analytic: 0.5,
      check: { value: 0.25, error: 1e-12, step: 1e-3, relativeError: 0.5, verdict: 'fail' },
    } as const;
    const verdicts = { pass: 5, fail: 1, kink: 0, precisionLimited: 0 };
    await host.tell({
      check: {
        status: 'done',
        result: {
          ...{ run: 1, total: 6, checked: 6, seed: 1, verdicts, largestError: 1e-9, notable: [wrong] },
          parameters: [{ layer: 0, parameter: 'weights', total: 6, checked: 6, verdicts, worst: wrong }],
        },
      },
    });
    const chip = named(root, /wrong/);
    expect(chip.textContent).toBe('✕1 wrong of 6 gradients');
    chip.click();
    const [first] = root.querySelectorAll('.chip-list:not([hidden]) li');
    expect(first!.textContent).toBe(
      'gradient of weight 1,2 in layer 1: differs0.5 by backpropagation, 0.25 numerically',
    );
  });

  it('that could not be made says why, and can be tried again', async () => {
    const { root, host } = await panelOf('notes-2-3-1');
    await host.tell({ check: { status: 'failed', reason: 'The gradients could not be checked: no memory' } });
    expect(named(root, /^Check gradients again$/).title).toContain('no memory');
    expect(root.querySelector('[role=status].sr')!.textContent).toContain('no memory');
  });
});
