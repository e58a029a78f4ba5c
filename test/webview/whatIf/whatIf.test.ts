/** What-ifs in the panel: a number typed or dragged where it stands, and the bar. */
import { afterEach, describe, expect, it, vi } from 'vitest';
import { cell, example, find, type OpenPanel, openPanel, press } from '../openPanel';

let open: OpenPanel | undefined;
afterEach(() => {
  open?.dispose();
  open = undefined;
});

const WEIGHT = 'weight 1,2 in layer 1';

/** A panel in which the weights and biases of layer 1 are shown. */
async function notes(text = example('notes-2-3-1'), saved: object = {}): Promise<OpenPanel> {
  open = await openPanel({ shown: { '0/weights': true, '0/biases': true }, ...saved });
  await open.run(text);
  await cell(open.root, WEIGHT);
  return open;
}

function field(root: HTMLElement): HTMLInputElement {
  return root.querySelector<HTMLInputElement>('.number-editor:not([hidden]) .field')!;
}

function type(root: HTMLElement, text: string): void {
  const input = field(root);
  input.value = text;
  input.dispatchEvent(new Event('input', { bubbles: true }));
}

function bar(root: HTMLElement): string {
  const shown = root.querySelector<HTMLElement>('.what-if')!;
  return shown.hidden
    ? ''
    : [...shown.querySelectorAll('.changes, .losses, .lost')].map(({ textContent }) => textContent).join(' ');
}

function button(root: HTMLElement, name: string): HTMLButtonElement {
  const found = [...root.querySelectorAll<HTMLButtonElement>('.head button')].find(
    ({ textContent }) => textContent === name,
  );
  if (found === undefined) throw new Error(`no button ${name}`);
  return found;
}

/** Every number on screen, as it is said. */
function spokenNumbers(root: HTMLElement): readonly string[] {
  return [...root.querySelectorAll('.layer [role=gridcell], .layer [role=rowheader]')].map((element) =>
    (element.getAttribute('aria-label') ?? '').replace(', changed by you', ''),
  );
}

async function edit(panel: OpenPanel, name: string, text: string): Promise<void> {
  press(await cell(panel.root, name), 'F2');
  type(panel.root, text);
  press(field(panel.root), 'Enter');
  await cell(panel.root, `${name}, ${text}`);
}

describe('a number of the file', () => {
  it('is edited where it stands, and everything follows while it is typed', async () => {
    const { root, host } = await notes();
    expect(bar(root)).toBe('');
    const shown = await cell(root, WEIGHT);
    press(shown, 'F2');
    expect(document.activeElement).toBe(field(root));
    expect(field(root).getAttribute('aria-label')).toBe(`${WEIGHT}, another number`);
    await vi.waitFor(() => {
      expect(field(root).value).toBe('-0.4');
    });
    type(root, '0.75');
    await cell(root, `${WEIGHT}, 0.75`);
    expect(shown.className).toContain('edited');
    expect(shown.getAttribute('aria-label')).toContain('changed by you');
    expect(bar(root)).toMatch(
      /^1 number changed loss 0\.063\d+ → 0\.063\d+ \(Δ [+−]0\.000\d+, first order [+−]0\.000\d+\)/,
    );
    press(field(root), 'Enter');
    expect(document.activeElement).toBe(shown);
    await vi.waitFor(() => {
      expect(root.querySelector('[role=status].sr')!.textContent).toMatch(/^loss .*, of the file /);
    });
    expect(host.text).toBe(example('notes-2-3-1'));
  });

  it.each([0, 60])('shows nothing but numbers of its own run, %i ms after it was given', async (delay) => {
    const panel = await notes();
    const { root, host, run } = panel;
    if (delay > 0) host.beforeChange = () => new Promise((resolve) => setTimeout(resolve, delay));
    const asked = host.requests.overview;
    await edit(panel, WEIGHT, '3');
    const tried = spokenNumbers(root);
    // What was asked for behind the change is asked for again where it was answered before it.
    expect(host.requests.overview - asked).toBe(delay === 0 ? 1 : 2);
    await run(example('notes-2-3-1').replace('-0.4', '3'));
    await vi.waitFor(() => {
      expect(bar(root)).toBe('');
    });
    expect(spokenNumbers(root)).toEqual(tried);
  });

  it('comes back with Escape', async () => {
    const { root } = await notes();
    const shown = await cell(root, WEIGHT);
    press(shown, 'F2');
    type(root, '3');
    await cell(root, `${WEIGHT}, 3`);
    press(field(root), 'Escape');
    await cell(root, `${WEIGHT}, −0.4`);
    expect(bar(root)).toBe('');
    expect(document.activeElement).toBe(shown);
  });

  it('is nudged by arrows: in its last digit, with Shift by a hundredth', async () => {
    const { root } = await notes();
    press(await cell(root, WEIGHT), 'F2');
    type(root, '0.20');
    press(field(root), 'ArrowUp');
    expect(field(root).value).toBe('0.21');
    await cell(root, `${WEIGHT}, 0.21`);
    press(field(root), 'ArrowDown');
    press(field(root), 'ArrowDown');
    expect(field(root).value).toBe('0.19');
    press(field(root), 'ArrowUp', { shiftKey: true });
    expect(field(root).value).toBe('0.1919');
  });

  it('opens with a digit, a double click or F2; Enter pins its proof as before', async () => {
    const { root } = await notes();
    const shown = await cell(root, WEIGHT);
    press(shown, '7');
    expect(field(root).value).toBe('7');
    await cell(root, `${WEIGHT}, 7`);
    press(field(root), 'Escape');
    await cell(root, `${WEIGHT}, −0.4`);
    shown.dispatchEvent(new MouseEvent('dblclick', { bubbles: true }));
    expect(field(root)).not.toBeNull();
    press(field(root), 'Escape');
    press(shown, 'Enter');
    await find(root, '.pop[role=dialog]');
  });

  it('of the inputs and targets too; one that is computed says so', async () => {
    const panel = await notes();
    const { root } = panel;
    await edit(panel, 'input 1', '0.5');
    press(await cell(root, 'gradient of weight 1,1 in layer 1'), 'F2');
    expect(field(root)).toBeNull();
    expect(root.querySelector('[role=status].sr')!.textContent).toContain('computed');
    press(await cell(root, 'gradient of weight 1,1 in layer 1'), '5');
    expect(field(root)).toBeNull();
  });

  it('that is none, or may not be, says why and changes nothing', async () => {
    const text = JSON.stringify({
      layers: [{ type: 'dense', weights: [[0.1, 0.2, 0.3]], activation: 'softmax' }],
      loss: 'sparse_categorical_crossentropy',
      batch: { inputs: [[1]], targets: [0] },
    });
    open = await openPanel();
    const { root } = open;
    await open.run(text);
    press(await cell(root, 'target 2'), 'F2');
    type(root, 'Infinity');
    expect(root.querySelector('.number-editor .problem')!.textContent).toContain('finite');
    expect(field(root).getAttribute('aria-invalid')).toBe('true');
    press(field(root), 'Enter');
    expect(field(root)).not.toBeNull();
    type(root, '0.5');
    await vi.waitFor(() => {
      expect(root.querySelector('.number-editor .problem')!.textContent).toContain('targets are classes');
    });
    type(root, '1');
    await cell(root, 'target 2, 1');
    await find(root, '.edited[aria-label^="target 2, 1"]');
    await find(root, '.edited[aria-label^="target 1, exactly 0"]');
    expect(root.querySelectorAll('.edited')).toHaveLength(2);
    // A cross-entropy is linear in y: the first order is all of Δloss.
    expect(bar(root)).toMatch(/\(Δ ([+−]\S+), first order \1\)/);
    press(field(root), 'Escape');
    await vi.waitFor(() => {
      expect(bar(root)).toBe('');
    });
  });

  it('is dragged sideways, which is no click', async () => {
    const { root, host } = await notes();
    const shown = await cell(root, WEIGHT);
    const at = (kind: string, clientX: number): void => {
      const event = new MouseEvent(kind, { bubbles: true, clientX, clientY: 5, button: 0 });
      shown.dispatchEvent(Object.assign(event, { pointerId: 1 }));
    };
    at('pointerdown', 100);
    for (let x = 101; x <= 150; x++) at('pointermove', x);
    at('pointerup', 150);
    at('click', 150);
    await cell(root, `${WEIGHT}, −0.35`);
    // Of so many moves only the newest are sent.
    expect(host.changes).toBeLessThan(10);
    expect(root.querySelector('.pop[role=dialog]')).toBeNull();

    at('pointerdown', 100);
    at('pointermove', 140);
    await cell(root, `${WEIGHT}, −0.31`);
    press(document.body, 'Escape');
    await cell(root, `${WEIGHT}, −0.35`);
    at('pointermove', 180);
    at('pointerup', 180);
    expect(shown.className).not.toContain('dragging');
  });
});

describe('the bar', () => {
  it('opens by its button, with the numbers that can be changed, and says what there is to do', async () => {
    // More units than have room beside their gradients.
    const weights = [[1, 2, 3, 4, 5, 6, 7]];
    open = await openPanel();
    const { root } = open;
    await open.run(
      JSON.stringify({ layers: [{ type: 'dense', weights }], batch: { inputs: [[1]], targets: weights } }),
    );
    await cell(root, 'gradient of weight 1,1 in layer 1');
    expect(root.querySelector(`[aria-label^="${WEIGHT}"]`)).toBeNull();
    button(root, 'What if').click();
    expect(bar(root)).toContain('Double-click a weight');
    await cell(root, WEIGHT);
    // Its targets are otherwise seen in proofs alone.
    await cell(root, 'target 3');
    expect(button(root, 'Write to file').hidden).toBe(true);
    button(root, 'What if').click();
    expect(bar(root)).toBe('');
  });

  it('says where inputs are, while all samples are shown', async () => {
    open = await openPanel({ trying: true });
    const { root } = open;
    await open.run(example('xor'));
    await vi.waitFor(() => {
      expect(bar(root)).toContain('Choose a sample to change its inputs');
    });
    expect(root.querySelector('.editable[aria-label^="input "]')).toBeNull();
    const second = [...root.querySelectorAll<HTMLElement>('[role=radio]')].find(
      ({ textContent }) => textContent === '2',
    );
    second!.click();
    await vi.waitFor(() => {
      expect(bar(root)).toContain('weight, bias, input or target');
    });
    await find(root, '.editable[aria-label^="input "]');
  });

  it('discards', async () => {
    const panel = await notes();
    const { root } = panel;
    await edit(panel, WEIGHT, '3');
    button(root, 'Discard').click();
    await cell(root, `${WEIGHT}, −0.4`);
    expect(bar(root)).toBe('');
  });

  it('has the numbers written into the file, which are the file’s own then', async () => {
    const panel = await notes();
    const { root, host } = panel;
    await edit(panel, WEIGHT, '0.75');
    button(root, 'Write to file').click();
    await vi.waitFor(() => {
      expect(bar(root)).toBe('');
    });
    expect(host.text).toBe(example('notes-2-3-1').replace('-0.4', '0.75'));
    await cell(root, `${WEIGHT}, 0.75`);
  });

  it('takes steps of gradient descent and takes them back, with the loss of each', async () => {
    const { root, store } = await notes(undefined, { trying: true });
    const rate = root.querySelector<HTMLInputElement>('.what-if .rate')!;
    expect(rate.value).toBe('0.1');
    rate.value = 'much';
    rate.dispatchEvent(new Event('input'));
    expect(button(root, 'Take a gradient step').disabled).toBe(true);
    rate.value = '0.5';
    rate.dispatchEvent(new Event('input'));
    expect(store.saved).toMatchObject({ rate: 0.5 });
    button(root, 'Take a gradient step').click();
    await vi.waitFor(() => {
      expect(bar(root)).toContain('13 numbers changed by 1 step ');
    });
    button(root, 'Take a gradient step').click();
    await vi.waitFor(() => {
      expect(bar(root)).toContain('by 2 steps');
    });
    const plot = root.querySelector('.loss-plot')!;
    expect(plot.getAttribute('aria-label')).toMatch(
      /^loss before and after 2 steps: 0\.\d+, 0\.\d+, 0\.\d+$/,
    );
    button(root, 'Step back').click();
    button(root, 'Step back').click();
    await vi.waitFor(() => {
      expect(bar(root)).toContain('Double-click');
    });
  });

  it('says what an edit of the text left of the changes', async () => {
    const panel = await notes();
    const { root, run } = panel;
    await edit(panel, WEIGHT, '0.75');
    await run(example('notes-2-3-1').replace('0.15', '0.16'));
    await cell(root, 'weight 1,1 in layer 1, 0.16');
    expect(bar(root)).toContain('1 number changed');
    const layer = { type: 'dense', name: 'hidden', weights: [[0.5]] };
    await run(JSON.stringify({ layers: [layer], batch: { inputs: [[1]], targets: [[1]] } }));
    await vi.waitFor(() => {
      expect(bar(root)).toContain('1 number that you had changed has no place in the new text.');
    });
    button(root, 'Discard').click();
    await vi.waitFor(() => {
      expect(bar(root)).toBe('');
    });
  });
});
