/** The number that the panel was asked to show, until it is in sight. */
import type { CellRef, Overview } from '../../src/inspector/views';
import type { SavedView } from '../state/viewState';
import { type Way, wayTo } from './wayTo';

export class WantedCell {
  #cell: CellRef | undefined;

  constructor(readonly view: SavedView) {}

  /** Undefined where nothing is wanted. */
  get cell(): CellRef | undefined {
    return this.#cell;
  }

  want(cell: CellRef): void {
    this.#cell = cell;
  }

  /** It is in sight, or nothing shows it; what was wanted since then still is. */
  release(cell: CellRef | undefined): void {
    if (this.#cell === cell) this.#cell = undefined;
  }

  /**
   * Chooses and opens what must be on screen for it; undefined where nothing is wanted, or nothing shows it.
   * @param width pixels that layers have.
   */
  openWay(overview: Overview, width: number): Way | undefined {
    const { view } = this;
    const { open, shown } = view.current;
    const isShown = (layer: number, id: string): boolean | undefined => shown[`${layer}/${id}`];
    const way = this.#cell === undefined ? undefined : wayTo(this.#cell, overview, width, isShown);
    if (way === undefined) return undefined;
    const { sample, layer, disclosure } = way;
    view.change({ sample });
    if (layer === undefined) return way;
    view.change({ open: { ...open, [layer]: true } });
    if (disclosure !== undefined) view.change({ shown: { ...shown, [`${layer}/${disclosure}`]: true } });
    return way;
  }
}
