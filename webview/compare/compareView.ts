/** The panel's compare mode: a user's numbers against the run, what is wrong in them first, and the mistake's name. */
import * as l10n from '@vscode/l10n';
import type { ComparedMatrix, ComparedMatrixRequest } from '../../src/inspector/comparison/comparedMatrix';
import type { Comparison } from '../../src/inspector/comparison/comparison';
import type { DumpIssue } from '../../src/inspector/dumps/dump';
import type { Correction } from '../../src/inspector/dumps/matching/matching';
import type { CellRef, Notation, Overview, TextRange } from '../../src/inspector/views';
import type { ComparisonState } from '../../src/protocol/panelContract';
import type { CellEvents } from '../cells/cellEvents';
import type { CellNames } from '../cells/cellNames';
import type { Anchor, CellSurface } from '../cells/surface';
import { type Component, Disposables } from '../dom/component';
import { button, element } from '../dom/element';
import type { NumberFormat } from '../numbers/format';
import { ArrayList } from './arrayList';
import { ComparedMatrices, PLACES } from './comparedMatrices';
import { QuantityList } from './quantityList';
import { verdictElement } from './verdict';

export interface CompareEvents {
  /** Other numbers are to be compared. */
  choose(): void;
  end(): void;
  copy(): void;
  correct(array: string, meaning: Correction): void;
  goTo(range: TextRange): void;
  /** Everything is to be shown in this convention. */
  useNotation(notation: Notation): void;
  load(request: ComparedMatrixRequest): Promise<ComparedMatrix | undefined>;
  /** Shows why this failed, if it does. */
  follow(work: Promise<unknown>): void;
}

export interface CompareLook {
  readonly state: ComparisonState;
  readonly overview: Overview;
  readonly format: NumberFormat;
  readonly names: CellNames;
}

export class CompareView implements Component, CellSurface {
  readonly element = element('section', {
    class: 'compare',
    attributes: { 'aria-label': l10n.t('your gradients against the reference') },
  });
  readonly #disposables = new Disposables();
  readonly #summary = element('span', { class: 'num dim2' });
  readonly #copy: HTMLButtonElement;
  readonly #status = element('p', { class: 'dim2', role: 'status' });
  readonly #issues = element('ul', { class: 'compare-issues' });
  readonly #verdict = element('div');
  readonly #conventions = element('ul', { class: 'conventions' });
  readonly #offer = element('p');
  readonly #matrices: ComparedMatrices;
  readonly #listTitle = element('h2', { text: l10n.t('In the order of computation') });
  readonly #list: QuantityList;
  readonly #arrays: ArrayList;
  #look: CompareLook | undefined;
  #shown: ComparisonState['result'];
  #chosen: number | undefined;
  /** Rises with every wish for matrices: late answers of former ones are dropped. */
  #wish = 0;

  constructor(
    readonly events: CompareEvents,
    cells: CellEvents,
  ) {
    this.#copy = tool(l10n.t('Copy report'), l10n.t('Copy the comparison as Markdown'), () => {
      events.copy();
    });
    this.#matrices = this.#disposables.own(new ComparedMatrices(cells));
    this.#list = this.#disposables.own(
      new QuantityList((index) => {
        this.#choose(index);
      }),
    );
    this.#arrays = this.#disposables.own(
      new ArrayList((array, meaning) => {
        events.correct(array, meaning);
      }),
    );
    this.element.append(
      element(
        'div',
        { class: 'compare-head' },
        element('h2', { text: l10n.t('Your gradients against the reference') }),
        this.#summary,
        element(
          'span',
          { class: 'ctl tools' },
          this.#copy,
          tool(l10n.t('Other numbers…'), l10n.t('Compare other numbers'), () => {
            events.choose();
          }),
          tool(l10n.t('End comparison'), l10n.t('End the comparison'), () => {
            events.end();
          }),
        ),
      ),
      this.#status,
      this.#issues,
      this.#verdict,
      this.#conventions,
      this.#offer,
      this.#matrices.element,
      this.#listTitle,
      this.#list.element,
      this.#arrays.element,
    );
  }

  show(look: CompareLook): void {
    const before = this.#look;
    this.#look = look;
    const { state, overview } = look;
    const { result, status, name, reason } = state;
    // The last result stays while the next one is made; what it is of may be gone.
    const isCurrent = result?.run === overview.run;
    this.element.toggleAttribute('data-stale', status === 'running' || !isCurrent);
    this.#status.textContent =
      status === 'running' ? l10n.t('Comparing …') : status === 'failed' ? (reason ?? '') : '';
    this.#status.classList.toggle('bad', status === 'failed');
    const { comparison } = result ?? {};
    this.#summary.textContent = summaryOf(name, comparison);
    this.#copy.hidden = comparison === undefined;
    const isRedrawn = before?.format !== look.format || before.overview.run !== overview.run;
    if (result !== this.#shown) {
      this.#shown = result;
      this.#showResult(name);
    } else if (isRedrawn && this.#chosen !== undefined) {
      if (comparison !== undefined) this.#offerNotation(comparison);
      this.#choose(this.#chosen);
    }
  }

  mark(): void {
    // Operands lie in the layers, which are not in view.
  }

  outline(): void {
    // So do the numbers of a formula.
  }

  find(cell: CellRef): Anchor | undefined {
    return this.element.hidden ? undefined : this.#matrices.find(cell);
  }

  dispose(): void {
    this.#disposables.dispose();
    this.element.remove();
  }

  #showResult(name: string): void {
    const { comparison, issues = [], arrays = [] } = this.#shown ?? {};
    this.#issues.replaceChildren(...issues.map((issue) => this.#issue(issue, name)));
    this.#arrays.show(arrays);
    for (const part of [
      this.#verdict,
      this.#conventions,
      this.#offer,
      this.#matrices.element,
      this.#listTitle,
      this.#list.element,
    ]) {
      part.hidden = comparison === undefined;
    }
    if (comparison === undefined) {
      this.#chosen = undefined;
      return;
    }
    this.#verdict.replaceChildren(
      verdictElement(comparison, name, (range) => {
        this.events.goTo(range);
      }),
    );
    this.#conventions.replaceChildren(
      ...comparison.conventions.map(({ documentation }) =>
        element('li', {}, element('b', { text: l10n.t('Convention, no mistake:') }), ` ${documentation}`),
      ),
    );
    this.#offerNotation(comparison);
    const { quantities } = comparison;
    const isGiven = (index: number | undefined): boolean =>
      index !== undefined && (quantities[index]?.status ?? 'missing') !== 'missing';
    const wanted = comparison.firstDivergence ?? (isGiven(this.#chosen) ? this.#chosen : undefined);
    const first = quantities.findIndex(({ status }) => status !== 'missing');
    this.#list.show(comparison, wanted ?? first);
    this.#choose(wanted ?? first);
  }

  /** Where the panel does not speak as the numbers do. */
  #offerNotation({ conventions }: Comparison): void {
    const now = this.#look?.overview.notation;
    this.#offer.replaceChildren();
    if (now === undefined) return;
    const theirs = conventions.reduce<Notation>((all, { notation }) => ({ ...all, ...notation }), now);
    const choices = Object.keys(now) as readonly (keyof Notation)[];
    if (choices.every((choice) => theirs[choice] === now[choice])) return;
    const offer = button({ class: 'link', text: l10n.t('Show everything in this convention') }, () => {
      this.events.useNotation(theirs);
    });
    this.#offer.append(offer);
  }

  #choose(index: number): void {
    const look = this.#look;
    const quantity = this.#shown?.comparison?.quantities[index];
    if (look === undefined || quantity === undefined) return;
    this.#chosen = index;
    this.#list.select(index);
    // Its matrices went with the run that it is of.
    if (this.#shown?.run !== look.overview.run) return;
    const wish = ++this.#wish;
    this.events.follow(
      this.events.load({ quantity: index, ...PLACES }).then((matrix) => {
        if (wish === this.#wish) this.#matrices.show(quantity, matrix, look.format, look.names);
      }),
    );
  }

  #issue({ message, expected, found, range }: DumpIssue, name: string): HTMLElement {
    const made = element(
      'li',
      {},
      element('span', { class: 'bad', text: '✕ ', attributes: { 'aria-hidden': 'true' } }),
      `${l10n.t('{0} (expected {1}, found {2})', message, expected, found)} `,
    );
    if (range !== undefined) {
      const { line, column } = range.start;
      made.append(
        button({ class: 'link', text: `${name}:${line + 1}:${column + 1}` }, () => {
          this.events.goTo(range);
        }),
      );
    }
    return made;
  }
}

function tool(text: string, title: string, onClick: () => void): HTMLButtonElement {
  const made = button({ class: 'tog', text }, onClick);
  made.title = title;
  return made;
}

function summaryOf(name: string, comparison: Comparison | undefined): string {
  if (comparison === undefined) return name;
  const amount = (wanted: string): number =>
    comparison.quantities.filter(({ status }) => status === wanted).length;
  const parts = [
    l10n.t('{0} match', amount('match')),
    ...(amount('wrong') === 0 ? [] : [l10n.t('{0} wrong', amount('wrong'))]),
    ...(amount('follows') === 0 ? [] : [l10n.t('{0} follow', amount('follows'))]),
  ];
  return `${name}  ${parts.join(', ')}`;
}
