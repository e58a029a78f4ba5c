import { afterEach, describe, expect, it, vi } from 'vitest';
import { find, type OpenPanel, openPanel, press } from '../openPanel';
import { oneLayer } from './largeModel';

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
  return canvas;
}

/** The number under the heatmap's cursor, as a screen reader says it. */
const active = (canvas: HTMLElement): string =>
  document.getElementById(canvas.getAttribute('aria-activedescendant') ?? '')?.textContent ?? '';

async function isAt(canvas: HTMLElement, name: RegExp): Promise<void> {
  await vi.waitFor(() => {
    expect(active(canvas)).toMatch(name);
  });
  expect(document.activeElement).toBe(canvas);
}

function tool(name: string): HTMLButtonElement {
  const found = [...open!.root.querySelectorAll<HTMLButtonElement>('.find button')];
  return found.find(({ textContent }) => textContent === name)!;
}

/** ∂L/∂W is infinite at 12,4 and 12,8, and largest besides somewhere else in row 12. */
function infinite(): string {
  return oneLayer(30, 20, (weights, [inputs], [targets]) => {
    inputs![11] = 1e308;
    weights[11]!.fill(0);
    targets!.fill(0);
    targets![3] = targets![7] = 50;
  });
}

describe('a number in a heatmap', () => {
  it('is found by its size', async () => {
    const canvas = await heatmap(oneLayer(30, 20));
    canvas.focus();
    press(canvas, 'Home', { ctrlKey: true });
    await isAt(canvas, /weight 1,1 in/);
    press(canvas, 'm');
    await vi.waitFor(() => {
      expect(active(canvas)).not.toMatch(/weight 1,1 in|loading/);
    });
    const largest = active(canvas);
    press(canvas, 'Home', { ctrlKey: true });
    tool('Largest').click();
    await vi.waitFor(() => {
      expect(active(canvas)).toBe(largest);
    });
    expect(document.activeElement).toBe(canvas);
    // By the formula ∂L/∂W = a δ the largest product is that of the largest factors.
    const inputs = Array.from({ length: 30 }, (_, i) => Math.abs(Math.cos(i)));
    expect(largest).toContain(`weight ${inputs.indexOf(Math.max(...inputs)) + 1},`);
  });

  it('that is not finite is found one after the other, and the first again after the last', async () => {
    const canvas = await heatmap(infinite());
    canvas.focus();
    press(canvas, 'Home', { ctrlKey: true });
    press(canvas, 'n');
    await isAt(canvas, /weight 12,4 in layer 1, minus infinity/);
    tool('Next NaN/∞').click();
    await isAt(canvas, /weight 12,8 in layer 1, minus infinity/);
    press(canvas, 'n');
    await isAt(canvas, /weight 12,4 in/);
    press(canvas, 'm');
    await isAt(canvas, /weight 12,\d+ in layer 1, [−\d]/);
  });

  it('that is not finite is looked for only where there is one', async () => {
    const canvas = await heatmap(oneLayer(30, 20));
    expect(tool('Next NaN/∞').disabled).toBe(true);
    canvas.focus();
    const before = active(canvas);
    press(canvas, 'n');
    await open!.run(infinite());
    await vi.waitFor(() => {
      expect(tool('Next NaN/∞').disabled).toBe(false);
    });
    expect(active(canvas).split(',')[1]).toBe(before.split(',')[1]);
  });

  it('is looked for in the row of the sample that is on screen alone', async () => {
    // z is infinite at 3 for sample 1, and at 6 and 9 for sample 3.
    const model = oneLayer(
      30,
      20,
      (weights, inputs) => {
        inputs[0]![0] = inputs[2]![1] = 1e308;
        inputs[1]![0] = inputs[1]![1] = inputs[0]![1] = inputs[2]![0] = 0;
        weights[0]!.fill(0);
        weights[1]!.fill(0);
        weights[0]![2] = weights[1]![5] = weights[1]![8] = 5;
      },
      3,
    );
    const canvas = await heatmap(model);
    const choose = async (label: string): Promise<void> => {
      (await find(open!.root, `[role=radio][aria-label="${label}"]`)).click();
      await vi.waitFor(() => {
        expect(open!.root.querySelector('.loss math')?.textContent).toContain(`ℓ${label.at(-1)!}`);
      });
    };
    await choose('sample 3');
    const z = [...open!.root.querySelectorAll<HTMLElement>('.matrices [role=radio]')].find(
      ({ textContent }) => textContent.startsWith('z, '),
    );
    z?.click();
    await vi.waitFor(() => {
      expect(canvas.getAttribute('aria-label')).toContain('of z of layer 1, 1 rows');
    });
    canvas.focus();
    press(canvas, 'Home');
    for (const unit of [6, 9, 6]) {
      press(canvas, 'n');
      await isAt(canvas, new RegExp(`^z ${unit} of layer 1, plus infinity`));
    }
    expect(tool('Row 3 as list').disabled).toBe(false);
    expect(tool('Column as list').disabled).toBe(true);
    await choose('sample 2');
    await vi.waitFor(() => {
      expect(tool('Next NaN/∞').disabled).toBe(true);
    });
  });

  it('is found by row and column', async () => {
    const canvas = await heatmap(oneLayer(30, 20));
    canvas.focus();
    press(canvas, 'f');
    const field = document.activeElement as HTMLInputElement;
    expect(field.labels?.[0]?.textContent).toBe('row, column');
    field.value = '17, 5';
    press(field, 'Enter');
    await isAt(canvas, /weight 17,5 in/);
    expect(field.hasAttribute('aria-invalid')).toBe(false);
    const proof = await find(open!.root, '.pop:not([hidden])');
    expect(proof.getAttribute('role')).toBe('tooltip');
  });

  it('that is not there is refused beside the field, with what was written kept', async () => {
    const canvas = await heatmap(oneLayer(30, 20));
    canvas.focus();
    press(canvas, 'f');
    const field = document.activeElement as HTMLInputElement;
    const problem = document.getElementById(field.getAttribute('aria-describedby') ?? '')!;
    const before = active(canvas);
    for (const [text, says] of [
      ['31, 5', 'There is no row 31: rows are 1 to 30, columns 1 to 20.'],
      [
        'seventeen',
        'Write row and column as two numbers, such as 12, 34: rows are 1 to 30, columns 1 to 20.',
      ],
    ] as const) {
      field.value = text;
      press(field, 'Enter');
      expect(problem.textContent).toBe(says);
      expect(field.getAttribute('aria-invalid')).toBe('true');
      expect(field.value).toBe(text);
      expect(document.activeElement).toBe(field);
    }
    field.dispatchEvent(new Event('input'));
    expect(problem.textContent).toBe('');
    expect(field.hasAttribute('aria-invalid')).toBe(false);
    press(field, 'Escape');
    await isAt(canvas, new RegExp(`^${before.split(',').slice(0, 2).join(',')}`));
    expect(field.value).toBe('seventeen');
  });
});
