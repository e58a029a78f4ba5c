import fc from 'fast-check';
import { expect, it } from 'vitest';
import { SavedChoices, type SideStateStore } from '../../../webview/side/choices';

function storeOf(saved: unknown): SideStateStore & { saved: unknown } {
  const store = {
    saved,
    get: () => store.saved,
    set: (state: unknown) => {
      store.saved = state;
    },
  };
  return store;
}

it('what was chosen is there again', () => {
  const store = storeOf(undefined);
  const state = {
    quantity: 'relative',
    scale: 'shared',
    sort: 'largest',
    scroll: { model: 'file:///a.json', top: 40 },
  } as const;
  new SavedChoices(store).change(state);
  expect(new SavedChoices(storeOf(structuredClone(store.saved))).current).toEqual(state);
});

it('whatever was saved, the choices are choices', () => {
  const parts = fc.record(
    {
      quantity: fc.oneof(fc.anything(), fc.constantFrom('toString', 'delta')),
      scale: fc.anything(),
      sort: fc.anything(),
      scroll: fc.oneof(fc.anything(), fc.record({ model: fc.anything(), top: fc.anything() })),
    },
    { requiredKeys: [] },
  );
  fc.assert(
    fc.property(fc.oneof(fc.anything(), parts), (saved) => {
      const { quantity, scale, sort, scroll } = new SavedChoices(storeOf(saved)).current;
      expect(['gradient', 'magnitude', 'weight', 'relative', 'delta', 'activation']).toContain(quantity);
      expect(['each', 'shared']).toContain(scale);
      expect(['layer', 'largest']).toContain(sort);
      if (scroll !== undefined)
        expect([typeof scroll.model, typeof scroll.top]).toEqual(['string', 'number']);
    }),
  );
});
