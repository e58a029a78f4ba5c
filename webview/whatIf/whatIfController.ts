/** What-ifs in the panel: numbers that are typed or dragged where they stand, and the bar that tells what comes of it. */
import * as l10n from '@vscode/l10n';
import { shortestSingle } from '../../src/inspector/numberText';
import type { CellRef, Overview, Selection } from '../../src/inspector/views';
import type { PanelState } from '../../src/protocol/panelContract';
import { cellKey } from '../cells/cellKey';
import type { CellNames } from '../cells/cellNames';
import { focusAt } from '../cells/editorContext';
import { isGiven } from '../cells/givenCells';
import { shownSample } from '../layers/shownNumbers';
import type { Anchor, SurfaceBoard } from '../cells/surface';
import type { ExplanationSource } from '../data/explanations';
import { type Component, Disposables } from '../dom/component';
import { element } from '../dom/element';
import type { PanelHost } from '../host';
import type { SavedView } from '../state/viewState';
import { LatestOnly } from './latestOnly';
import { lossText } from './lossText';
import { NumberDrag } from './numberDrag';
import { NumberEditor } from './numberEditor';
import { WhatIfBar } from './whatIfBar';

/** Milliseconds. */
const PATIENCE = 300;

export interface WhatIfSurroundings {
  readonly host: Pick<PanelHost, 'change' | 'step' | 'stepBack' | 'discard' | 'writeToFile'>;
  readonly view: SavedView;
  readonly board: SurfaceBoard;
  readonly explanations: ExplanationSource;
  selection(): Selection;
  names(): CellNames;
  /** Resolves when the numbers that the host told of last are on screen. */
  settled(): Promise<unknown>;
  /** Other numbers have just been asked for. */
  asked(): void;
  /** Closes proofs: they would cover what is edited. */
  began(): void;
  announce(text: string): void;
  follow(work: Promise<unknown>): void;
  fail(error: unknown): void;
}

export class WhatIfController implements Component {
  /** The field over a number. */
  readonly element: HTMLElement;
  readonly bar: WhatIfBar;
  readonly #disposables = new Disposables();
  readonly #editor: NumberEditor;
  readonly #changes: LatestOnly<{ readonly cell: CellRef; readonly value: number }>;
  #state: PanelState | undefined;
  #overview: Overview | undefined;

  /** @param root everything in which numbers stand. */
  constructor(
    readonly root: HTMLElement,
    readonly surroundings: WhatIfSurroundings,
  ) {
    const { host, view } = surroundings;
    const follow = (work: Promise<unknown>): void => {
      surroundings.follow(work);
    };
    this.#changes = new LatestOnly(async ({ cell, value }) => {
      await this.#patiently(host.change(cell, value));
      await surroundings.settled();
    });
    this.#editor = this.#disposables.own(
      new NumberEditor({
        change: ({ cell }, value) => this.#changes.want({ cell, value }),
        ended: (_anchor, accepted) => {
          if (accepted) this.#tellLoss();
        },
      }),
    );
    this.element = element('div', { class: 'over' }, this.#editor.element);
    this.bar = this.#disposables.own(
      new WhatIfBar(
        {
          write: () => {
            follow(host.writeToFile());
          },
          discard: () => {
            follow(host.discard());
          },
          step: (rate) => {
            this.#act(host.step(rate));
          },
          stepBack: () => {
            this.#act(host.stepBack());
          },
          chooseRate: (rate) => {
            view.change({ rate });
          },
        },
        view.current.rate,
      ),
    );
    this.#listen();
  }

  show(state: PanelState, overview: Overview | undefined): void {
    this.#state = state;
    this.#overview = overview;
    const hasInputs = overview === undefined || shownSample(overview) !== undefined;
    this.bar.show(state, this.surroundings.view.current.trying, hasInputs);
  }

  /** The numbers that the user edited, by their keys. */
  get edited(): ReadonlyMap<string, CellRef> {
    return new Map(this.#state?.whatIf?.edited.map((cell) => [cellKey(cell), cell]));
  }

  /** What stands above may have grown. */
  settle(): void {
    this.#editor.settle();
  }

  dispose(): void {
    this.#disposables.dispose();
    this.element.remove();
  }

  #listen(): void {
    const { root, surroundings } = this;
    this.#disposables.own(
      new NumberDrag(root, {
        find: (target) => this.#draggable(target),
        valueOf: ({ cell }) => this.#valueOf(cell),
        began: () => {
          surroundings.began();
        },
        change: ({ cell }, value) => {
          this.#changes.want({ cell, value }).catch((error: unknown) => {
            surroundings.fail(error);
          });
        },
        ended: () => {
          this.#tellLoss();
        },
      }),
    );
    this.#disposables.listen(root, 'dblclick', ({ target }) => {
      const anchor = this.#numberAt(target);
      if (anchor !== undefined && isGiven(anchor.cell)) this.#edit(anchor);
    });
    this.#disposables.listen(root, 'keydown', (event) => {
      if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
      const anchor = this.#numberAt(event.target);
      if (anchor === undefined) return;
      if (event.key === 'F2') {
        event.preventDefault();
        if (isGiven(anchor.cell)) this.#edit(anchor);
        else
          surroundings.announce(l10n.t('This number is computed: change a weight, bias, input or target.'));
      } else if (isGiven(anchor.cell) && /^[-+.\d]$/.test(event.key)) {
        // On a heatmap these keys zoom, and were prevented.
        event.preventDefault();
        this.#edit(anchor, event.key);
      }
    });
  }

  #edit(anchor: Anchor, typed?: string): void {
    const { surroundings } = this;
    surroundings.began();
    const before = this.#valueOf(anchor.cell);
    before.catch((error: unknown) => {
      surroundings.fail(error);
    });
    this.#editor.open(anchor, surroundings.names()(anchor.cell), before, typed);
  }

  /** The number on screen that an element shows. */
  #numberAt(target: EventTarget | null): Anchor | undefined {
    const cell = target instanceof Element ? focusAt(target)?.cell : undefined;
    if (cell === undefined || !(target instanceof Element)) return undefined;
    const own = target.closest<HTMLElement>('[role=gridcell], [role=rowheader]');
    // A heatmap's canvas shows many.
    if (own === null) return this.surroundings.board.find(cell);
    const rect = (): DOMRect => own.getBoundingClientRect();
    return {
      ...{ cell, element: own, rect, bounds: rect },
      focus: () => {
        own.focus();
      },
    };
  }

  #draggable(target: Element): Anchor | undefined {
    if (target.closest('.editable') === null) return undefined;
    const anchor = this.#numberAt(target);
    const isClass = anchor?.cell.quantity === 'target' && this.#overview?.loss.classes === true;
    return isClass ? undefined : anchor;
  }

  /** As its digits are written: of float32 no more than it has. */
  async #valueOf(cell: CellRef): Promise<number> {
    const { surroundings } = this;
    const { value } = await surroundings.explanations.explain(cell, surroundings.selection(), false);
    return this.#overview?.dtype === 'float32' ? shortestSingle(value) : value;
  }

  #act(work: Promise<unknown>): void {
    this.surroundings.follow(
      this.#patiently(work).then(() => {
        this.#tellLoss();
      }),
    );
  }

  /** Says that there is something to wait for, where it is. */
  async #patiently(work: Promise<unknown>): Promise<void> {
    this.surroundings.asked();
    const timer = setTimeout(() => {
      this.bar.showBusy(true);
    }, PATIENCE);
    try {
      await work;
    } finally {
      clearTimeout(timer);
      this.bar.showBusy(false);
    }
  }

  /** Who cannot see the bar hears what it says, once a change has ended. */
  #tellLoss(): void {
    this.#changes.idle().then(
      () => {
        const whatIf = this.#state?.whatIf;
        if (whatIf === undefined) return;
        this.surroundings.announce(
          l10n.t('loss {0}, of the file {1}', lossText(whatIf.loss), lossText(whatIf.baseLoss)),
        );
      },
      () => undefined,
    );
  }
}
