/** Opens proofs: when, for which number, and what is marked meanwhile. */
import * as l10n from '@vscode/l10n';
import type { CellRef, Explanation, FormulaId, Selection } from '../../src/inspector/views';
import type { CellEvents } from '../cells/cellEvents';
import type { CellNames } from '../cells/cellNames';
import { type Anchor, NO_PROOF, type SurfaceBoard } from '../cells/surface';
import type { ExplanationSource } from '../data/explanations';
import { Disposables } from '../dom/component';
import type { PanelHost } from '../host';
import { mayMove } from '../theme/theme';
import { marksOf } from './operandMarks';
import { ProofCard } from './proofCard';
import { Trail } from './trail';

/** Milliseconds. */
const FIRST = 250;
const NEXT = 60;
const LEAVE = 200;
/** A proof that is only passed over is not checked. */
const CHECK = 150;

export interface ProofSurroundings {
  selection(): Selection;
  fileName(): string;
  names(): CellNames;
  openFormula(formula: FormulaId): void;
  /** Tells which number is inspected now; undefined: none. */
  inspect(explanation: Explanation | undefined): void;
  /** The keyboard's focus, or a click, came to a number. */
  chosen(cell: CellRef): void;
  announce(text: string): void;
  fail(error: unknown): void;
}

export class ProofController implements CellEvents {
  readonly card: ProofCard;
  readonly #disposables = new Disposables();
  #mode: 'closed' | 'hover' | 'pinned' = 'closed';
  #anchor: Anchor | undefined;
  /** The number whose proof is about to open. */
  #coming: Anchor | undefined;
  readonly #trail = new Trail();
  #shown: Explanation | undefined;
  #opening: ReturnType<typeof setTimeout> | undefined;
  #closing: ReturnType<typeof setTimeout> | undefined;
  #checking: ReturnType<typeof setTimeout> | undefined;
  /** Rises with every proof asked for: late answers of former ones are dropped. */
  #request = 0;

  constructor(
    readonly explanations: ExplanationSource,
    readonly host: Pick<PanelHost, 'goTo' | 'copy'>,
    readonly board: SurfaceBoard,
    readonly surroundings: ProofSurroundings,
  ) {
    this.card = this.#disposables.own(
      new ProofCard({
        navigate: (cell) => {
          this.#navigate(cell);
        },
        back: () => {
          this.#back();
        },
        showAll: () => {
          this.#trail.showWhole();
          this.#show(true);
        },
        goTo: (cell) => {
          this.#tell(host.goTo(cell));
        },
        copy: (latex) => {
          this.#copy(latex);
        },
        openFormula: (formula) => {
          surroundings.openFormula(formula);
        },
        leave: () => {
          this.#anchor?.focus();
        },
        close: () => {
          this.close();
        },
      }),
    );
    const { element } = this.card;
    this.#disposables.listen(element, 'pointerenter', () => {
      clearTimeout(this.#closing);
    });
    this.#disposables.listen(element, 'pointerleave', () => {
      this.leave();
    });
    this.#disposables.listen(element, 'click', (event) => {
      if (this.#mode === 'hover' && event.target === element) this.#pinShown();
    });
    this.#disposables.listen(document, 'keydown', (event) => {
      if (event.key !== 'Escape' || this.#mode === 'closed') return;
      event.preventDefault();
      this.close();
    });
    this.#disposables.listen(document, 'pointerdown', (event) => {
      if (this.#mode === 'closed' || !(event.target instanceof Element)) return;
      if (!element.contains(event.target) && this.#anchor?.element.contains(event.target) !== true)
        this.close(false);
    });
    this.#disposables.listen(document, 'focusin', (event) => {
      if (!(event.target instanceof Element) || element.contains(event.target)) return;
      // The keyboard was faster than the proof of the number that it has left.
      if (this.#coming?.element !== event.target) clearTimeout(this.#opening);
      if (this.#mode === 'hover' && this.#anchor?.element !== event.target) this.leave();
    });
    this.#disposables.listen(window, 'blur', () => {
      // The keyboard has gone elsewhere, to the editor; a pointer that still rests here keeps its proof.
      if (!element.matches(':hover') && this.#anchor?.element.matches(':hover') !== true) this.leave();
    });
  }

  // ---- what numbers tell

  enter(anchor: Anchor): void {
    if (this.#mode === 'pinned') return;
    clearTimeout(this.#closing);
    clearTimeout(this.#opening);
    if (this.#mode === 'hover' && this.#trail.isOnly(anchor.cell)) return;
    // Asked for at once, so that it is here when it may be shown.
    this.explanations.explain(anchor.cell, this.surroundings.selection(), false).catch(() => undefined);
    this.#coming = anchor;
    this.#opening = setTimeout(
      () => {
        this.#open(anchor, 'hover');
      },
      this.#mode === 'hover' ? NEXT : FIRST,
    );
  }

  leave(): void {
    clearTimeout(this.#opening);
    if (this.#mode !== 'hover') return;
    clearTimeout(this.#closing);
    this.#closing = setTimeout(() => {
      this.close(false);
    }, LEAVE);
  }

  focus(anchor: Anchor): void {
    this.surroundings.chosen(anchor.cell);
    this.enter(anchor);
  }

  pin(anchor: Anchor): void {
    this.surroundings.chosen(anchor.cell);
    clearTimeout(this.#opening);
    clearTimeout(this.#closing);
    this.#open(anchor, 'pinned');
  }

  copyLatex(anchor: Anchor): void {
    this.#tell(
      this.explanations.explain(anchor.cell, this.surroundings.selection(), false).then(({ latex }) => {
        this.#copy(latex);
      }),
    );
  }

  goTo(anchor: Anchor): void {
    this.#tell(
      this.explanations.explain(anchor.cell, this.surroundings.selection(), false).then(async ({ goTo }) => {
        if (goTo === undefined) this.surroundings.announce(l10n.t('This number does not stand in the file.'));
        else await this.host.goTo(goTo.cell);
      }),
    );
  }

  // ---- from outside

  /** Opens the proof of a number wherever it is on screen, pinned. */
  openCell(cell: CellRef): void {
    const anchor = this.board.find(cell);
    if (anchor !== undefined) this.pin(anchor);
  }

  /** There are new numbers: an open proof follows, one that was only hovered closes. */
  refresh(): void {
    if (this.#mode === 'pinned') this.#show(false);
    else if (this.#mode === 'hover') this.close(false);
  }

  /** Goes with its number: what stands above may have grown. */
  settle(): void {
    if (this.#anchor !== undefined && this.#shown !== undefined) this.#place(this.#anchor, this.#shown);
  }

  close(returnFocus = true): void {
    clearTimeout(this.#opening);
    clearTimeout(this.#closing);
    clearTimeout(this.#checking);
    this.#request++;
    if (this.#mode === 'closed') return;
    const hadFocus = this.card.element.contains(document.activeElement);
    this.#mode = 'closed';
    this.#shown = undefined;
    this.card.hide();
    this.board.mark(NO_PROOF);
    this.surroundings.inspect(undefined);
    if (returnFocus && hadFocus) this.#anchor?.focus();
    this.#anchor = undefined;
  }

  dispose(): void {
    this.close(false);
    this.#disposables.dispose();
  }

  // ---- showing

  #open(anchor: Anchor, mode: 'hover' | 'pinned'): void {
    this.#anchor = anchor;
    this.#trail.begin(anchor.cell);
    this.#mode = mode;
    this.#show(mode === 'pinned');
  }

  #pinShown(): void {
    this.#mode = 'pinned';
    this.#show(true);
  }

  #navigate(cell: CellRef): void {
    this.#mode = 'pinned';
    this.#trail.follow(cell);
    this.#show(true);
  }

  #back(): void {
    if (this.#trail.back()) this.#show(true);
  }

  #show(takeFocus: boolean): void {
    const { cell, whole } = this.#trail;
    const anchor = this.#anchor;
    if (cell === undefined || anchor === undefined) return;
    const request = ++this.#request;
    this.explanations.explain(cell, this.surroundings.selection(), whole).then(
      (explanation) => {
        if (request === this.#request) this.#render(explanation, anchor, whole, takeFocus);
      },
      (error: unknown) => {
        if (request !== this.#request) return;
        this.close(false);
        this.surroundings.fail(error);
      },
    );
  }

  #render(explanation: Explanation, anchor: Anchor, whole: boolean, takeFocus: boolean): void {
    const pinned = this.#mode === 'pinned';
    const hadFocus = this.card.element.contains(document.activeElement);
    this.#shown = explanation;
    this.#trail.name(explanation);
    this.card.show({
      explanation,
      pinned,
      back: this.#trail.before,
      whole,
      fileName: this.surroundings.fileName(),
      names: this.surroundings.names(),
    });
    if (explanation.checkable) this.#startCheck(explanation);
    this.board.mark(marksOf(explanation));
    this.surroundings.inspect(explanation);
    this.#place(anchor, explanation);
    if (hadFocus) this.card.element.focus({ preventScroll: true });
    if (!takeFocus) return;
    this.card.element.focus({ preventScroll: true });
    this.card.element.scrollIntoView({ block: 'nearest', behavior: mayMove() ? 'smooth' : 'auto' });
  }

  #place(anchor: Anchor, explanation: Explanation): void {
    const own = this.board.find(explanation.cell) ?? anchor;
    const avoid = [
      ...(explanation.proof?.operands ?? []),
      ...explanation.deeper.flatMap(({ proof }) => proof.operands),
    ].flatMap(({ cell }) => {
      const found = this.board.find(cell);
      return found === undefined ? [] : [found.rect()];
    });
    this.card.place(own.rect(), own.bounds(), avoid);
  }

  #startCheck(explanation: Explanation): void {
    this.card.showCheck('computing');
    clearTimeout(this.#checking);
    this.#checking = setTimeout(() => {
      this.explanations.check(explanation.cell, this.surroundings.selection()).then(
        (check) => {
          if (this.#shown === explanation) this.card.showCheck(check);
        },
        () => {
          if (this.#shown === explanation) this.card.showCheck('failed');
        },
      );
    }, CHECK);
  }

  #copy(latex: string): void {
    this.#tell(
      this.host.copy(latex).then(() => {
        this.surroundings.announce(l10n.t('LaTeX copied'));
      }),
    );
  }

  #tell(promise: Promise<unknown>): void {
    promise.catch((error: unknown) => {
      this.surroundings.fail(error);
    });
  }
}
