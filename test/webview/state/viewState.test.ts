import { describe, expect, it } from 'vitest';
import { SavedView } from '../../../webview/state/viewState';

class Store {
  saved: unknown;
  get(): unknown {
    return this.saved;
  }
  set(state: unknown): void {
    this.saved = state;
  }
}

describe('what the editor keeps of the panel', () => {
  it('names the model, so that the panel can be restored', () => {
    const store = new Store();
    const view = new SavedView(store);
    expect(store.saved).toBeUndefined();
    view.show('file:///m.backprop.json');
    expect(store.saved).toMatchObject({ uri: 'file:///m.backprop.json' });
  });

  it('comes back', () => {
    const store = new Store();
    new SavedView(store).change({ sample: 2, format: 'exponent', open: { 0: false }, scroll: 120 });
    expect(new SavedView(store).current).toMatchObject({
      sample: 2,
      format: 'exponent',
      open: { 0: false },
      scroll: 120,
    });
  });

  it('goes with the model to its new name', () => {
    const store = new Store();
    const view = new SavedView(store);
    view.show('u');
    view.change({ sample: 2, scroll: 120 });
    view.show('renamed');
    expect(store.saved).toMatchObject({ uri: 'renamed', sample: 2, scroll: 120 });
    expect(new SavedView(store).current).toEqual(store.saved);
  });

  it('is not taken from what it cannot be', () => {
    const store = new Store();
    store.saved = {
      uri: 'u',
      sample: -1,
      format: 7,
      comparing: 'no',
      open: [1],
      shown: { a: 'x' },
      scroll: null,
      trying: 'yes',
      rate: '0.5',
    };
    expect(new SavedView(store).current).toEqual({
      uri: 'u',
      sample: undefined,
      format: 'decimal',
      sheet: undefined,
      comparing: true,
      trying: false,
      rate: 0.1,
      open: {},
      shown: {},
      scroll: 0,
    });
  });
});
