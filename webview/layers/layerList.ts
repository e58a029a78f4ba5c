/** All layers, output first. Only what comes into view is loaded. */
import type { CellRef, Explanation, Overview } from '../../src/inspector/views';
import type { Anchor } from '../cells/surface';
import { type Component, Disposables } from '../dom/component';
import { element } from '../dom/element';
import type { NumberFormat } from '../numbers/format';
import { mayMove } from '../theme/theme';
import { LayerSection, type SectionSurroundings } from './layerSection';
import { openByDefault } from './layout';
import type { Way } from './wayTo';

/** So many sections are prepared before it is known what is in view. */
const FIRST = 4;

export interface ListLook {
  readonly overview: Overview;
  readonly width: number;
  readonly format: NumberFormat;
  readonly flash: boolean;
  /** The numbers that the user gave in place of the file's, by their keys. */
  readonly edited: ReadonlyMap<string, CellRef>;
  /** Prepare every section, in view or not: the page must have its whole height. */
  readonly all: boolean;
  /** The heatmap of its layer shows its matrix. */
  readonly way: Way | undefined;
}

export interface ListSurroundings extends Omit<SectionSurroundings, 'leave' | 'again'> {
  /** The user's choice; undefined where there was none. */
  isOpen(layer: number): boolean | undefined;
}

export class LayerList implements Component {
  readonly element = element('div', { class: 'layers' });
  readonly #sections = new Map<number, LayerSection>();
  readonly #disposables = new Disposables();
  readonly #visible = new Set<number>();
  readonly #visibility: IntersectionObserver;
  #look: ListLook | undefined;
  /** Sections whose numbers are not of the present look. */
  readonly #behind = new Set<number>();

  constructor(readonly surroundings: ListSurroundings) {
    this.#visibility = new IntersectionObserver(
      (entries) => {
        for (const { target, isIntersecting } of entries) {
          const index = Number((target as HTMLElement).dataset['layer']);
          if (isIntersecting) this.#visible.add(index);
          else this.#visible.delete(index);
        }
        this.#catchUp();
      },
      { rootMargin: '300px' },
    );
  }

  /** Loads what is in view; the returned function shows it. */
  async prepare(look: ListLook): Promise<() => void> {
    this.#match(look.overview);
    const { layer, matrix } = look.way ?? {};
    if (layer !== undefined && matrix !== undefined) this.#sections.get(layer)?.choose(matrix);
    const { layers } = look.overview;
    const isNew = this.#look === undefined;
    const inView = isNew ? layers.slice(-FIRST) : layers.filter(({ index }) => this.#visible.has(index));
    const wanted = (look.all ? layers : inView).map(({ index }) => index);
    const shows = await Promise.all(wanted.map((index) => this.#prepareSection(index, look)));
    return () => {
      this.#look = look;
      for (const index of this.#sections.keys()) this.#behind.add(index);
      for (const index of wanted) this.#behind.delete(index);
      for (const show of shows) show();
      this.#catchUp();
    };
  }

  /** Opens a layer and brings it into view. */
  goTo(index: number): void {
    const section = this.#sections.get(index);
    section?.element.scrollIntoView({ behavior: mayMove() ? 'smooth' : 'auto', block: 'start' });
    section?.focusDelta();
  }

  /** Brings a number of an open layer into its view; undefined where the layer does not show it. */
  reveal(layer: number, cell: CellRef): Anchor | undefined {
    return this.#sections.get(layer)?.reveal(cell);
  }

  inspect(explanation: Explanation | undefined): void {
    for (const section of this.#sections.values()) section.inspect(explanation);
  }

  dispose(): void {
    this.#visibility.disconnect();
    this.#disposables.dispose();
    for (const section of this.#sections.values()) section.dispose();
    this.element.remove();
  }

  /** One section a layer of the model, output first. */
  #match({ layers }: Overview): void {
    if (layers.length === this.#sections.size) return;
    for (const section of this.#sections.values()) {
      this.#visibility.unobserve(section.element);
      section.dispose();
    }
    this.#sections.clear();
    this.#visible.clear();
    this.#behind.clear();
    this.#look = undefined;
    for (const { index } of [...layers].reverse()) {
      const section = new LayerSection(index, {
        ...this.surroundings,
        leave: (from, direction) => {
          this.#focusNext(from, direction);
        },
        again: (own) => {
          this.#behind.add(own);
          this.#catchUp();
        },
      });
      section.element.dataset['layer'] = String(index);
      this.#sections.set(index, section);
      this.element.append(section.element);
      this.#visibility.observe(section.element);
    }
  }

  #prepareSection(index: number, { overview, width, format, flash, edited }: ListLook): Promise<() => void> {
    const section = this.#sections.get(index)!;
    const layer = overview.layers[index]!;
    const open = this.surroundings.isOpen(index) ?? openByDefault(overview.layers, width).has(index);
    return section.prepare({ overview, layer, open, width, format, flash, edited });
  }

  /** Loads the sections that have come into view with old numbers, or none. */
  #catchUp(): void {
    const look = this.#look;
    if (look === undefined) return;
    for (const index of this.#behind) {
      if (!this.#visible.has(index)) continue;
      this.#behind.delete(index);
      this.#prepareSection(index, { ...look, flash: false }).then(
        (show) => {
          if (this.#look === look) show();
        },
        (error: unknown) => {
          this.surroundings.fail(error);
        },
      );
    }
  }

  /** PageUp and PageDown: the section above or below. */
  #focusNext(from: number, direction: -1 | 1): void {
    const next = this.#sections.get(from - direction);
    next?.element.scrollIntoView({ block: 'nearest' });
    next?.focus();
  }
}
