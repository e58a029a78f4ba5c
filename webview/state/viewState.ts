/** What the panel looks like, kept by the editor over hiding, moving and reloading. */
import type { NumberFormat } from '../numbers/format';

export interface ViewState {
  /** The model that the panel shows; the host restores the panel by it. Undefined before the host has said it. */
  readonly uri: string | undefined;
  /** From 0; undefined: all samples. */
  readonly sample: number | undefined;
  readonly format: NumberFormat;
  /** Undefined: by the window's width. */
  readonly sheet: boolean | undefined;
  /** The comparison is shown instead of the layers, where there is one. */
  readonly comparing: boolean;
  /** The bar of what-ifs is open, whether or not there is one. */
  readonly trying: boolean;
  /** The learning rate of steps of gradient descent. */
  readonly rate: number;
  /** Layers that the user opened (true) or closed (false), by index. */
  readonly open: Readonly<Record<string, boolean>>;
  /** Disclosures that the user opened (true) or closed (false): `0/values`, `2/weights`, … */
  readonly shown: Readonly<Record<string, boolean>>;
  /** Pixels. */
  readonly scroll: number;
}

/** Where it is kept. */
export interface StateStore {
  get(): unknown;
  set(state: ViewState): void;
}

export class SavedView {
  #state: ViewState;

  constructor(readonly store: StateStore) {
    this.#state = read(store.get());
  }

  get current(): ViewState {
    return this.#state;
  }

  /** @param uri the model: the same for all of a panel's life, but its file may be moved. */
  show(uri: string): void {
    if (uri !== this.#state.uri) this.#keep({ ...this.#state, uri });
  }

  change(part: Partial<Omit<ViewState, 'uri'>>): void {
    this.#keep({ ...this.#state, ...part });
  }

  #keep(state: ViewState): void {
    this.#state = state;
    this.store.set(state);
  }
}

/** Takes from an older state what it can, and defaults for the rest. */
function read(saved: unknown): ViewState {
  const { uri, sample, format, sheet, comparing, trying, rate, open, shown, scroll } = isRecord(saved)
    ? saved
    : {};
  return {
    uri: typeof uri === 'string' ? uri : undefined,
    sample: typeof sample === 'number' && Number.isInteger(sample) && sample >= 0 ? sample : undefined,
    format: format === 'exponent' ? 'exponent' : 'decimal',
    sheet: typeof sheet === 'boolean' ? sheet : undefined,
    comparing: comparing !== false,
    trying: trying === true,
    rate: typeof rate === 'number' && Number.isFinite(rate) ? rate : 0.1,
    open: choices(open),
    shown: choices(shown),
    scroll: typeof scroll === 'number' ? scroll : 0,
  };
}

function choices(value: unknown): Readonly<Record<string, boolean>> {
  if (!isRecord(value)) return {};
  return Object.fromEntries(
    Object.entries(value).filter((entry): entry is [string, boolean] => typeof entry[1] === 'boolean'),
  );
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
