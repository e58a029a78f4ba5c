/** The parts of the panel, and whom the events of each go to. */
import * as l10n from '@vscode/l10n';
import type { CellRef, Explanation, FormulaId, Selection } from '../src/inspector/views';
import type { PanelState } from '../src/protocol/panelContract';
import type { CellNames } from './cells/cellNames';
import { SurfaceBoard } from './cells/surface';
import { AlertLine } from './chrome/alertLine';
import { CompareView } from './compare/compareView';
import { ExplanationSource } from './data/explanations';
import { MatrixSource } from './data/matrixSource';
import { type Component, Disposables } from './dom/component';
import { element } from './dom/element';
import { FlowStrip } from './flow/flowStrip';
import { Header } from './header/header';
import type { PanelHost } from './host';
import { LayerList } from './layers/layerList';
import { ProofController } from './proof/proofController';
import { FormulaSheet } from './sheet/formulaSheet';
import type { SavedView } from './state/viewState';
import { Banner } from './states/banner';
import { ProgressLine } from './states/progress';
import { StatePage } from './states/statePage';
import type { Theme } from './theme/theme';
import { WhatIfController } from './whatIf/whatIfController';

/** What the parts ask of the panel that they are in. */
export interface PartsSurroundings {
  readonly host: PanelHost;
  readonly view: SavedView;
  readonly theme: Theme;
  state(): PanelState | undefined;
  selection(): Selection;
  names(): CellNames;
  /** Resolves when the numbers that the host told of last are on screen. */
  settled(): Promise<unknown>;
  /** Other numbers have just been asked for. */
  asked(): void;
  /** The user chose something of the view: all of it is shown anew. */
  refresh(): void;
  /** Whether a run is long enough to speak of it has changed. */
  waits(patient: boolean): void;
  show(cell: CellRef): void;
  showSheet(open: boolean): void;
  toggleCompare(): void;
  toggleWhatIf(): void;
  goToLayer(layer: number): void;
  openFormula(formula: FormulaId): void;
  inspect(explanation: Explanation | undefined): void;
}

export class PanelParts {
  readonly main = element('main', { class: 'main', attributes: { tabindex: '-1' } });
  readonly alert = new AlertLine();
  readonly board = new SurfaceBoard();
  readonly matrices: MatrixSource;
  readonly explanations: ExplanationSource;
  readonly proof: ProofController;
  readonly header: Header;
  readonly flow: FlowStrip;
  readonly layers: LayerList;
  readonly sheet: FormulaSheet;
  readonly compare: CompareView;
  readonly whatIf: WhatIfController;
  readonly banner: Banner;
  readonly page: StatePage;
  readonly progress: ProgressLine;
  readonly #live = element('div', { class: 'sr', role: 'status', attributes: { 'aria-live': 'polite' } });
  readonly #disposables = new Disposables();

  constructor(readonly surroundings: PartsSurroundings) {
    const { host } = surroundings;
    const own = <C extends Component>(component: C): C => this.#disposables.own(component);
    this.matrices = new MatrixSource(host);
    this.explanations = new ExplanationSource(host);
    this.proof = this.#disposables.own(this.#makeProof());
    this.compare = own(this.#makeCompare());
    // Before the layers: while it is in view, a number is here.
    this.#disposables.add(this.board.add(this.compare));
    this.header = own(this.#makeHeader());
    this.flow = own(
      new FlowStrip((layer) => {
        surroundings.goToLayer(layer);
      }),
    );
    this.layers = own(this.#makeLayers());
    this.sheet = own(
      new FormulaSheet({
        point: (numbers) => {
          this.board.outline(numbers);
        },
        close: () => {
          surroundings.showSheet(false);
        },
      }),
    );
    const pages = {
      run: () => {
        this.#follow(host.run());
      },
      agree: (bytes: number) => {
        this.#follow(host.agree(bytes));
      },
      cancel: () => {
        this.#follow(host.cancel());
      },
      goToIssue: (index: number) => {
        this.#follow(host.goToIssue(index));
      },
    };
    this.banner = own(new Banner(pages));
    this.page = own(new StatePage(pages));
    this.progress = own(
      new ProgressLine((visible) => {
        surroundings.waits(visible);
      }),
    );
    this.#disposables.add(this.board.add(this.header));
    this.whatIf = own(this.#makeWhatIf());
    this.header.element.append(this.whatIf.bar.element);
    this.main.append(this.banner.element, this.flow.element, this.layers.element, this.compare.element);
  }

  /** In the order of the page. */
  get elements(): readonly Element[] {
    return [
      this.progress.element,
      this.header.element,
      this.main,
      this.sheet.element,
      this.page.element,
      this.alert.element,
      this.#live,
      this.proof.card.element,
      this.whatIf.element,
    ];
  }

  /** Tells those who listen. */
  announce(text: string): void {
    // A screen reader repeats a text only where it changed.
    this.#live.textContent = this.#live.textContent === text ? `${text} ` : text;
  }

  dispose(): void {
    this.#disposables.dispose();
  }

  #follow(work: Promise<unknown>): void {
    this.alert.follow(work);
  }

  #makeProof(): ProofController {
    const { surroundings } = this;
    const { host } = surroundings;
    return new ProofController(this.explanations, host, this.board, {
      selection: () => surroundings.selection(),
      fileName: () => surroundings.state()?.fileName ?? '',
      names: () => surroundings.names(),
      openFormula: (formula) => {
        surroundings.openFormula(formula);
      },
      inspect: (explanation) => {
        surroundings.inspect(explanation);
      },
      chosen: (cell) => {
        // Whether or not the editor marks it is no matter of the panel.
        host.mark(cell).catch(() => undefined);
      },
      announce: (text) => {
        this.announce(text);
      },
      fail: (error) => {
        this.alert.fail(error);
      },
    });
  }

  #makeHeader(): Header {
    const { surroundings } = this;
    const { host, view } = surroundings;
    return new Header(
      {
        chooseSample: (sample) => {
          view.change({ sample });
          surroundings.refresh();
        },
        chooseFormat: (format) => {
          view.change({ format });
          surroundings.refresh();
        },
        toggleSheet: () => {
          surroundings.showSheet(this.sheet.element.hidden !== false);
        },
        toggleCompare: () => {
          surroundings.toggleCompare();
        },
        chooseConvention: () => {
          this.#follow(host.chooseConvention());
        },
        toggleWhatIf: () => {
          surroundings.toggleWhatIf();
        },
        goToIssue: (index) => {
          this.#follow(host.goToIssue(index));
        },
        check: () => {
          this.#follow(host.checkGradients());
        },
        cancelCheck: () => {
          this.#follow(host.cancelCheck());
        },
        showCell: (cell) => {
          surroundings.show(cell);
        },
      },
      this.proof,
    );
  }

  #makeCompare(): CompareView {
    const { host } = this.surroundings;
    const follow = (work: Promise<unknown>): void => {
      this.#follow(work);
    };
    return new CompareView(
      {
        choose: () => {
          follow(host.compare());
        },
        end: () => {
          follow(host.endComparison());
        },
        copy: () => {
          follow(
            host.copyComparison().then(() => {
              this.announce(l10n.t('Report copied'));
            }),
          );
        },
        correct: (array, meaning) => {
          follow(host.correct(array, meaning));
        },
        goTo: (range) => {
          follow(host.goToNumbers(range));
        },
        useNotation: (notation) => {
          follow(host.useNotation(notation));
        },
        load: (request) => host.comparedMatrix(request),
        follow,
      },
      this.proof,
    );
  }

  #makeWhatIf(): WhatIfController {
    const { surroundings } = this;
    const { host, view } = surroundings;
    return new WhatIfController(this.layers.element, {
      ...{ host, view, board: this.board, explanations: this.explanations },
      selection: () => surroundings.selection(),
      names: () => surroundings.names(),
      settled: () => surroundings.settled(),
      asked: () => {
        surroundings.asked();
      },
      began: () => {
        this.proof.close(false);
      },
      announce: (text) => {
        this.announce(text);
      },
      follow: (work) => {
        this.#follow(work);
      },
      fail: (error) => {
        this.alert.fail(error);
      },
    });
  }

  #makeLayers(): LayerList {
    const { surroundings } = this;
    const { view, theme } = surroundings;
    return new LayerList({
      ...{ matrices: this.matrices, board: this.board, theme, cells: this.proof },
      isOpen: (layer) => view.current.open[layer],
      // Who wants to try other numbers sees those of the file.
      chosen: (layer, id) =>
        view.current.shown[`${layer}/${id}`] ?? (view.current.trying && id !== 'values' ? true : undefined),
      toggle: (layer, open) => {
        view.change({ open: { ...view.current.open, [layer]: open } });
        surroundings.refresh();
      },
      disclose: (layer, id, open) => {
        view.change({ shown: { ...view.current.shown, [`${layer}/${id}`]: open } });
        surroundings.refresh();
      },
      point: (numbers) => {
        this.board.outline(numbers);
      },
      openFormula: (formula) => {
        surroundings.openFormula(formula);
      },
      fail: (error) => {
        this.alert.fail(error);
      },
    });
  }
}
