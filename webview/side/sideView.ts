/** The whole side view: follows the host's state and keeps every part in step with it. */
import * as l10n from '@vscode/l10n';
import type { Overview } from '../../src/inspector/views';
import type { PanelState } from '../../src/protocol/panelContract';
import type { SideState } from '../../src/protocol/sideContract';
import { AlertLine } from '../chrome/alertLine';
import { type Component, Disposables } from '../dom/component';
import { element } from '../dom/element';
import { runState } from '../header/runState';
import { Banner } from '../states/banner';
import { ProgressLine } from '../states/progress';
import { StatePage } from '../states/statePage';
import { fontsReady } from '../theme/fonts';
import type { Theme } from '../theme/theme';
import type { Choices, SavedChoices } from './choices';
import type { Window } from './codePicture';
import type { SideHost } from './host';
import { SideHeader } from './sideHeader';
import type { ShownMatrix } from './shownMatrices';
import { ThumbnailList } from './thumbnailList';
import { ThumbnailSource } from './thumbnailSource';
import { Welcome } from './welcome';

export class SideView implements Component {
  readonly element = element('div', { class: 'app side' });
  readonly #main = element('main', { class: 'side-main', attributes: { tabindex: '-1' } });
  readonly #live = element('div', { class: 'sr', role: 'status', attributes: { 'aria-live': 'polite' } });
  readonly #alert = new AlertLine();
  /** As wide as the picture of a thumbnail is. */
  readonly #probe = element('span');
  readonly #disposables = new Disposables();
  readonly #source: ThumbnailSource;
  readonly #header: SideHeader;
  readonly #banner: Banner;
  readonly #list: ThumbnailList;
  readonly #page: StatePage;
  readonly #welcome: Welcome;
  readonly #progress: ProgressLine;
  #state: SideState | undefined;
  /** The model and the run whose numbers are on screen. */
  #shown: { readonly model: string; readonly overview: Overview } | undefined;
  /** The run is long enough to speak of it. */
  #patient = false;
  /** Rises with every load: late answers of former ones are dropped. */
  #loads = 0;
  #isLoading = false;

  constructor(
    readonly host: SideHost,
    readonly saved: SavedChoices,
    readonly theme: Theme,
  ) {
    const own = <C extends Component>(component: C): C => this.#disposables.own(component);
    const act = (action: () => Promise<unknown>) => (): void => {
      this.#alert.follow(action());
    };
    this.#source = new ThumbnailSource(host);
    this.#header = own(
      new SideHeader((part) => {
        this.#choose(part);
      }),
    );
    this.#list = own(
      new ThumbnailList({
        source: this.#source,
        theme,
        open: (shown, window) => {
          this.#alert.follow(this.#open(shown, window));
        },
        fail: (error) => {
          this.#alert.fail(error);
        },
      }),
    );
    const pages = {
      run: act(() => host.run()),
      agree: (bytes: number) => {
        this.#alert.follow(host.agree(bytes));
      },
      cancel: act(() => host.cancel()),
      goToIssue: (index: number) => {
        this.#alert.follow(host.goToIssue(index));
      },
    };
    this.#banner = own(new Banner(pages));
    this.#page = own(new StatePage(pages));
    this.#welcome = own(new Welcome({ run: pages.run, openExample: act(() => host.openExample()) }));
    this.#progress = own(
      new ProgressLine((visible) => {
        this.#patient = visible;
        this.#showState();
      }),
    );
    this.#main.append(this.#banner.element, this.#list.element, legend());
    this.element.append(
      element(
        'div',
        { class: 'thumb probe', attributes: { 'aria-hidden': 'true' } },
        element('span'),
        this.#probe,
        element('span'),
      ),
      this.#progress.element,
      this.#header.element,
      this.#main,
      this.#page.element,
      this.#welcome.element,
      this.#alert.element,
      this.#live,
    );
    this.#watchWindow();
    this.#showState();
  }

  /** The host's news. */
  setState(state: SideState): void {
    const before = this.#state?.followed;
    this.#state = state;
    const { followed } = state;
    this.#progress.show(followed?.status === 'running', followed?.progress);
    const isOther = followed?.model !== before?.model || followed?.run !== before?.run;
    if (isOther) {
      this.#source.clear();
      this.#reload();
    }
    this.#showState();
  }

  dispose(): void {
    this.#disposables.dispose();
    this.element.remove();
  }

  // ---- showing

  #choose(part: Partial<Choices>): void {
    this.saved.change(part);
    this.#reload();
  }

  #showState(): void {
    const followed = this.#state?.followed;
    const overview = this.#shown?.overview;
    // Another model's numbers on screen stay until its own are there.
    const mayShow = this.#shown?.model === followed?.model || this.element.dataset['page'] === 'numbers';
    const hasNumbers = followed?.run !== undefined && overview !== undefined && mayShow;
    const isHeld = [this.#banner, this.#page, this.#welcome].some(({ element: own }) =>
      own.contains(document.activeElement),
    );
    this.element.dataset['page'] = hasNumbers ? 'numbers' : 'state';
    this.#welcome.element.hidden = this.#state === undefined || followed !== undefined;
    this.#page.element.hidden = followed === undefined;
    this.#welcome.show(this.#state?.runnable);
    this.#page.show(followed?.run === undefined ? followed : undefined, this.#patient);
    if (followed !== undefined && hasNumbers) {
      this.#banner.show(followed, this.#patient);
      this.#header.showRun(followed, overview);
    }
    this.#main.classList.toggle('dim', this.#isDim());
    if (isHeld) this.#keepFocus(hasNumbers);
    this.#announce(this.#words());
  }

  /** Whether the numbers on screen are not those of the text. */
  #isDim(): boolean {
    const followed = this.#state?.followed;
    if (followed === undefined) return false;
    return this.#isLoading || followed.status !== 'ready' || followed.stale;
  }

  #words(): string {
    const followed = this.#state?.followed;
    if (followed === undefined) return this.#state === undefined ? '' : l10n.t('no model is inspected');
    return `${followed.fileName}: ${runState(followed, this.#shown?.overview).text}`;
  }

  /** The button that had the focus may be gone: the focus goes to what took its place. */
  #keepFocus(hasNumbers: boolean): void {
    const other = this.#welcome.element.hidden ? this.#page.element : this.#welcome.element;
    const place = hasNumbers ? this.#main : other;
    if (!place.contains(document.activeElement)) place.focus({ preventScroll: true });
  }

  #reload(): void {
    const load = ++this.#loads;
    const followed = this.#state?.followed;
    if (followed?.run === undefined) {
      this.#isLoading = false;
      return;
    }
    this.#isLoading = true;
    this.#load(followed, load).then(
      () => {
        this.#alert.clear();
      },
      (error: unknown) => {
        // What was asked of a run or a model that has gone is of no interest.
        if (load === this.#loads) this.#alert.fail(error);
      },
    );
  }

  /** Everything on screen changes at once, when all of it has arrived. */
  async #load({ model }: PanelState, load: number): Promise<void> {
    const overview = await this.host.overview({});
    if (load !== this.#loads) return;
    const choices = this.saved.current;
    const show = await this.#list.prepare({ overview, choices, width: this.#width });
    if (load !== this.#loads) return;
    const isOther = this.#shown?.model !== model;
    this.#shown = { model, overview };
    this.#isLoading = false;
    this.#header.show(overview, choices);
    const { shared, signed } = show();
    this.#header.showScale(signed, shared);
    this.#showState();
    if (!isOther) return;
    this.#list.mark(undefined);
    await fontsReady(this.element);
    if (load === this.#loads) this.#restoreScroll(model);
  }

  /** Opens a number of the matrix in the panel: the largest of a window, or of all of it. */
  async #open({ matrix }: ShownMatrix, window: Window | undefined): Promise<void> {
    const found =
      window === undefined ? undefined : await this.host.find({ matrix, what: 'largest', window });
    const { row, column } = found ?? (await this.#source.statistics(matrix)).peak;
    if (matrix.layer !== undefined) this.#list.mark(matrix.layer);
    await this.host.open({ ...matrix, row, column });
  }

  // ---- the window

  get #width(): number {
    return this.#probe.clientWidth;
  }

  #watchWindow(): void {
    let width = 0;
    const resized = new ResizeObserver(() => {
      document.documentElement.style.setProperty('--head-height', `${this.#header.element.offsetHeight}px`);
      if (this.#width === width) return;
      width = this.#width;
      if (this.#shown !== undefined) this.#reload();
    });
    resized.observe(this.#probe);
    resized.observe(this.#header.element);
    this.#disposables.add(() => {
      resized.disconnect();
    });
    let pending = 0;
    this.#disposables.listen(document, 'scroll', () => {
      cancelAnimationFrame(pending);
      pending = requestAnimationFrame(() => {
        const model = this.#shown?.model;
        if (model !== undefined) this.saved.change({ scroll: { model, top: Math.round(scrollY) } });
      });
    });
  }

  #restoreScroll(model: string): void {
    const { scroll } = this.saved.current;
    scrollTo({ top: scroll?.model === model ? scroll.top : 0 });
  }

  // ---- telling

  #announce(text: string): void {
    if (this.#live.textContent !== text) this.#live.textContent = text;
  }
}

function legend(): HTMLElement {
  const swatch = (name: string): HTMLElement =>
    element('span', { class: `sw ${name}`, attributes: { 'aria-hidden': 'true' } });
  return element(
    'footer',
    { class: 'legend micro' },
    element('span', {}, swatch('z'), l10n.t('exactly 0')),
    element('span', {}, swatch('s'), l10n.t('near 0')),
    element('span', { text: l10n.t('histogram of log |x|, share of zeros apart') }),
  );
}
