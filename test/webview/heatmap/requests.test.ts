import { afterEach, describe, expect, it, vi } from 'vitest';
import { find, type OpenPanel, openPanel, press } from '../openPanel';

let open: OpenPanel | undefined;
afterEach(() => {
  open?.dispose();
  open = undefined;
});

/** A network with one layer of 400 × 300 weights. */
function large(): string {
  const [n, m] = [400, 300];
  const layer = {
    type: 'dense',
    activation: 'tanh',
    weights: Array.from({ length: n }, (_, i) =>
      Array.from({ length: m }, (_, j) => Math.sin(i * m + j) / 20),
    ),
    biases: Array.from({ length: m }, () => 0),
  };
  const batch = {
    inputs: [Array.from({ length: n }, (_, i) => Math.cos(i))],
    targets: [Array.from({ length: m }, (_, j) => Math.sin(j))],
  };
  return JSON.stringify({ layers: [layer], batch });
}

async function heatmap(): Promise<{ canvas: HTMLElement; panel: OpenPanel }> {
  open = await openPanel();
  await open.run(large());
  const canvas = await find(open.root, 'canvas.plot');
  await find(canvas, '[role=gridcell]');
  return { canvas, panel: open };
}

const active = (canvas: HTMLElement): string => {
  const id = canvas.getAttribute('aria-activedescendant') ?? '';
  return document.getElementById(id)?.textContent ?? '';
};

describe('a matrix that is too large for digits', () => {
  it('is never asked for whole: only what the screen can show', async () => {
    const { panel } = await heatmap();
    await vi.waitFor(() => {
      expect(panel.host.requests.tiles).toBeGreaterThan(0);
    });
    expect(panel.host.requests.largestTile).toBeLessThan(1000 * 600);
    expect(panel.host.requests.largestTile).toBeLessThan(400 * 300);
  });

  it('asks for no tile twice while one moves around', async () => {
    const { canvas, panel } = await heatmap();
    canvas.focus();
    press(canvas, 'Home', { ctrlKey: true });
    press(canvas, 'ArrowRight');
    await vi.waitFor(() => {
      expect(active(canvas)).toMatch(/weight 1,2 in layer 1, [+−\d]/);
    });
    const before = panel.host.requests.tiles;
    for (const key of ['ArrowRight', 'ArrowDown', 'ArrowLeft', 'ArrowUp']) press(canvas, key);
    await new Promise((done) => setTimeout(done, 100));
    expect(panel.host.requests.tiles).toBe(before);
  });

  it('has the numbers of another run when it shows that run: it asks for none behind it', async () => {
    const { panel } = await heatmap();
    const { requests } = panel.host;
    const quiet = (): Promise<unknown> => new Promise((done) => setTimeout(done, 200));
    await quiet();
    const before = { ...requests };
    const atLoss = new Promise<typeof before>((resolve) => {
      new MutationObserver(() => {
        resolve({ ...requests });
      }).observe(panel.root.querySelector('.loss-value')!, {
        childList: true,
        characterData: true,
        subtree: true,
      });
    });
    await panel.run(large().replace('"tanh"', '"relu"'));
    const shown = await atLoss;
    expect(shown.tiles).toBeGreaterThan(before.tiles);
    expect(shown.pictures).toBeGreaterThan(before.pictures);
    await quiet();
    const { tiles, pictures } = requests;
    expect({ tiles, pictures }).toEqual({ tiles: shown.tiles, pictures: shown.pictures });
  });

  it('says the cell under its cursor, and moves it by keys', async () => {
    const { canvas } = await heatmap();
    canvas.focus();
    press(canvas, 'End', { ctrlKey: true });
    await vi.waitFor(() => {
      expect(active(canvas)).toMatch(/gradient of weight 400,300 in layer 1, [+−\d]/);
    });
    press(canvas, 'ArrowDown');
    await vi.waitFor(() => {
      expect(active(canvas)).toContain('gradient of bias 300');
    });
    press(canvas, 'Home', { ctrlKey: true });
    press(canvas, 'ArrowLeft');
    await vi.waitFor(() => {
      expect(active(canvas)).toContain('input 1');
    });
  });

  it('opens where its largest number is, found here by the formulas', async () => {
    const { canvas } = await heatmap();
    const [n, m] = [400, 300];
    const x = Array.from({ length: n }, (_, i) => Math.cos(i));
    const delta = Array.from({ length: m }, (_, j) => {
      const a = Math.tanh(x.reduce((z, input, i) => z + (input * Math.sin(i * m + j)) / 20, 0));
      return (a - Math.sin(j)) * (1 - a * a);
    });
    const largest = (of: readonly number[]): number => {
      const magnitudes = of.map(Math.abs);
      return magnitudes.indexOf(Math.max(...magnitudes)) + 1;
    };
    await vi.waitFor(() => {
      expect(active(canvas)).toContain(`gradient of weight ${largest(x)},${largest(delta)} in layer 1`);
    });
  });

  it('opens the same proof as a grid', async () => {
    const { canvas, panel } = await heatmap();
    canvas.focus();
    press(canvas, 'Home', { ctrlKey: true });
    press(canvas, 'Enter');
    const proof = await find(panel.root, '.pop[role=dialog]:not([hidden])');
    expect(proof.getAttribute('aria-label')).toContain('gradient of weight 1,1 in layer 1');
    press(document.activeElement!, 'Escape');
    expect(document.activeElement).toBe(canvas);
  });

  it('shows its other matrices on demand', async () => {
    const { canvas, panel } = await heatmap();
    const choices = [...panel.root.querySelectorAll<HTMLElement>('.matrices [role=radio]')];
    expect(choices.map((choice) => choice.querySelector('.sr')?.textContent.split(',')[0])).toEqual([
      'gradient of weights',
      'weights',
      'relative gradient of weights',
      'biases',
      'delta',
      'z',
      'activations',
      'slope of activation',
      'gradient of activation',
    ]);
    choices[1]?.click();
    await vi.waitFor(() => {
      expect(active(canvas)).toMatch(/^weight \d+,\d+ in layer 1/);
    });
  });
});
