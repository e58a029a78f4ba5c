/** Explanations and numeric checks of single numbers, each asked for once a run. */
import type { CellRef, Explanation, NumericCheck, Selection } from '../../src/inspector/views';
import { cellKey } from '../cells/cellKey';
import type { PanelHost } from '../host';

const MOST = 400;

export class ExplanationSource {
  readonly #host: Pick<PanelHost, 'explain' | 'check'>;
  readonly #explanations = new Map<string, Promise<Explanation>>();
  readonly #checks = new Map<string, Promise<NumericCheck>>();

  constructor(host: Pick<PanelHost, 'explain' | 'check'>) {
    this.#host = host;
  }

  /** @param whole every term of a long sum. */
  explain(cell: CellRef, selection: Selection, whole: boolean): Promise<Explanation> {
    const key = `${selectionKey(selection)} ${cellKey(cell)} ${whole}`;
    return once(this.#explanations, key, () => this.#host.explain(cell, selection, whole));
  }

  check(cell: CellRef, selection: Selection): Promise<NumericCheck> {
    const key = `${selectionKey(selection)} ${cellKey(cell)}`;
    return once(this.#checks, key, () => this.#host.check(cell, selection));
  }

  clear(): void {
    this.#explanations.clear();
    this.#checks.clear();
  }
}

function selectionKey({ sample }: Selection): string {
  return sample === undefined ? 'all' : String(sample);
}

function once<T>(store: Map<string, Promise<T>>, key: string, ask: () => Promise<T>): Promise<T> {
  const known = store.get(key);
  if (known !== undefined) return known;
  if (store.size >= MOST) store.clear();
  const promise = ask();
  store.set(key, promise);
  promise.catch(() => {
    if (store.get(key) === promise) store.delete(key);
  });
  return promise;
}
