/** What the side view shows and how, kept by the editor while the view is hidden. */
import * as l10n from '@vscode/l10n';

/** What can be shown, as its list names it. */
export const QUANTITIES = {
  gradient: l10n.t('gradient'),
  magnitude: l10n.t('|gradient|'),
  weight: l10n.t('weight'),
  relative: l10n.t('gradient ÷ weight'),
  delta: 'δ',
  activation: l10n.t('activation'),
} as const;

export type ShownQuantity = keyof typeof QUANTITIES;

export interface Choices {
  readonly quantity: ShownQuantity;
  /** Each thumbnail on a scale of its own, or one for all layers. */
  readonly scale: 'each' | 'shared';
  /** Output first, or the layer with the largest magnitude first. */
  readonly sort: 'layer' | 'largest';
}

/** How far the list of a model is scrolled, in pixels. */
export interface ScrollPlace {
  readonly model: string;
  readonly top: number;
}

export interface SideViewState extends Choices {
  readonly scroll: ScrollPlace | undefined;
}

/** Where it is kept. */
export interface SideStateStore {
  get(): unknown;
  set(state: SideViewState): void;
}

export class SavedChoices {
  #state: SideViewState;

  constructor(readonly store: SideStateStore) {
    this.#state = read(store.get());
  }

  get current(): SideViewState {
    return this.#state;
  }

  change(part: Partial<SideViewState>): void {
    this.#state = { ...this.#state, ...part };
    this.store.set(this.#state);
  }
}

/** Takes from an older state what it can, and defaults for the rest. */
function read(saved: unknown): SideViewState {
  const { quantity, scale, sort, scroll } = isRecord(saved) ? saved : {};
  return {
    quantity: isQuantity(quantity) ? quantity : 'gradient',
    scale: scale === 'shared' ? 'shared' : 'each',
    sort: sort === 'largest' ? 'largest' : 'layer',
    scroll: isPlace(scroll) ? scroll : undefined,
  };
}

function isQuantity(value: unknown): value is ShownQuantity {
  return typeof value === 'string' && Object.hasOwn(QUANTITIES, value);
}

function isPlace(value: unknown): value is ScrollPlace {
  return isRecord(value) && typeof value['model'] === 'string' && typeof value['top'] === 'number';
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
