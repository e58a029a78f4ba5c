import { afterEach, describe, expect, it, vi } from 'vitest';
import { bytesText } from '../../src/inspector/naming';
import { squareModel } from '../denseModel';
import { cell, example, find, type OpenPanel, openPanel } from './openPanel';

let open: OpenPanel | undefined;
afterEach(() => {
  open?.dispose();
  open = undefined;
});

/** @param memory bytes that the machine has. */
async function panel(memory?: number): Promise<OpenPanel> {
  open = await openPanel(undefined, memory);
  return open;
}

/** Of a square model of that side, on a machine where that is too much to take unasked. */
const SIDE = 60;
const MEMORY = 400_000;

const wait = (milliseconds: number): Promise<void> => new Promise((done) => setTimeout(done, milliseconds));

describe('while there are no numbers', () => {
  it('speaks of the run only where it takes long enough to notice, and offers to cancel it', async () => {
    const { root, host } = await panel();
    const line = await find(root, '.prog');
    expect(line.hidden).toBe(true);
    await wait(200);
    expect(line.hidden).toBe(true);
    await vi.waitFor(() => {
      expect(line.hidden).toBe(false);
    });
    await host.tell({ progress: { stage: 'backward', share: 0.5 } });
    expect(line.getAttribute('aria-valuenow')).toBe('67');
    const page = await find(root, '.page .st');
    expect(page.textContent).toContain('Backward pass');
    const cancel = await find(page, 'vscode-button');
    await host.tell({ progress: { stage: 'backward', share: 0.75 } });
    expect(page.textContent).toContain('75 %');
    // News must not take the button away between pointer down and up.
    expect(await find(root, '.page vscode-button')).toBe(cancel);
    cancel.click();
    await vi.waitFor(() => {
      expect(host.asked).toEqual([{ message: 'cancel' }]);
    });
  });

  it('lists what is wrong with the file, with the lines around it, and leads there', async () => {
    const { root, host, run } = await panel();
    await run('{ "layers": [\n  { "type": "dense", "units": 2,, } ] }');
    const page = await find(root, '.page .st');
    expect(page.textContent).toContain('net.backprop.json is not valid JSON');
    expect(page.querySelector('.code mark')?.textContent).toContain('"units": 2,,');
    page.querySelector<HTMLElement>('.link')?.click();
    await vi.waitFor(() => {
      expect(host.asked).toEqual([{ message: 'goToIssue', what: 0 }]);
    });
  });

  it('says what was expected and found where shapes do not fit', async () => {
    const { root, run } = await panel();
    await run(example('notes-2-3-1').replace('[-0.3],', ''));
    const page = await find(root, '.page .st');
    expect(page.querySelector('dl')?.textContent).toMatch(/expected.*found/);
  });

  it('shows nothing of a file as markup', async () => {
    const { root, run } = await panel();
    await run('{ "name": "<img src=x onerror=alert(1)>", "layers": "<b>x</b>" }');
    await find(root, '.page .st');
    expect(root.querySelector('img, .page b:not(.bad)')).toBeNull();
    await run(example('notes-2-3-1').replace('"hidden"', '"<img src=x onerror=alert(1)>"'));
    await cell(root, 'gradient of weight 1,1 in layer 1');
    expect(root.querySelector('img')).toBeNull();
    expect(root.textContent).toContain('<img src=x');
  });

  it('offers another run where the worker died', async () => {
    const { root, host } = await panel();
    await host.tell({ status: 'failed', failure: 'The worker ended.' });
    const page = await find(root, '.page .st');
    expect(page.textContent).toContain('The worker ended.');
    (await find(page, 'vscode-button')).click();
    await vi.waitFor(() => {
      expect(host.asked).toEqual([{ message: 'run' }]);
    });
  });

  it('offers a run where the first was cancelled', async () => {
    const { root, host } = await panel();
    await host.tell({ status: 'cancelled' });
    const page = await find(root, '.page .st');
    expect(page.textContent).toContain('Cancelled');
    (await find(page, 'vscode-button')).click();
    await vi.waitFor(() => {
      expect(host.asked).toEqual([{ message: 'run' }]);
    });
  });
});

describe('with numbers of an older text', () => {
  it('keeps them below the message while the file is broken, and drops the message after', async () => {
    const { root, run } = await panel();
    const text = example('notes-2-3-1');
    await run(text);
    const number = await cell(root, 'gradient of weight 1,1 in layer 1');
    await run(text.replace('"layers"', '"layers'));
    const banner = await find(root, '.banner:not([hidden])');
    expect(banner.textContent).toContain('numbers of the last good run');
    expect(number.isConnected).toBe(true);
    expect(root.querySelector('.run')?.getAttribute('data-state')).toBe('stale');
    await run(text);
    await vi.waitFor(() => {
      expect(banner.hidden).toBe(true);
      expect(root.querySelector('.run')?.getAttribute('data-state')).toBe('ok');
    });
  });

  it('says that an edit is running again', async () => {
    const { root, host, run } = await panel();
    await run(example('notes-2-3-1'));
    await cell(root, 'gradient of weight 1,1 in layer 1');
    await host.tell({ status: 'running', stale: true });
    expect(root.querySelector('.run')?.textContent).toBe('edited, running again');
  });
});

describe('a run that needs much memory', () => {
  it('is asked about where there are no numbers, and runs when that is agreed to', async () => {
    const { root, host, run } = await panel(MEMORY);
    await run(squareModel(SIDE));
    const page = await find(root, '.page .st');
    expect(page.querySelector('h1')?.textContent).toBe('This run needs 235 kB of memory');
    expect(page.textContent).toContain('This machine has 400 kB');
    // For those who listen, because the header is not there yet.
    expect(root.querySelector('[aria-live]')?.textContent).toContain('This run needs 235 kB of memory');
    const button = await find(page, 'vscode-button');
    expect(button.textContent).toBe('Run anyway');
    button.click();
    await cell(root, 'loss, ');
    expect(host.asked).toEqual([{ message: 'agree', what: 8 * (8 * SIDE ** 2 + 8 * SIDE + 1) }]);
    expect(root.dataset['page']).toBe('numbers');
  });

  it('that is more than there is at all is told so', async () => {
    const { root, run } = await panel(MEMORY / 10);
    await run(squareModel(SIDE));
    const page = await find(root, '.page .st');
    expect(page.textContent).toContain('more than this machine has, 40 kB: the run may fail');
  });

  it('is asked about above the last good numbers, which stay', async () => {
    const { root, host, run } = await panel(MEMORY);
    await run(example('notes-2-3-1'));
    const number = await cell(root, 'gradient of weight 1,1 in layer 1');
    await run(squareModel(SIDE));
    const banner = await find(root, '.banner:not([hidden])');
    const words = banner.textContent;
    expect(banner.textContent).toContain('numbers of the last good run');
    expect(banner.getAttribute('aria-label')).toBe('State of net.backprop.json');
    expect(number.isConnected).toBe(true);
    const status = await find(root, '.run');
    expect([status.textContent, status.dataset['state'], status.getAttribute('role')]).toEqual([
      'not run: needs 235 kB',
      'stale',
      'status',
    ]);
    const button = await find(banner, 'vscode-button');
    expect(button.textContent).toBe('Run anyway');
    button.click();
    await vi.waitFor(() => {
      expect(banner.hidden).toBe(true);
      expect(status.dataset['state']).toBe('ok');
    });
    const agreed = host.asked.at(-1)!.what as number;
    // Both results: the notes' few numbers and the new ones.
    expect(agreed).toBeGreaterThan(8 * (4 * SIDE ** 2 + 5 * SIDE));
    expect(words).toContain(
      `This run needs ${bytesText(agreed, Math.ceil)} of memory, the last good result included.`,
    );
    await vi.waitFor(() => {
      expect(root.querySelector('.head h1')?.textContent).toBe('net.backprop.json');
    });
  });

  it('keeps the focus when its button goes, until the numbers are there', async () => {
    const { root, run } = await panel(MEMORY);
    const focused: string[] = [];
    const note = (): void => {
      focused.push(document.activeElement!.className);
    };
    const agree = async (selector: string): Promise<void> => {
      const host = await find(root, `${selector} vscode-button`);
      // The native button within, which Tab, Enter and Space reach.
      const button = host.shadowRoot!.querySelector('button')!;
      button.focus();
      expect(document.activeElement).toBe(host);
      button.click();
      await vi.waitFor(() => {
        expect(host.isConnected).toBe(false);
      });
      note();
      await vi.waitFor(() => {
        expect(root.dataset['page']).toBe('numbers');
        expect(root.querySelector('.run')?.getAttribute('data-state')).toBe('ok');
      });
      note();
    };
    await run(squareModel(SIDE));
    await agree('.page');
    await run(squareModel(SIDE + 1));
    await agree('.banner');
    // The first is the page for as long as the run takes.
    expect(focused[0]).toMatch(/^(page|main)$/);
    expect(focused.slice(1)).toEqual(['main', 'main', 'main']);
  });
});
