/** The whole panel: takes the session's state from the host and keeps every part in step with it. */
import * as l10n from '@vscode/l10n';
import type { CellRef, Explanation, FormulaId, MatrixRef, Overview, Selection } from '../src/inspector/views';
import type { Focus } from '../src/protocol/focus';
import { fileRunOf } from '../src/protocol/fileRun';
import type { PanelState } from '../src/protocol/panelContract';
import type { PictureFormat } from '../src/protocol/shapes';
import { type CellNames, cellNames } from './cells/cellNames';
import { describeSelection } from './cells/editorContext';
import { LastFocus } from './cells/lastFocus';
import { SurfaceBoard } from './cells/surface';
import { AlertLine } from './chrome/alertLine';
import { CompareView } from './compare/compareView';
import { ExplanationSource } from './data/explanations';
import { MatrixSource } from './data/matrixSource';
import { type Component, Disposables } from './dom/component';
import { element } from './dom/element';
import { scrollIntoSight } from './dom/scrollIntoSight';
import { FlowStrip } from './flow/flowStrip';
import { Header } from './header/header';
import type { PanelHost } from './host';
import { LayerList } from './layers/layerList';
import { WantedCell } from './layers/wantedCell';
import type { Way } from './layers/wayTo';
import { ProofController } from './proof/proofController';
import { FormulaSheet } from './sheet/formulaSheet';
import type { SavedView } from './state/viewState';
import { Banner } from './states/banner';
import { questionText } from './states/memoryQuestion';
import { ProgressLine } from './states/progress';
import { StatePage } from './states/statePage';
import { fontsReady } from './theme/fonts';
import type { Theme } from './theme/theme';
import { WhatIfController } from './whatIf/whatIfController';

/** Milliseconds after which findings of numbers that are tried are looked for. */
const PATIENCE = 300;

/** From this width on the sheet is open before anyone opened or closed it. */
const ROOM_FOR_SHEET = 900;

export class PanelView implements Component {
  readonly element = element('div', { class: 'app' });
  readonly #main = element('main', { class: 'main', attributes: { tabindex: '-1' } });
  readonly #page: StatePage;
  readonly #live = element('div', { class: 'sr', role: 'status', attributes: { 'aria-live': 'polite' } });
  readonly #alert = new AlertLine();
  readonly #disposables = new Disposables();
  readonly #lastFocus = this.#disposables.own(new LastFocus(this.element));
  readonly #matrices: MatrixSource;
  readonly #explanations: ExplanationSource;
  readonly #board = new SurfaceBoard();
  readonly #proof: ProofController;
  readonly #header: Header;
  readonly #flow: FlowStrip;
  readonly #layers: LayerList;
  readonly #sheet: FormulaSheet;
  readonly #compare: CompareView;
  readonly #whatIf: WhatIfController;
  readonly #banner: Banner;
  readonly #progress: ProgressLine;
  readonly #wanted: WantedCell;
  #state: PanelState | undefined;
  #overview: Overview | undefined;
  #names: CellNames = () => '';
  /** The run is long enough to speak of it. */
  #patient = false;
  /** Rises with every refresh: late answers of former ones are dropped. */
  #refresh = 0;
  #isLoading = false;
  /** The last refresh, when it has ended. */
  #settled: Promise<void> = Promise.resolve();
  /** The overview of what a change of numbers will show, where it is under way. */
  #ahead: Promise<Overview> | undefined;
  /** The run whose findings are on screen, or asked for. */
  #examined: number | undefined;
  #examining: ReturnType<typeof setTimeout> | undefined;
  /** The file's run that the numbers on screen are of. */
  #shownFileRun: number | undefined;
  /** What the formula sheet was made of. */
  #sheetOf = '';
  #width = 0;
  /** The saved scroll position is restored; from now on it is kept. */
  #isPlaced = false;

  constructor(
    readonly host: PanelHost,
    readonly view: SavedView,
    readonly theme: Theme,
  ) {
    const own = <C extends Component>(component: C): C => this.#disposables.own(component);
    this.#wanted = new WantedCell(view);
    this.#matrices = new MatrixSource(host);
    this.#explanations = new ExplanationSource(host);
    this.#proof = this.#disposables.own(
      new ProofController(this.#explanations, host, this.#board, {
        selection: () => this.#selection(),
        fileName: () => this.#state?.fileName ?? '',
        names: () => this.#names,
        openFormula: (formula) => {
          this.#openFormula(formula);
        },
        inspect: (explanation) => {
          this.#inspect(explanation);
        },
        chosen: (cell) => {
          // Whether or not the editor marks it is no matter of the panel.
          host.mark(cell).catch(() => undefined);
        },
        announce: (text) => {
          this.#announce(text);
        },
        fail: (error) => {
          this.#alert.fail(error);
        },
      }),
    );
    this.#compare = own(this.#makeCompare());
    // Before the layers: while it is in view, a number is here.
    this.#disposables.add(this.#board.add(this.#compare));
    this.#header = own(this.#makeHeader());
    this.#flow = own(
      new FlowStrip((layer) => {
        this.#goToLayer(layer);
      }),
    );
    this.#layers = own(this.#makeLayers());
    this.#sheet = own(
      new FormulaSheet({
        point: (numbers) => {
          this.#board.outline(numbers);
        },
        close: () => {
          this.#showSheet(false);
        },
      }),
    );
    const pages = {
      run: () => {
        this.#alert.follow(host.run());
      },
      agree: (bytes: number) => {
        this.#alert.follow(host.agree(bytes));
      },
      cancel: () => {
        this.#alert.follow(host.cancel());
      },
      goToIssue: (index: number) => {
        this.#alert.follow(host.goToIssue(index));
      },
    };
    this.#banner = own(new Banner(pages));
    this.#page = own(new StatePage(pages));
    this.#progress = own(
      new ProgressLine((visible) => {
        this.#patient = visible;
        this.#showState();
      }),
    );
    this.#disposables.add(this.#board.add(this.#header));
    this.#whatIf = own(this.#makeWhatIf());
    this.#header.element.append(this.#whatIf.bar.element);
    this.#main.append(this.#banner.element, this.#flow.element, this.#layers.element, this.#compare.element);
    this.element.append(
      this.#progress.element,
      this.#header.element,
      this.#main,
      this.#sheet.element,
      this.#page.element,
      this.#alert.element,
      this.#live,
      this.#proof.card.element,
      this.#whatIf.element,
    );
    this.element.dataset['page'] = 'state';
    this.#watchWindow();
  }

  /** The host's news. */
  setState(state: PanelState): void {
    const before = this.#state;
    this.#state = state;
    this.#progress.show(state.status === 'running', state.progress);
    this.#showState();
    // With numbers on screen the header's status says so.
    if (state.run === undefined && state.memory !== undefined && before?.memory === undefined) {
      this.#announce(questionText(state.memory));
    }
    if (state.check?.status === 'failed' && before?.check?.status !== 'failed')
      this.#announce(state.check.reason);
    // A webview that is built again shows what it showed before.
    const isNew = before !== undefined && before.comparison === undefined;
    if (state.comparison !== undefined && isNew) this.view.change({ comparing: true });
    this.#showCompare();
    if (state.run === undefined || state.run === before?.run) return;
    this.#explanations.clear();
    if (this.#ahead === undefined) this.#matrices.clear();
    // Where one number was changed by hand, all that follow from it would be outlined.
    this.#refreshAll(before?.run !== undefined && fileRunOf(before) !== fileRunOf(state));
  }

  /**
   * Brings a number into view and gives it the focus, as soon as there are numbers on screen. One that the run does not
   * have is ignored.
   */
  show(cell: CellRef): void {
    this.#chooseComparing(false);
    this.#wanted.want(cell);
    if (this.#overview !== undefined && !this.#isLoading) this.#refreshAll(false);
  }

  /** Marks the number that the editor's cursor is on, in sight where it is on screen at all; undefined: none. */
  mark(cell: CellRef | undefined): void {
    this.#board.mirror(cell);
    const anchor = cell === undefined ? undefined : this.#board.find(cell);
    if (anchor === undefined) return;
    scrollIntoSight(anchor.rect(), this.#header.element.getBoundingClientRect().bottom);
  }

  /** The number or matrix that had the keyboard's focus last. */
  focused(): Focus | undefined {
    return this.#lastFocus.current;
  }

  /** The heatmap of a matrix as a file; undefined where none is on screen. */
  async picture(matrix: MatrixRef, format: PictureFormat): Promise<Uint8Array<ArrayBuffer> | undefined> {
    return this.#board.picture(matrix, format, this.#overview?.name ?? '');
  }

  dispose(): void {
    clearTimeout(this.#examining);
    this.#disposables.dispose();
    this.element.remove();
  }

  // ---- parts

  #makeHeader(): Header {
    return new Header(
      {
        chooseSample: (sample) => {
          this.view.change({ sample });
          this.#refreshAll(false);
        },
        chooseFormat: (format) => {
          this.view.change({ format });
          this.#refreshAll(false);
        },
        toggleSheet: () => {
          this.#showSheet(this.#sheet.element.hidden !== false);
        },
        toggleCompare: () => {
          if (this.#state?.comparison === undefined) {
            this.#alert.follow(this.host.compare());
            return;
          }
          this.#chooseComparing(!this.view.current.comparing);
        },
        chooseConvention: () => {
          this.#alert.follow(this.host.chooseConvention());
        },
        toggleWhatIf: () => {
          this.view.change({ trying: !this.view.current.trying });
          this.#showState();
          this.#refreshAll(false);
        },
        goToIssue: (index) => {
          this.#alert.follow(this.host.goToIssue(index));
        },
        check: () => {
          this.#alert.follow(this.host.checkGradients());
        },
        cancelCheck: () => {
          this.#alert.follow(this.host.cancelCheck());
        },
        showCell: (cell) => {
          this.show(cell);
        },
      },
      this.#proof,
    );
  }

  #makeCompare(): CompareView {
    const { host } = this;
    const follow = (work: Promise<unknown>): void => {
      this.#alert.follow(work);
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
              this.#announce(l10n.t('Report copied'));
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
      this.#proof,
    );
  }

  #makeWhatIf(): WhatIfController {
    return new WhatIfController(this.#layers.element, {
      ...{ host: this.host, view: this.view, board: this.#board, explanations: this.#explanations },
      selection: () => this.#selection(),
      names: () => this.#names,
      settled: () => this.#settled,
      asked: () => {
        this.#askAhead();
      },
      began: () => {
        this.#proof.close(false);
      },
      announce: (text) => {
        this.#announce(text);
      },
      follow: (work) => {
        this.#alert.follow(work);
      },
      fail: (error) => {
        this.#alert.fail(error);
      },
    });
  }

  #makeLayers(): LayerList {
    const { view } = this;
    return new LayerList({
      matrices: this.#matrices,
      board: this.#board,
      theme: this.theme,
      cells: this.#proof,
      isOpen: (layer) => view.current.open[layer],
      // Who wants to try other numbers sees those of the file.
      chosen: (layer, id) =>
        view.current.shown[`${layer}/${id}`] ?? (view.current.trying && id !== 'values' ? true : undefined),
      toggle: (layer, open) => {
        view.change({ open: { ...view.current.open, [layer]: open } });
        this.#refreshAll(false);
      },
      disclose: (layer, id, open) => {
        view.change({ shown: { ...view.current.shown, [`${layer}/${id}`]: open } });
        this.#refreshAll(false);
      },
      point: (numbers) => {
        this.#board.outline(numbers);
      },
      openFormula: (formula) => {
        this.#openFormula(formula);
      },
      fail: (error) => {
        this.#alert.fail(error);
      },
    });
  }

  #watchWindow(): void {
    const resized = new ResizeObserver(() => {
      this.element.style.setProperty('--head-height', `${this.#header.element.offsetHeight}px`);
      this.#proof.settle();
      this.#whatIf.settle();
      const width = this.#contentWidth();
      if (width === this.#width || width === 0) return;
      this.#width = width;
      this.#flow.fit(width);
      if (this.#overview !== undefined) this.#refreshAll(false);
    });
    for (const part of [this.#header, this.#banner, this.#flow]) resized.observe(part.element);
    resized.observe(this.#main);
    this.#disposables.add(() => {
      resized.disconnect();
    });
    let pending = 0;
    this.#disposables.listen(document, 'scroll', () => {
      cancelAnimationFrame(pending);
      pending = requestAnimationFrame(() => {
        if (this.#isPlaced) this.view.change({ scroll: Math.round(scrollY) });
      });
    });
  }

  #contentWidth(): number {
    const style = getComputedStyle(this.#main);
    return (
      this.#main.clientWidth - parseFloat(style.paddingLeft || '0') - parseFloat(style.paddingRight || '0')
    );
  }

  // ---- showing

  #selection(): Selection {
    const { sample } = this.view.current;
    return sample === undefined ? {} : { sample };
  }

  #showState(): void {
    const state = this.#state;
    if (state === undefined) return;
    this.#header.showRun(state, this.#overview);
    this.#header.showCheck(state.check, this.#names);
    this.#whatIf.show(state, this.#overview);
    this.#header.showWhatIf(!this.#whatIf.bar.element.hidden);
    const page = state.run === undefined;
    const isHeld = this.#hasFocus(this.#banner) || this.#hasFocus(this.#page);
    const hidden = { ...state, status: 'ready', memory: undefined, failure: undefined } as const;
    this.#banner.show(page ? hidden : state, this.#patient);
    const shown = page || this.#overview === undefined ? 'state' : 'numbers';
    this.element.dataset['page'] = shown;
    this.#page.show(page ? state : undefined, this.#patient);
    if (isHeld) this.#keepFocus(shown);
  }

  #chooseComparing(comparing: boolean): void {
    // Where there is nothing to compare, nobody has chosen not to.
    if (this.#state?.comparison !== undefined) this.view.change({ comparing });
    this.#showCompare();
  }

  /** The comparison, where there is one and the user wants to see it; else the layers. */
  #showCompare(): void {
    const state = this.#state?.comparison;
    const overview = this.#overview;
    const isShown = this.view.current.comparing && state !== undefined && overview !== undefined;
    const hadFocus = this.#hasFocus(this.#compare);
    this.#header.showCompare(isShown);
    this.#compare.element.hidden = !isShown;
    this.#flow.element.hidden = isShown;
    this.#layers.element.hidden = isShown;
    if (isShown) {
      const { format } = this.view.current;
      this.#compare.show({ state, overview, format, names: this.#names });
    } else if (hadFocus) {
      this.#main.focus({ preventScroll: true });
    }
  }

  #hasFocus({ element }: Component): boolean {
    return element.contains(document.activeElement);
  }

  /** The button that had the focus may be gone: the focus goes to what took its place. */
  #keepFocus(shown: 'state' | 'numbers'): void {
    const above = this.#banner.element.hidden ? this.#main : this.#banner.element;
    const place = shown === 'state' ? this.#page.element : above;
    if (!place.contains(document.activeElement)) place.focus({ preventScroll: true });
  }

  #refreshAll(flash: boolean): void {
    this.#isLoading = true;
    const load = this.#load(flash);
    this.#settled = load.catch(() => undefined);
    const refresh = this.#refresh;
    const ended = (): boolean => {
      if (refresh !== this.#refresh) return false;
      this.#isLoading = false;
      return true;
    };
    this.#alert.follow(
      load.then(
        () => {
          if (!ended()) return;
          clearTimeout(this.#examining);
          // While a number is dragged, the next one comes before them.
          if (this.#state?.whatIf === undefined) this.#loadFindings();
          else
            this.#examining = setTimeout(() => {
              this.#loadFindings();
            }, PATIENCE);
          // What is wanted since this load looked for its way needs one of its own.
          if (this.#wanted.cell !== undefined) this.#refreshAll(false);
        },
        (error: unknown) => {
          ended();
          throw error;
        },
      ),
    );
  }

  /** Everything on screen changes at once, when all of it has arrived. */
  async #load(flash: boolean): Promise<void> {
    const refresh = ++this.#refresh;
    const isLate = (): boolean => refresh !== this.#refresh;
    let overview = await this.#takeAhead();
    if (isLate()) return;
    if (overview === undefined) {
      this.#loadAhead();
      overview = await this.#fetchOverview();
    }
    if (isLate()) return;
    const isFirst = !this.#isPlaced;
    if (isFirst) {
      // The page must have its shape before its parts can be measured.
      this.#overview = overview;
      this.#header.show(overview, this.view.current.format);
      this.#showState();
      this.#showSheet(this.view.current.sheet ?? innerWidth >= ROOM_FOR_SHEET, false);
    }
    this.#width = this.#contentWidth();
    const wanted = this.#wanted.cell;
    const way = this.#wanted.openWay(overview, this.#width);
    if (way !== undefined && way.sample !== overview.sample) {
      overview = await this.#fetchOverview();
      if (isLate()) return;
    }
    const { format, scroll } = this.view.current;
    const show = await this.#layers.prepare({
      ...{ overview, width: this.#width, format, flash, edited: this.#whatIf.edited },
      // The page must have its whole height where it is about to be scrolled.
      all: way !== undefined || (isFirst && scroll > 0),
      way,
    });
    if (isLate()) return;
    this.#overview = overview;
    this.#shownFileRun = fileRunOf(this.#state);
    this.#names = cellNames(overview);
    this.#header.show(overview, format);
    // Those of the numbers before stay until there are others, where these are only tried.
    if (overview.run !== this.#examined && this.#state?.whatIf === undefined)
      this.#header.showFindings([], this.#names);
    this.#flow.show(overview);
    this.#flow.fit(this.#width);
    show();
    this.#showCompare();
    describeSelection(this.element, this.#selection());
    this.#showState();
    this.#proof.refresh();
    if (isFirst) {
      // A font that arrives later moves everything below its first letters.
      await fontsReady(this.element);
      if (isLate()) return;
      scrollTo({ top: this.view.current.scroll });
      this.#isPlaced = true;
    }
    this.#wanted.release(wanted);
    if (way !== undefined) this.#bringIntoSight(way);
    if (!this.#sheet.element.hidden) await this.#loadSheet();
  }

  /** Where only numbers are tried, what is shown is known before the overview: all of it is asked for at once. */
  #loadAhead(): void {
    const overview = this.#overview;
    const { format, sample } = this.view.current;
    if (overview === undefined || !this.#isSameFileRun || overview.sample !== sample) return;
    const look = { overview, width: this.#width, format, flash: false, edited: this.#whatIf.edited };
    // Whoever shows it asks again and hears of errors.
    this.#layers.prepare({ ...look, all: false, way: undefined }).catch(() => undefined);
  }

  /**
   * Asks for what a change of numbers will show, in the same turn as for the change and so behind it: nobody has to wait
   * for the news of its run first.
   */
  #askAhead(): void {
    if (!this.#isSameFileRun) return;
    this.#matrices.clear();
    this.#ahead = this.host.overview(this.#selection());
    this.#ahead.catch(() => undefined);
    this.#loadAhead();
  }

  /** What was asked ahead, where it is of the run to be shown: a long change is answered after what was asked behind it. */
  async #takeAhead(): Promise<Overview | undefined> {
    const ahead = this.#ahead;
    this.#ahead = undefined;
    const overview = await ahead?.catch(() => undefined);
    if (overview?.run === this.#state?.run) return overview;
    if (ahead !== undefined) this.#matrices.clear();
    return undefined;
  }

  /** Whether the numbers on screen, of this run or tried ones, are of the text that the next ones are of. */
  get #isSameFileRun(): boolean {
    return this.#shownFileRun !== undefined && this.#shownFileRun === fileRunOf(this.#state);
  }

  /** The number gets the focus, and its proof opens as it does for the keyboard. */
  #bringIntoSight({ layer, cell }: Way): void {
    const anchor = layer === undefined ? this.#board.find(cell) : this.#layers.reveal(layer, cell);
    if (anchor === undefined) return;
    // A heatmap has its size only when it is drawn, in this frame.
    requestAnimationFrame(() => {
      anchor.focus();
      scrollIntoSight(anchor.rect(), this.#header.element.getBoundingClientRect().bottom);
      this.#proof.focus(anchor);
    });
  }

  /** A saved sample may be gone from an edited batch. */
  async #fetchOverview(): Promise<Overview> {
    const { sample } = this.view.current;
    if (sample === undefined || this.#isSameFileRun) return this.host.overview(this.#selection());
    const all = await this.host.overview({});
    if (sample < all.samples && all.samples > 1) return this.host.overview({ sample });
    this.view.change({ sample: undefined });
    return all;
  }

  #showSheet(open: boolean, byUser = true): void {
    this.#sheet.element.hidden = !open;
    this.element.toggleAttribute('data-sheet', open);
    this.#header.showSheet(open);
    if (byUser) this.view.change({ sheet: open });
    if (open) this.#alert.follow(this.#loadSheet());
  }

  /** Formulas are of the network and the selection: numbers that are tried change nothing in them. */
  async #loadSheet(): Promise<void> {
    const key = JSON.stringify([this.#selection(), fileRunOf(this.#state)]);
    if (key === this.#sheetOf) return;
    this.#sheetOf = key;
    this.#sheet.show(await this.host.sheet(this.#selection()));
  }

  /** What is to be noted in the run on screen: nothing else waits for it. */
  #loadFindings(): void {
    const run = this.#overview?.run;
    if (run === undefined || run === this.#examined) return;
    this.#examined = run;
    this.host.findings().then(
      (answer) => {
        if (answer.run === this.#examined) this.#header.showFindings(answer.findings, this.#names);
      },
      (error: unknown) => {
        // A newer run has findings of its own.
        const isLate = run !== this.#examined || (error instanceof Error && error.name === 'CancelledError');
        if (isLate) return;
        this.#examined = undefined;
        this.#alert.fail(error);
      },
    );
  }

  #openFormula(formula: FormulaId): void {
    if (this.#sheet.element.hidden) this.#showSheet(true);
    this.#sheet.open(formula);
  }

  #inspect(explanation: Explanation | undefined): void {
    this.#sheet.inspect(explanation);
    this.#layers.inspect(explanation);
  }

  #goToLayer(layer: number): void {
    this.#chooseComparing(false);
    if (this.view.current.open[layer] === false) {
      this.view.change({ open: { ...this.view.current.open, [layer]: true } });
    }
    this.#layers.goTo(layer);
  }

  // ---- telling

  #announce(text: string): void {
    // A screen reader repeats a text only where it changed.
    this.#live.textContent = this.#live.textContent === text ? `${text} ` : text;
  }
}
