import { afterEach, describe, expect, it, vi } from 'vitest';
import { cell, example, find, type OpenPanel, openPanel } from './openPanel';

let open: OpenPanel | undefined;
afterEach(() => {
  open?.dispose();
  open = undefined;
});

async function panel(): Promise<OpenPanel> {
  open = await openPanel();
  return open;
}

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
