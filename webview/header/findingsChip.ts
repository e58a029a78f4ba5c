/** What is to be noted in the run: one finding by its title, several by their number, with the list of their sentences. */
import * as l10n from '@vscode/l10n';
import type { CellRef, Finding } from '../../src/inspector/views';
import type { CellNames } from '../cells/cellNames';
import { type Component, Disposables } from '../dom/component';
import { count } from '../numbers/format';
import { Chip, type ChipItem } from './chip';

/** So many numbers of a finding have a link of their own beside its first. */
const MOST_OTHERS = 5;

export class FindingsChip implements Component {
  readonly #disposables = new Disposables();
  readonly #chip = this.#disposables.own(new Chip());
  readonly element = this.#chip.element;

  constructor(readonly showCell: (cell: CellRef) => void) {}

  show(findings: readonly Finding[], names: CellNames): void {
    const [first] = findings;
    const text = findings.length === 1 ? first!.title : l10n.t('{0} findings', count(findings.length));
    const items = findings.map(({ title, sentence, cells: [cell, ...others] }): ChipItem => ({
      text: title,
      detail: sentence,
      choose: this.#shower(cell),
      others: others
        .slice(0, MOST_OTHERS)
        .map((other) => ({ text: names(other), choose: this.#shower(other) })),
    }));
    const isWrong = findings.some(({ severity }) => severity === 'wrong');
    this.#chip.show(text, items, isWrong ? 'bad' : 'warn');
  }

  #shower(cell: CellRef): () => void {
    return () => {
      this.showCell(cell);
    };
  }

  dispose(): void {
    this.#disposables.dispose();
  }
}
