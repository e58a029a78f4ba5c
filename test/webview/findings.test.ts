/** The findings in the panel's header. */
import { afterEach, expect, it, vi } from 'vitest';
import { cell, example, find, type OpenPanel, openPanel } from './openPanel';

let open: OpenPanel | undefined;
afterEach(() => {
  open?.dispose();
  open = undefined;
});

async function panelOf(text: string): Promise<OpenPanel> {
  open = await openPanel();
  await open.run(text);
  return open;
}

/** The chip, which comes after everything else. */
async function chip(root: HTMLElement): Promise<HTMLButtonElement> {
  return vi.waitFor(
    () => {
      const shown = [...root.querySelectorAll<HTMLButtonElement>('.chip-holder:not([hidden]) > .chip')];
      expect(shown).toHaveLength(1);
      return shown[0]!;
    },
    { timeout: 4000 },
  );
}

it('are counted, and each is told with its sentence', async () => {
  const { root } = await panelOf(example('dead-relu'));
  const toggle = await chip(root);
  expect(toggle.textContent).toBe('▲3 findings');
  toggle.click();
  const items = [...root.querySelectorAll('.chip-list:not([hidden]) .chip-item')].map(
    ({ textContent }) => textContent,
  );
  expect(items).toHaveLength(3);
  expect(items[0]).toBe(
    'dead units2 of 6 units of layer 1 hidden1 are dead (2, 5): δ is exactly 0 in all 5 samples, because σ′ is 0 in each of them.',
  );
});

it.each([
  [0, /^delta 2 of layer 1/],
  [1, /^delta 3 of layer 2/],
  [2, /^gradient of weight \d,\d in layer \d/],
] as const)('bring their first number into view: the one at %i', async (index, name) => {
  const { root } = await panelOf(example('dead-relu'));
  (await chip(root)).click();
  root.querySelectorAll<HTMLButtonElement>('.chip-list:not([hidden]) .chip-item')[index]!.click();
  await vi.waitFor(() => {
    expect(document.activeElement?.getAttribute('aria-label')).toMatch(name);
  });
});

it('lead to their other numbers too, by their names', async () => {
  const { root } = await panelOf(example('dead-relu'));
  (await chip(root)).click();
  const others = [...root.querySelectorAll<HTMLButtonElement>('.chip-list li:first-child .link')];
  expect(others.map(({ textContent }) => textContent)).toEqual(['delta 5 of layer 1, sample 1']);
  others[0]!.click();
  await vi.waitFor(() => {
    expect(document.activeElement?.getAttribute('aria-label')).toMatch(/^delta 5 of layer 1/);
  });
});

it('one alone is told by its title, and what is wrong in red', async () => {
  const { root } = await panelOf(example('xor'));
  expect((await chip(root)).textContent).toBe('▲cancelling samples');
  await open!.run(example('notes-2-3-1').replace('0.15', '"NaN"'));
  await vi.waitFor(async () => {
    expect((await chip(root)).textContent).toBe('✕not finite');
  });
});

it('are those of the run on screen: a healthy one has none', async () => {
  const { root, run } = await panelOf(example('dead-relu'));
  await chip(root);
  await run(example('notes-2-3-1'));
  await cell(root, 'gradient of weight 1,1 in layer 2');
  await vi.waitFor(() => {
    expect(root.querySelector('.chip-holder:not([hidden]) > .chip')).toBeNull();
  });
});

it('are asked for once a run, after its numbers are on screen', async () => {
  open = await openPanel();
  const { host, root, run } = open;
  await run(example('dead-relu'));
  await chip(root);
  expect(host.requests.findings).toBe(1);
  (await find(root, '[aria-label^="delta 1 of layer 1"]')).focus();
  root.querySelector<HTMLButtonElement>('[role=radio][aria-checked=false]')!.click();
  await cell(root, 'gradient of weight 1,1 in layer 1');
  expect(host.requests.findings).toBe(1);
});

it('that cannot be had are an alert', async () => {
  open = await openPanel();
  const { host, root, run } = open;
  host.noFindings = 'no findings today';
  await run(example('dead-relu'));
  await vi.waitFor(() => {
    expect(root.querySelector('.alert')?.textContent).toContain('no findings today');
  });
  expect(await cell(root, 'gradient of weight 1,1 in layer 1')).toBeDefined();
});
