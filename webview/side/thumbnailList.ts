/** All layers in thumbnails. Only what comes into view is loaded, so that a hundred layers are as quick as four. */
import type { LayerView, Overview } from '../../src/inspector/views';
import { type Component, Disposables } from '../dom/component';
import { element } from '../dom/element';
import { readColours } from '../theme/colours';
import type { Theme } from '../theme/theme';
import type { Choices } from './choices';
import type { Window } from './codePicture';
import { LayerItem } from './layerItem';
import { RovingFocus } from '../dom/rovingFocus';
import { type Digest, isMain, ownScales, type Scales, sharedScales } from './scales';
import { type ShownMatrix, shownMatrices } from './shownMatrices';
import { slotOf } from './thumbnail';
import { largestOf, type ThumbnailData, type ThumbnailSource } from './thumbnailSource';

/** So many layers are loaded before it is known what is in view. */
const FIRST = 8;

export interface ListLook {
  readonly overview: Overview;
  readonly choices: Choices;
  /** Of a thumbnail's picture, in CSS pixels. */
  readonly width: number;
}

export interface ListSurroundings {
  readonly source: ThumbnailSource;
  readonly theme: Theme;
  open(shown: ShownMatrix, window: Window | undefined): void;
  fail(error: unknown): void;
}

/** What the colours on screen mean. */
export interface ScaleOnScreen {
  readonly signed: boolean;
  /** The magnitude at the end of the scale; undefined where each thumbnail has its own. */
  readonly shared: number | undefined;
}

/** A look with all that follows from it. */
interface Plan extends ListLook {
  readonly shown: ReadonlyMap<number, readonly ShownMatrix[]>;
  readonly scales: Scales;
  /** Indices of layers from top to bottom. */
  readonly order: readonly number[];
}

export class ThumbnailList implements Component {
  readonly element = element('ol', { class: 'layer-items', role: 'list' });
  readonly #items = new Map<number, LayerItem>();
  readonly #visible = new Set<number>();
  /** Layers whose numbers are not of the present plan. */
  readonly #behind = new Set<number>();
  readonly #disposables = new Disposables();
  readonly #visibility: IntersectionObserver;
  readonly #focus: RovingFocus;
  #plan: Plan | undefined;

  constructor(readonly surroundings: ListSurroundings) {
    this.#focus = this.#disposables.own(new RovingFocus(this.element, '.thumb'));
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
    this.#disposables.add(
      surroundings.theme.watch(() => {
        const colours = readColours();
        for (const item of this.#items.values()) item.paint(colours);
      }),
    );
  }

  /** Loads what is in view; the returned function shows it, and says what the colours mean. */
  async prepare(look: ListLook): Promise<() => ScaleOnScreen> {
    const { overview, choices } = look;
    const shown = new Map(
      overview.layers.map((layer) => [layer.index, shownMatrices(overview, layer, choices.quantity)]),
    );
    const needsAll = choices.scale === 'shared' || choices.sort === 'largest';
    const digests = needsAll ? await this.#digests([...shown.values()].flat()) : [];
    const scales = choices.scale === 'shared' ? sharedScales(digests) : ownScales;
    const order = choices.sort === 'largest' ? byLargest(digests, overview) : outputFirst(overview);
    const plan = { ...look, shown, scales, order };
    const isNew = overview.layers.length !== this.#items.size;
    const data = await this.#load(plan, this.#inView(order));
    return () => {
      this.#plan = plan;
      this.#place(plan, isNew);
      this.#show(plan, data);
      this.#focus.settle();
      this.#catchUp();
      const isSigned = [...data.values()].flat().some(({ signed }) => signed);
      return { shared: scales.shared, signed: isSigned };
    };
  }

  /** Marks the layer that was opened in the panel last; undefined: none. */
  mark(layer: number | undefined): void {
    for (const { index, element: own } of this.#items.values()) {
      if (index === layer) own.setAttribute('aria-current', 'true');
      else own.removeAttribute('aria-current');
    }
  }

  dispose(): void {
    this.#visibility.disconnect();
    this.#disposables.dispose();
    this.element.remove();
  }

  /** The layers that will be in view in this order, as far as that can be known. */
  #inView(order: readonly number[]): readonly number[] {
    const before = this.#plan?.order ?? [];
    const places = before.flatMap((index, place) => (this.#visible.has(index) ? [place] : []));
    const isKnown = before.length === order.length && places.length > 0;
    return isKnown ? places.map((place) => order[place]!) : order.slice(0, FIRST);
  }

  async #digests(shown: readonly ShownMatrix[]): Promise<readonly Digest[]> {
    const { source } = this.surroundings;
    const statistics = await Promise.all(shown.map(({ matrix }) => source.statistics(matrix)));
    return shown.map((own, i) => ({ shown: own, statistics: statistics[i]! }));
  }

  /** What the thumbnails of these layers show, by layer. */
  async #load(
    { shown, width }: Plan,
    layers: readonly number[],
  ): Promise<ReadonlyMap<number, readonly ThumbnailData[]>> {
    const slots = layers.map((index) => shown.get(index)!.map((own) => slotOf(own, width)));
    const data = [...(await this.surroundings.source.load(slots.flat()))];
    return new Map(layers.map((index, i) => [index, data.splice(0, slots[i]!.length)]));
  }

  /** One item a layer, in the plan's order. */
  #place({ overview, shown, order }: Plan, isNew: boolean): void {
    if (isNew) this.#makeItems(overview.layers);
    const items = order.map((index) => this.#items.get(index)!);
    const focused = document.activeElement;
    for (const item of items) {
      const { index } = item;
      item.shape(overview.layers[index]!, shown.get(index)!);
      this.#setBehind(index, true);
    }
    const isPlaced = items.every((item, i) => this.element.children[i] === item.element);
    if (isPlaced) return;
    this.element.append(...items.map((item) => item.element));
    // What is moved loses the focus.
    if (focused instanceof HTMLElement && this.element.contains(focused)) focused.focus();
  }

  #makeItems(layers: readonly LayerView[]): void {
    this.#visibility.disconnect();
    for (const item of this.#items.values()) item.dispose();
    for (const known of [this.#items, this.#visible, this.#behind]) known.clear();
    for (const { index } of layers) {
      const item = new LayerItem(index, (shown, window) => {
        this.surroundings.open(shown, window);
      });
      this.#items.set(index, item);
      this.#visibility.observe(item.element);
    }
  }

  #show({ overview, width, scales }: Plan, loaded: ReadonlyMap<number, readonly ThumbnailData[]>): void {
    const colours = readColours();
    for (const [index, data] of loaded) {
      this.#items.get(index)!.show(overview.layers[index]!, { data, width, scales, colours });
      this.#setBehind(index, false);
    }
  }

  #setBehind(index: number, behind: boolean): void {
    if (behind) this.#behind.add(index);
    else this.#behind.delete(index);
    this.#items.get(index)!.element.classList.toggle('behind', behind);
  }

  /** Loads the layers that have come into view with old numbers, or none. */
  #catchUp(): void {
    const plan = this.#plan;
    if (plan === undefined) return;
    const wanted = [...this.#behind].filter((index) => this.#visible.has(index));
    if (wanted.length === 0) return;
    for (const index of wanted) this.#behind.delete(index);
    this.#load(plan, wanted).then(
      (data) => {
        if (this.#plan === plan) this.#show(plan, data);
      },
      (error: unknown) => {
        if (this.#plan === plan) this.surroundings.fail(error);
      },
    );
  }
}

function outputFirst({ layers }: Overview): readonly number[] {
  return layers.map(({ index }) => index).reverse();
}

function byLargest(digests: readonly Digest[], overview: Overview): readonly number[] {
  const all = digests.map(({ shown }) => shown);
  const largest = new Map<number, number>();
  for (const { shown, statistics } of digests) {
    if (!isMain(shown, all)) continue;
    const index = shown.matrix.layer!;
    largest.set(index, Math.max(largest.get(index) ?? 0, largestOf(shown, statistics)));
  }
  const of = (index: number): number => largest.get(index) ?? -1;
  // The sort is stable: layers of the same magnitude stay output first.
  return [...outputFirst(overview)].sort((a, b) => of(b) - of(a));
}
