/** The whole panel: takes the session's state from the host and keeps every part in step with it. */
import type { CellRef, MatrixRef, Overview } from '../src/inspector/views';
import type { Focus } from '../src/protocol/focus';
import { fileRunOf } from '../src/protocol/fileRun';
import type { PanelState } from '../src/protocol/panelContract';
import type { PictureFormat } from '../src/protocol/shapes';
import { type CellNames, cellNames } from './cells/cellNames';
import { describeSelection } from './cells/editorContext';
import { LastFocus } from './cells/lastFocus';
import { LastLoad } from './data/lastLoad';
import { OverviewSource } from './data/overviewSource';
import { type Component, Disposables } from './dom/component';
import { contentWidth } from './dom/contentWidth';
import { element } from './dom/element';
import { scrollIntoSight } from './dom/scrollIntoSight';
import { RunFindings } from './findings/runFindings';
import type { PanelHost } from './host';
import { WantedCell } from './layers/wantedCell';
import type { Way } from './layers/wayTo';
import { PanelParts, type PartsSurroundings } from './panelParts';
import { ShownPage } from './shownPage';
import { SavedScroll } from './state/savedScroll';
import type { SavedView } from './state/viewState';
import { questionText } from './states/memoryQuestion';
import { fontsReady } from './theme/fonts';
import type { Theme } from './theme/theme';

/** From this width on the sheet is open before anyone opened or closed it. */
const ROOM_FOR_SHEET = 900;

export class PanelView implements Component {
  readonly element = element('div', { class: 'app' });
  readonly #disposables = new Disposables();
  readonly #lastFocus = this.#disposables.own(new LastFocus(this.element));
  readonly #parts: PanelParts;
  readonly #shownPage: ShownPage;
  readonly #overviews: OverviewSource;
  readonly #findings: RunFindings;
  readonly #wanted: WantedCell;
  readonly #scroll: SavedScroll;
  readonly #loads = new LastLoad();
  #state: PanelState | undefined;
  #overview: Overview | undefined;
  #names: CellNames = () => '';
  /** The run is long enough to speak of it. */
  #patient = false;
  /** The file's run that the numbers on screen are of. */
  #shownFileRun: number | undefined;
  /** What the formula sheet was made of. */
  #sheetOf = '';
  #width = 0;

  constructor(
    readonly host: PanelHost,
    readonly view: SavedView,
    readonly theme: Theme,
  ) {
    this.#wanted = new WantedCell(view);
    this.#scroll = this.#disposables.own(new SavedScroll(view));
    this.#overviews = new OverviewSource(host, view);
    this.#parts = this.#disposables.own(new PanelParts(this.#surroundings()));
    this.#shownPage = new ShownPage(this.element, this.#parts);
    this.#findings = this.#disposables.own(
      new RunFindings(host, {
        show: (findings) => {
          this.#parts.header.showFindings(findings, this.#names);
        },
        fail: (error) => {
          this.#parts.alert.fail(error);
        },
      }),
    );
    this.element.append(...this.#parts.elements);
    this.#watchSizes();
  }

  /** The host's news. */
  setState(state: PanelState): void {
    const before = this.#state;
    this.#state = state;
    this.view.show(state.model);
    this.#parts.progress.show(state.status === 'running', state.progress);
    this.#showState();
    // With numbers on screen the header's status says so.
    if (state.run === undefined && state.memory !== undefined && before?.memory === undefined) {
      this.#parts.announce(questionText(state.memory));
    }
    if (state.check?.status === 'failed' && before?.check?.status !== 'failed')
      this.#parts.announce(state.check.reason);
    // A webview that is built again shows what it showed before.
    const isNew = before !== undefined && before.comparison === undefined;
    if (state.comparison !== undefined && isNew) this.view.change({ comparing: true });
    this.#showCompare();
    if (state.run === undefined || state.run === before?.run) return;
    this.#parts.explanations.clear();
    if (!this.#overviews.isAhead) this.#parts.matrices.clear();
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
    if (this.#overview !== undefined && !this.#loads.isLoading) this.#refreshAll(false);
  }

  /** Marks the number that the editor's cursor is on, in sight where it is on screen at all; undefined: none. */
  mark(cell: CellRef | undefined): void {
    this.#parts.board.mirror(cell);
    const anchor = cell === undefined ? undefined : this.#parts.board.find(cell);
    if (anchor === undefined) return;
    scrollIntoSight(anchor.rect(), this.#parts.header.element.getBoundingClientRect().bottom);
  }

  /** The number or matrix that had the keyboard's focus last. */
  focused(): Focus | undefined {
    return this.#lastFocus.current;
  }

  /** The heatmap of a matrix as a file; undefined where none is on screen. */
  async picture(matrix: MatrixRef, format: PictureFormat): Promise<Uint8Array<ArrayBuffer> | undefined> {
    return this.#parts.board.picture(matrix, format, this.#overview?.name ?? '');
  }

  dispose(): void {
    this.#disposables.dispose();
    this.element.remove();
  }

  #surroundings(): PartsSurroundings {
    const { host, view, theme } = this;
    return {
      ...{ host, view, theme },
      state: () => this.#state,
      selection: () => this.#overviews.selection,
      names: () => this.#names,
      settled: () => this.#loads.settled,
      asked: () => {
        this.#askAhead();
      },
      refresh: () => {
        this.#refreshAll(false);
      },
      waits: (patient) => {
        this.#patient = patient;
        this.#showState();
      },
      show: (cell) => {
        this.show(cell);
      },
      showSheet: (open) => {
        this.#showSheet(open);
      },
      toggleCompare: () => {
        if (this.#state?.comparison === undefined) this.#parts.alert.follow(host.compare());
        else this.#chooseComparing(!view.current.comparing);
      },
      toggleWhatIf: () => {
        view.change({ trying: !view.current.trying });
        this.#showState();
        this.#refreshAll(false);
      },
      goToLayer: (layer) => {
        this.#goToLayer(layer);
      },
      openFormula: (formula) => {
        if (this.#parts.sheet.element.hidden) this.#showSheet(true);
        this.#parts.sheet.open(formula);
      },
      inspect: (explanation) => {
        this.#parts.sheet.inspect(explanation);
        this.#parts.layers.inspect(explanation);
      },
    };
  }

  #watchSizes(): void {
    const resized = new ResizeObserver(() => {
      this.element.style.setProperty('--head-height', `${this.#parts.header.element.offsetHeight}px`);
      this.#parts.proof.settle();
      this.#parts.whatIf.settle();
      const width = contentWidth(this.#parts.main);
      if (width === this.#width || width === 0) return;
      this.#width = width;
      this.#parts.flow.fit(width);
      if (this.#overview !== undefined) this.#refreshAll(false);
    });
    for (const part of [this.#parts.header, this.#parts.banner, this.#parts.flow])
      resized.observe(part.element);
    resized.observe(this.#parts.main);
    this.#disposables.add(() => {
      resized.disconnect();
    });
  }

  #showState(): void {
    const state = this.#state;
    if (state === undefined) return;
    this.#parts.header.showRun(state, this.#overview);
    this.#parts.header.showCheck(state.check, this.#names);
    this.#parts.whatIf.show(state, this.#overview);
    this.#parts.header.showWhatIf(!this.#parts.whatIf.bar.element.hidden);
    this.#shownPage.showState(state, this.#overview !== undefined, this.#patient);
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
    const { comparing, format } = this.view.current;
    const isShown = comparing && state !== undefined && overview !== undefined;
    this.#shownPage.showCompare(isShown ? { state, overview, format, names: this.#names } : undefined);
  }

  #refreshAll(flash: boolean): void {
    const load = this.#loads.begin((isLate) => this.#load(flash, isLate));
    this.#parts.alert.follow(
      load.then((isLast) => {
        if (!isLast) return;
        if (this.#overview !== undefined) this.#findings.load(this.#overview.run, this.#isTried);
        // What is wanted since this load looked for its way needs one of its own.
        if (this.#wanted.cell !== undefined) this.#refreshAll(false);
      }),
    );
  }

  /** Everything on screen changes at once, when all of it has arrived. */
  async #load(flash: boolean, isLate: () => boolean): Promise<void> {
    const { isAhead } = this.#overviews;
    let overview = await this.#overviews.takeAhead(this.#state?.run);
    if (isLate()) return;
    if (overview === undefined) {
      // What came with it is of another run, too.
      if (isAhead) this.#parts.matrices.clear();
      this.#loadAhead();
      overview = await this.#overviews.get(this.#isSameFileRun);
    }
    if (isLate()) return;
    const isFirst = !this.#scroll.isRestored;
    if (isFirst) {
      // The page must have its shape before its parts can be measured.
      this.#overview = overview;
      this.#parts.header.show(overview, this.view.current.format);
      this.#showState();
      this.#showSheet(this.view.current.sheet ?? innerWidth >= ROOM_FOR_SHEET, false);
    }
    this.#width = contentWidth(this.#parts.main);
    const wanted = this.#wanted.cell;
    const way = this.#wanted.openWay(overview, this.#width);
    if (way !== undefined && way.sample !== overview.sample) {
      overview = await this.#overviews.get(this.#isSameFileRun);
      if (isLate()) return;
    }
    const { format, scroll } = this.view.current;
    const show = await this.#parts.layers.prepare({
      ...{ overview, width: this.#width, format, flash, edited: this.#parts.whatIf.edited },
      // The page must have its whole height where it is about to be scrolled.
      all: way !== undefined || (isFirst && scroll > 0),
      way,
    });
    if (isLate()) return;
    this.#overview = overview;
    this.#shownFileRun = fileRunOf(this.#state);
    this.#names = cellNames(overview);
    this.#parts.header.show(overview, format);
    this.#findings.show(overview.run, this.#isTried);
    this.#parts.flow.show(overview);
    this.#parts.flow.fit(this.#width);
    show();
    this.#showCompare();
    describeSelection(this.element, this.#overviews.selection);
    this.#showState();
    this.#parts.proof.refresh();
    if (isFirst) {
      // A font that arrives later moves everything below its first letters.
      await fontsReady(this.element);
      if (isLate()) return;
      this.#scroll.restore();
    }
    this.#wanted.release(wanted);
    if (way !== undefined) this.#bringIntoSight(way);
    if (!this.#parts.sheet.element.hidden) await this.#loadSheet();
  }

  /** Where only numbers are tried, what is shown is known before the overview: all of it is asked for at once. */
  #loadAhead(): void {
    const overview = this.#overview;
    const { format, sample } = this.view.current;
    if (overview === undefined || !this.#isSameFileRun || overview.sample !== sample) return;
    const look = { overview, width: this.#width, format, flash: false, edited: this.#parts.whatIf.edited };
    // Whoever shows it asks again and hears of errors.
    this.#parts.layers.prepare({ ...look, all: false, way: undefined }).catch(() => undefined);
  }

  /**
   * Asks for what a change of numbers will show, in the same turn as for the change and so behind it: nobody has to wait
   * for the news of its run first.
   */
  #askAhead(): void {
    if (!this.#isSameFileRun) return;
    this.#parts.matrices.clear();
    this.#overviews.askAhead();
    this.#loadAhead();
  }

  /** Whether the numbers are others than the file's. */
  get #isTried(): boolean {
    return this.#state?.whatIf !== undefined;
  }

  /** Whether the numbers on screen, of this run or tried ones, are of the text that the next ones are of. */
  get #isSameFileRun(): boolean {
    return this.#shownFileRun !== undefined && this.#shownFileRun === fileRunOf(this.#state);
  }

  /** The number gets the focus, and its proof opens as it does for the keyboard. */
  #bringIntoSight({ layer, cell }: Way): void {
    const anchor =
      layer === undefined ? this.#parts.board.find(cell) : this.#parts.layers.reveal(layer, cell);
    if (anchor === undefined) return;
    // A heatmap has its size only when it is drawn, in this frame.
    requestAnimationFrame(() => {
      anchor.focus();
      scrollIntoSight(anchor.rect(), this.#parts.header.element.getBoundingClientRect().bottom);
      this.#parts.proof.focus(anchor);
    });
  }

  #showSheet(open: boolean, byUser = true): void {
    this.#parts.sheet.element.hidden = !open;
    this.element.toggleAttribute('data-sheet', open);
    this.#parts.header.showSheet(open);
    if (byUser) this.view.change({ sheet: open });
    if (open) this.#parts.alert.follow(this.#loadSheet());
  }

  /** Formulas are of the network and the selection: numbers that are tried change nothing in them. */
  async #loadSheet(): Promise<void> {
    const key = JSON.stringify([this.#overviews.selection, fileRunOf(this.#state)]);
    if (key === this.#sheetOf) return;
    this.#sheetOf = key;
    this.#parts.sheet.show(await this.host.sheet(this.#overviews.selection));
  }

  #goToLayer(layer: number): void {
    this.#chooseComparing(false);
    if (this.view.current.open[layer] === false) {
      this.view.change({ open: { ...this.view.current.open, [layer]: true } });
    }
    this.#parts.layers.goTo(layer);
  }
}
