/** One layer of the panel: its line, its grid of digits or its heatmap, its formulas. */
import * as l10n from '@vscode/l10n';
import { singular } from '../../src/inspector/naming';
import type { CellRef, Explanation, FormulaId, LayerView, Overview } from '../../src/inspector/views';
import type { CellEvents } from '../cells/cellEvents';
import { cellNames } from '../cells/cellNames';
import type { Anchor, MatrixMatch, SurfaceBoard } from '../cells/surface';
import type { MatrixSource } from '../data/matrixSource';
import { type Component, Disposables } from '../dom/component';
import { element } from '../dom/element';
import type { NumberFormat } from '../numbers/format';
import type { Theme } from '../theme/theme';
import { NOTHING_SHOWN, type Shown, shownOf } from './disclosures';
import { planGrid, type PlanRow } from './gridPlan';
import { loadValues } from './gridValues';
import { GridView } from './gridView';
import { LayerHeader } from './layerHeader';
import { LayerHeatmap } from './layerHeatmap';
import { formulaOf, linesOf, noteOf, notesOf } from './layerNotes';
import { layoutOf } from './layout';
import { Notes } from './notes';
import { shownSample } from './shownNumbers';
import { Thumbnail } from './thumbnail';

/** What the section is shown with. */
export interface SectionLook {
  readonly overview: Overview;
  readonly layer: LayerView;
  readonly open: boolean;
  readonly width: number;
  readonly format: NumberFormat;
  readonly flash: boolean;
  readonly edited: ReadonlyMap<string, CellRef>;
}

export interface SectionSurroundings {
  readonly matrices: MatrixSource;
  readonly board: SurfaceBoard;
  readonly theme: Theme;
  readonly cells: CellEvents;
  /** The user's choice of what of a layer is shown. */
  chosen(layer: number, id: string): boolean | undefined;
  disclose(layer: number, id: string, open: boolean): void;
  toggle(layer: number, open: boolean): void;
  leave(layer: number, direction: -1 | 1): void;
  point(numbers: MatrixMatch | undefined): void;
  openFormula(formula: FormulaId): void;
  readonly fail: (error: unknown) => void;
  /** Prepares and shows the section once more: something of its own has changed. */
  again(layer: number): void;
}

export class LayerSection implements Component {
  readonly element: HTMLElement;
  readonly #header: LayerHeader;
  readonly #body = element('div', { class: 'layer-body' });
  readonly #disposables = new Disposables();
  readonly #notes: Notes;
  #grid: GridView | undefined;
  #heatmap: LayerHeatmap | undefined;
  #thumbnail: Thumbnail | undefined;
  #look: SectionLook | undefined;
  #shown: Shown | undefined;
  /** Which matrix the heatmap shows. */
  #matrix = 'gradient';

  constructor(
    readonly index: number,
    readonly surroundings: SectionSurroundings,
  ) {
    const titleId = `layer-${index}-title`;
    this.element = element('section', { class: 'layer', attributes: { 'aria-labelledby': titleId } });
    this.#header = this.#disposables.own(
      new LayerHeader(titleId, {
        toggle: () => {
          surroundings.toggle(index, this.#look?.open !== true);
        },
        disclose: (id) => {
          const open = this.#shown?.disclosures.find((disclosure) => disclosure.id === id)?.open ?? false;
          surroundings.disclose(index, id, !open);
        },
      }),
    );
    this.#notes = this.#disposables.own(
      new Notes({
        point: (numbers) => {
          surroundings.point(numbers);
        },
        open: (note) => {
          const look = this.#look;
          if (look === undefined) return;
          const vector = look.layer.parameters.find(({ name }) => name === note)?.vector ?? false;
          surroundings.openFormula(formulaOf(note, look.layer.readers.length === 0, vector));
        },
      }),
    );
    this.element.append(this.#header.element, this.#body);
  }

  /** Loads what the look needs; the returned function shows it, so that all sections can change at once. */
  async prepare(look: SectionLook): Promise<() => void> {
    const { overview, layer, open, width } = look;
    const { matrices } = this.surroundings;
    if (!open) {
      const thumbnail = await Thumbnail.load(matrices, overview, layer);
      return () => {
        this.#begin(look, NOTHING_SHOWN);
        this.#close();
        this.#showThumbnail(thumbnail);
      };
    }
    const shown = shownOf(overview, layer, width, (id) => this.surroundings.chosen(layer.index, id));
    const layout = layoutOf(layer, width);
    const rows = layout === 'heatmap' ? [] : planGrid(overview, layer, shown.options);
    const [values, heat] = await Promise.all([
      loadValues(matrices, rows),
      layout === 'digits'
        ? undefined
        : LayerHeatmap.load(matrices, overview, layer, layout === 'heatmap', this.#matrix, this.#heatmap),
    ]);
    return () => {
      this.#begin(look, shown);
      this.#hideThumbnail();
      if (layout === 'heatmap') this.#removeGrid();
      else this.#showGrid(look, rows, values, shown);
      if (heat === undefined) {
        this.#heatmap?.dispose();
        this.#heatmap = undefined;
      } else {
        this.#heatmap ??= this.#makeHeatmap();
        this.#heatmap.show({ ...look, ...heat, withVectors: layout === 'heatmap' });
      }
      this.#placeNotes(look, rows);
    };
  }

  /** Focuses the layer's numbers; where they are closed, its line. */
  focus(): void {
    if (this.#grid !== undefined) this.#grid.focus();
    else if (this.#heatmap !== undefined) this.#heatmap.focus();
    else this.#header.focus();
  }

  /** Focuses δ's first number. */
  focusDelta(): void {
    const { overview } = this.#look ?? {};
    const row = overview === undefined ? 0 : (shownSample(overview) ?? 0);
    const cell: CellRef = { quantity: 'delta', layer: this.index, row, column: 0 };
    if (this.#grid?.focusCell(cell) !== true) this.focus();
  }

  /** Which matrix the heatmap shows from the next look on. */
  choose(matrix: string): void {
    this.#matrix = matrix;
  }

  /** Brings a number into view within what is open; undefined where nothing of that shows it. */
  reveal(cell: CellRef): Anchor | undefined {
    return this.#grid?.find(cell) ?? this.#heatmap?.reveal(cell);
  }

  /** Marks the margin formula of the number whose proof is open. */
  inspect(explanation: Explanation | undefined): void {
    const own = explanation?.cell.layer === this.index ? explanation : undefined;
    this.#notes.mark(noteOf(own?.formula, own?.cell.parameter));
  }

  dispose(): void {
    this.#close();
    this.#hideThumbnail();
    this.#disposables.dispose();
    this.element.remove();
  }

  #begin(look: SectionLook, shown: Shown): void {
    this.#look = look;
    this.#shown = shown;
    this.element.classList.toggle('shut', !look.open);
    this.#header.show(look.layer, look.overview.notation, look.open, shown.disclosures);
  }

  #close(): void {
    this.#removeGrid();
    this.#heatmap?.dispose();
    this.#heatmap = undefined;
    this.#notes.show([]);
  }

  #removeGrid(): void {
    this.#grid?.dispose();
    this.#grid = undefined;
  }

  #showGrid(
    { overview, layer, format, flash, edited }: SectionLook,
    rows: readonly PlanRow[],
    values: Awaited<ReturnType<typeof loadValues>>,
    { options }: Shown,
  ): void {
    this.#grid ??= this.#makeGrid();
    const beside = options.beside && options.parameters.length > 0;
    const gradients = options.gradients
      ? layer.parameters.map(({ name }) => l10n.t('{0} gradient', singular(name)))
      : [];
    const symbols = layer.parameters.filter(({ name }) => options.parameters.includes(name));
    this.#grid.show({
      label: l10n.t(
        'Layer {0} {1}: {2}',
        layer.index + 1,
        layer.name,
        listed([l10n.t('delta'), ...gradients]),
      ),
      units: layer.units,
      rows,
      values,
      format,
      names: cellNames(overview),
      dead: new Set(layer.deadUnits),
      besideLabel: beside ? symbols.map(({ symbol }) => symbol).join(', ') : undefined,
      flash,
      edited,
    });
    this.surroundings.board.remark(this.#grid);
  }

  #makeGrid(): GridView {
    const grid = new GridView(this.surroundings.cells, (direction) => {
      this.surroundings.leave(this.index, direction);
    });
    const remove = this.surroundings.board.add(grid);
    const dispose = grid.dispose.bind(grid);
    grid.dispose = () => {
      remove();
      dispose();
    };
    this.#body.prepend(this.#notes.element, grid.element);
    return grid;
  }

  #makeHeatmap(): LayerHeatmap {
    const heatmap = new LayerHeatmap({
      ...this.surroundings,
      leave: (direction: -1 | 1) => {
        this.surroundings.leave(this.index, direction);
      },
      choose: (id: string) => {
        this.choose(id);
        this.surroundings.again(this.index);
      },
    });
    this.#body.append(heatmap.element);
    return heatmap;
  }

  #placeNotes({ overview, layer }: SectionLook, rows: readonly PlanRow[]): void {
    const notes = notesOf(overview, layer);
    this.#notes.show(notes);
    const grid = this.#grid?.element;
    if (grid === undefined || this.#heatmap !== undefined) {
      this.#notes.placeAbove();
      this.#body.prepend(this.#notes.element);
      return;
    }
    this.#body.prepend(this.#notes.element);
    const lines = linesOf(rows);
    this.#notes.place(grid, layer.units + 3, (id) => lines.get(id));
    this.#notes.fit(this.#marginOf(grid));
    this.#notes.place(grid, layer.units + 3, (id) => lines.get(id));
  }

  /** Width that the margin formulas have. */
  #marginOf(grid: HTMLElement): number {
    const all = grid.getBoundingClientRect();
    const last = grid.querySelector('.unit:last-child')?.getBoundingClientRect();
    const beside = grid.querySelector('.wlab')?.getBoundingClientRect();
    return (beside?.left ?? all.right) - (last?.right ?? all.left);
  }

  #showThumbnail(thumbnail: Thumbnail | undefined): void {
    this.#hideThumbnail();
    this.#thumbnail = thumbnail;
    if (thumbnail === undefined) return;
    thumbnail.watch(this.surroundings.theme);
    this.#header.thumbnail.append(thumbnail.element);
  }

  #hideThumbnail(): void {
    this.#thumbnail?.dispose();
    this.#thumbnail = undefined;
  }
}

function listed(words: readonly string[]): string {
  const last = words.at(-1)!;
  return words.length === 1 ? last : l10n.t('{0} and {1}', words.slice(0, -1).join(', '), last);
}
