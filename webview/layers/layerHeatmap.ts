/** The heatmap of a large layer: which of its matrices, and the formulas above it. */
import * as l10n from '@vscode/l10n';
import type { CellRef, LayerView, Overview } from '../../src/inspector/views';
import type { CellEvents } from '../cells/cellEvents';
import type { Anchor, SurfaceBoard } from '../cells/surface';
import { Segments } from '../chrome/segments';
import type { MatrixSource } from '../data/matrixSource';
import { type Component, Disposables } from '../dom/component';
import { element } from '../dom/element';
import type { HeatMatrix } from '../heatmap/heatMatrix';
import { Heatmap } from '../heatmap/heatmap';
import { count, type NumberFormat } from '../numbers/format';
import type { Theme } from '../theme/theme';
import { areaOf, choicesOf, loadMatrix, type MatrixChoice } from './layerMatrices';

export interface LayerHeatLook {
  readonly overview: Overview;
  readonly layer: LayerView;
  readonly width: number;
  readonly format: NumberFormat;
  readonly withVectors: boolean;
  readonly choice: string;
  readonly heat: HeatMatrix | undefined;
  readonly edited: ReadonlyMap<string, CellRef>;
}

export interface LayerHeatSurroundings {
  readonly matrices: MatrixSource;
  readonly board: SurfaceBoard;
  readonly theme: Theme;
  readonly cells: CellEvents;
  leave(direction: -1 | 1): void;
  readonly fail: (error: unknown) => void;
  /** The user wants to see another matrix. */
  choose(id: string): void;
}

export class LayerHeatmap implements Component {
  readonly element = element('div');
  readonly #heatmap: Heatmap;
  readonly #disposables = new Disposables();
  #signature = '';
  #select: (id: string) => void = () => undefined;

  constructor(readonly surroundings: LayerHeatSurroundings) {
    this.#heatmap = this.#disposables.own(new Heatmap(surroundings));
    this.#disposables.add(surroundings.board.add(this.#heatmap));
    this.element.append(this.#heatmap.element);
  }

  /**
   * @param chosen the matrix that is wanted; the first where it is none of this layer's.
   * @param before what is on screen: where it shows the same matrix, the numbers for it are got too.
   */
  static async load(
    source: MatrixSource,
    overview: Overview,
    layer: LayerView,
    withVectors: boolean,
    chosen: string,
    before: LayerHeatmap | undefined,
  ): Promise<Pick<LayerHeatLook, 'heat' | 'choice'>> {
    const choices = choicesOf(overview, layer, withVectors);
    const choice = choices.find(({ id }) => id === chosen) ?? choices[0];
    if (choice === undefined) return { heat: undefined, choice: '' };
    const [heat] = await Promise.all([
      loadMatrix(source, overview, layer, choice),
      before === undefined ? undefined : before.#heatmap.renew(areaOf(choice)),
    ]);
    return { heat, choice: choice.id };
  }

  show({ overview, layer, width, format, withVectors, choice, heat, edited }: LayerHeatLook): void {
    this.#showChoices(choicesOf(overview, layer, withVectors), choice);
    if (heat !== undefined) this.#heatmap.show({ heat, format, width, edited: [...edited.values()] });
  }

  focus(): void {
    this.#heatmap.focus();
  }

  /** Brings a number into the heatmap's view; undefined where it does not have it. */
  reveal(cell: CellRef): Anchor | undefined {
    return this.#heatmap.reveal(cell);
  }

  dispose(): void {
    this.#disposables.dispose();
    this.element.remove();
  }

  #showChoices(choices: readonly MatrixChoice[], chosen: string): void {
    const offered = choices.map(({ id, latex, label, rows, columns }) => ({
      value: id,
      latex,
      label: l10n.t('{0}, {1} by {2}', label, rows, columns),
      text: `${count(rows)} × ${count(columns)}`,
    }));
    const signature = JSON.stringify(offered);
    if (signature !== this.#signature) {
      this.#signature = signature;
      const segments = new Segments(l10n.t('matrix'), offered, (id) => {
        this.surroundings.choose(id);
      });
      segments.element.classList.add('matrices');
      this.#heatmap.tools.choice.replaceChildren(segments.element);
      this.#select = (id) => {
        segments.select(id);
      };
    }
    this.#select(chosen);
  }
}
