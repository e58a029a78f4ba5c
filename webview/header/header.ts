/** The panel's head: which network, its loss, which sample, how numbers are written, what is to be noted. */
import * as l10n from '@vscode/l10n';
import type { CellRef, Finding, Overview } from '../../src/inspector/views';
import type { CheckState, PanelState } from '../../src/protocol/panelContract';
import { cellKey } from '../cells/cellKey';
import { type CellEvents, commandKey } from '../cells/cellEvents';
import type { Anchor, CellSurface, Marks, MatrixMatch } from '../cells/surface';
import { Segments } from '../chrome/segments';
import { type Component, Disposables } from '../dom/component';
import { button, element } from '../dom/element';
import { maths } from '../maths/maths';
import { cellDigits, digitsText, fullDigits, type NumberFormat, spokenAs } from '../numbers/format';
import type { CellNames } from '../cells/cellNames';
import { CheckChip, type CheckEvents } from './checkChip';
import { Chip } from './chip';
import { FindingsChip } from './findingsChip';
import { runState } from './runState';
import { SamplePicker } from './samplePicker';

export interface HeaderEvents extends CheckEvents {
  chooseSample(sample: number | undefined): void;
  chooseFormat(format: NumberFormat): void;
  toggleSheet(): void;
  chooseConvention(): void;
  /** Shows the comparison instead of the layers, or the layers again. */
  toggleCompare(): void;
  /** Opens the bar of what-ifs, or closes it where there is none. */
  toggleWhatIf(): void;
  goToIssue(index: number): void;
}

export class Header implements Component, CellSurface {
  readonly element = element('header', { class: 'head' });
  readonly #disposables = new Disposables();
  readonly #name = element('h1');
  readonly #architecture = element('span', { class: 'arch' });
  readonly #lossFormula = element('span');
  readonly #lossValue: HTMLButtonElement;
  readonly #run = element('span', { class: 'run', role: 'status' });
  readonly #compare: HTMLButtonElement;
  readonly #whatIf: HTMLButtonElement;
  readonly #sheet: HTMLButtonElement;
  readonly #samples: SamplePicker;
  readonly #format: Segments<NumberFormat>;
  readonly #convention: HTMLButtonElement;
  readonly #check: CheckChip;
  readonly #warnings = this.#disposables.own(new Chip());
  readonly #findings: FindingsChip;
  #lossCell: CellRef | undefined;

  constructor(
    readonly events: HeaderEvents,
    readonly cells: CellEvents,
  ) {
    this.#lossValue = button({ class: 'loss-value' }, () => {
      this.#withLoss((anchor) => {
        cells.pin(anchor);
      });
    });
    this.#compare = button(
      { class: 'tog', text: l10n.t('Compare'), attributes: { 'aria-pressed': 'false' } },
      () => {
        events.toggleCompare();
      },
    );
    this.#compare.title = l10n.t('Compare your own gradients with these');
    this.#whatIf = button(
      { class: 'tog', text: l10n.t('What if'), attributes: { 'aria-pressed': 'false' } },
      () => {
        events.toggleWhatIf();
      },
    );
    this.#whatIf.title = l10n.t(
      'Try other weights, biases, inputs and targets, and steps of gradient descent',
    );
    this.#sheet = button(
      { class: 'tog', text: l10n.t('Formula sheet'), attributes: { 'aria-pressed': 'false' } },
      () => {
        events.toggleSheet();
      },
    );
    this.#samples = new SamplePicker((sample) => {
      events.chooseSample(sample);
    });
    this.#format = new Segments<NumberFormat>(
      l10n.t('numbers'),
      [
        { value: 'decimal', text: '0.0012', label: l10n.t('decimal, {0}', '0.0012') },
        { value: 'exponent', text: '1.2e−3', label: l10n.t('with exponent, {0}', '1.2e−3') },
      ],
      (format) => {
        events.chooseFormat(format);
      },
    );
    this.#convention = button({ class: 'tog' }, () => {
      events.chooseConvention();
    });
    this.#check = this.#disposables.own(new CheckChip(events));
    this.#findings = this.#disposables.own(
      new FindingsChip((cell) => {
        events.showCell(cell);
      }),
    );
    this.#listenToLoss();
    this.element.append(
      element(
        'div',
        { class: 'head-1' },
        this.#name,
        this.#architecture,
        element('span', { class: 'loss' }, this.#lossFormula, this.#lossValue),
        element('span', { class: 'head-end' }, this.#run, this.#compare, this.#whatIf, this.#sheet),
      ),
      element(
        'div',
        { class: 'head-2' },
        this.#samples.element,
        element('span', { class: 'ctl' }, element('span', { text: l10n.t('numbers') }), this.#format.element),
        element('span', { class: 'ctl' }, element('span', { text: l10n.t('convention') }), this.#convention),
        this.#check.element,
        this.#warnings.element,
        this.#findings.element,
      ),
    );
  }

  show(overview: Overview, format: NumberFormat): void {
    const { loss, layers, dtype, reduction } = overview;
    this.#name.textContent = overview.name;
    const widths = [overview.inputWidth, ...layers.map(({ units }) => units)];
    this.#architecture.textContent = shortened(widths).join(' → ');
    this.#architecture.title =
      reduction === 'mean'
        ? l10n.t('{0}, {1}, mean over the batch', widths.join(' → '), dtype)
        : l10n.t('{0}, {1}, sum over the batch', widths.join(' → '), dtype);
    const formula = loss.substituted === undefined ? loss.symbolic : `${loss.symbolic} = ${loss.substituted}`;
    this.#lossFormula.replaceChildren(maths(`${formula} =`));
    this.#lossFormula.title = loss.documentation;
    const digits = digitsText(cellDigits(loss.value, format, false));
    this.#lossValue.textContent = digits;
    this.#lossValue.title = fullDigits(loss.value);
    this.#lossValue.setAttribute('aria-label', spokenAs(l10n.t('loss, {0}', loss.title), loss.value, digits));
    this.#lossCell = loss.cell;
    this.#samples.show(overview.samples, overview.sample);
    this.#format.select(format);
    const convention =
      overview.convention ?? l10n.t({ message: 'own', comment: ['a convention that has no name'] });
    this.#convention.textContent = convention;
    this.#convention.setAttribute('aria-label', l10n.t('convention {0}, choose another', convention));
    this.#warnings.show(
      overview.warnings.length === 1 ? l10n.t('1 warning') : l10n.t('{0} warnings', overview.warnings.length),
      overview.warnings.map(({ message, range }, i) => ({
        text: message,
        detail: l10n.t('line {0}', range.start.line + 1),
        choose: () => {
          this.events.goToIssue(i);
        },
      })),
    );
  }

  showRun(state: PanelState, overview: Overview | undefined): void {
    const { text, dot } = runState(state, overview);
    this.#run.textContent = text;
    this.#run.dataset['state'] = dot;
  }

  showCheck(state: CheckState | undefined, names: CellNames): void {
    this.#check.show(state, names);
  }

  showCompare(open: boolean): void {
    this.#compare.setAttribute('aria-pressed', String(open));
  }

  showWhatIf(open: boolean): void {
    this.#whatIf.setAttribute('aria-pressed', String(open));
  }

  showFindings(findings: readonly Finding[], names: CellNames): void {
    this.#findings.show(findings, names);
  }

  showSheet(open: boolean): void {
    this.#sheet.setAttribute('aria-pressed', String(open));
  }

  mark({ operands, inspected }: Marks): void {
    const key = this.#lossCell === undefined ? undefined : cellKey(this.#lossCell);
    this.#lossValue.classList.toggle(
      'inspect',
      key !== undefined && inspected !== undefined && key === cellKey(inspected),
    );
    this.#lossValue.classList.toggle('mark-a', key !== undefined && operands.has(key));
  }

  outline(match: MatrixMatch | undefined): void {
    this.#lossValue.classList.toggle(
      'of-formula',
      this.#lossCell !== undefined && (match?.(this.#lossCell) ?? false),
    );
  }

  find(cell: CellRef): Anchor | undefined {
    return this.#lossCell !== undefined && cellKey(cell) === cellKey(this.#lossCell)
      ? this.#anchor(this.#lossCell)
      : undefined;
  }

  dispose(): void {
    this.#disposables.dispose();
    this.element.remove();
  }

  #listenToLoss(): void {
    this.#disposables.listen(this.#lossValue, 'pointerenter', () => {
      this.#withLoss((anchor) => {
        this.cells.enter(anchor);
      });
    });
    this.#disposables.listen(this.#lossValue, 'pointerleave', () => {
      this.cells.leave();
    });
    this.#disposables.listen(this.#lossValue, 'focus', () => {
      if (!this.#lossValue.matches(':focus-visible')) return;
      this.#withLoss((anchor) => {
        this.cells.focus(anchor);
      });
    });
    this.#disposables.listen(this.#lossValue, 'keydown', (event) => {
      // Enter and Space are the button's own.
      if (event.key === 'Enter' || event.key === ' ') return;
      this.#withLoss((anchor) => {
        commandKey(event, anchor, this.cells);
      });
    });
  }

  #withLoss(use: (anchor: Anchor) => void): void {
    if (this.#lossCell !== undefined) use(this.#anchor(this.#lossCell));
  }

  #anchor(cell: CellRef): Anchor {
    return {
      cell,
      element: this.#lossValue,
      rect: () => this.#lossValue.getBoundingClientRect(),
      bounds: () => this.#lossValue.getBoundingClientRect(),
      focus: () => {
        this.#lossValue.focus();
      },
    };
  }
}

const MOST_WIDTHS = 7;

/** Of a deep network the first and last layers. */
function shortened(widths: readonly number[]): readonly (number | string)[] {
  return widths.length <= MOST_WIDTHS ? widths : [...widths.slice(0, 3), '…', ...widths.slice(-2)];
}
