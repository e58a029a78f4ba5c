import { afterEach, expect, it, vi } from 'vitest';
import { cell, example, find, type OpenPanel, openPanel } from './openPanel';

let open: OpenPanel | undefined;
afterEach(() => {
  open?.dispose();
  open = undefined;
});

it('goes with its model to another file: with all that is open in it, and with the new name', async () => {
  open = await openPanel();
  const { host, root, store } = open;
  expect(store.saved).toMatchObject({ uri: 'file:///net.backprop.json' });
  await open.run(example('xor'));
  const sample = await find(root, '[role=radio][aria-label="sample 2"]');
  sample.click();
  const gradient = await cell(root, 'gradient of weight 1,2 in layer 1');
  gradient.click();
  await find(root, '.inspect');
  const asked = { ...host.requests };
  await host.tell({ model: 'file:///moved.backprop.json', fileName: 'moved.backprop.json' });
  await vi.waitFor(() => {
    expect(store.saved).toMatchObject({ uri: 'file:///moved.backprop.json', sample: 1 });
  });
  expect(gradient.isConnected).toBe(true);
  expect(root.querySelector('.inspect')).not.toBeNull();
  expect(host.requests).toEqual(asked);
  // What is wrong with it now is said of the new file.
  await open.run('{');
  await vi.waitFor(() => {
    expect(root.querySelector('.banner')?.getAttribute('aria-label')).toBe('State of moved.backprop.json');
  });
});
