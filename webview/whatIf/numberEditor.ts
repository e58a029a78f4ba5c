/** A field over a number on screen in which another one is typed: every number that is typed is tried at once. */
import * as l10n from '@vscode/l10n';
import type { Anchor } from '../cells/surface';
import { type Component, Disposables } from '../dom/component';
import { element } from '../dom/element';
import { byOnePercent, inLastDigit, typedNumber, whyNoNumber } from './typedNumber';

export interface EditorEvents {
  /** Tries a number; rejects in a sentence where that may not be. */
  change(anchor: Anchor, value: number): Promise<unknown>;
  /** The number was accepted, or left as it was. */
  ended(anchor: Anchor, accepted: boolean): void;
}

interface Editing {
  readonly anchor: Anchor;
  /** The number before; it comes back where the user wants no other. */
  readonly before: Promise<number>;
  /** What was tried last, if anything. */
  tried: number | undefined;
}

export class NumberEditor implements Component {
  readonly element = element('div', { class: 'number-editor' });
  readonly #disposables = new Disposables();
  readonly #note = element('div', { class: 'problem', role: 'alert' });
  readonly #field = element('input', {
    class: 'field',
    attributes: {
      ...{ type: 'text', inputmode: 'decimal', autocomplete: 'off', spellcheck: 'false' },
      'aria-describedby': 'number-editor-note',
    },
  });
  #editing: Editing | undefined;

  constructor(readonly events: EditorEvents) {
    this.#note.id = 'number-editor-note';
    this.element.append(this.#field, this.#note);
    this.element.hidden = true;
    this.#disposables.listen(this.#field, 'input', () => {
      this.#tryTyped();
    });
    this.#disposables.listen(this.#field, 'keydown', (event) => {
      this.#onKey(event);
    });
    this.#disposables.listen(this.#field, 'blur', () => {
      this.#end(this.#isValid, false);
    });
  }

  /**
   * Opens at once: what is typed next goes into it.
   * @param name of the number, for a screen reader.
   * @param before the number that stands there, as its digits are written.
   * @param typed what the user has typed already; left out where the present digits are to be edited.
   */
  open(anchor: Anchor, name: string, before: Promise<number>, typed = ''): void {
    this.#end(this.#isValid, false);
    const editing = { anchor, before, tried: undefined };
    this.#editing = editing;
    this.#field.value = typed;
    this.#field.setAttribute('aria-label', l10n.t('{0}, another number', name));
    this.element.hidden = false;
    this.settle();
    this.#field.focus({ preventScroll: true });
    if (typed !== '') {
      this.#tryTyped();
      return;
    }
    before.then(
      (value) => {
        if (this.#editing !== editing || this.#field.value !== '') return;
        this.#field.value = String(value);
        this.#field.select();
      },
      () => {
        this.#end(false, true);
      },
    );
  }

  /** Goes with its number: what stands above may have grown. */
  settle(): void {
    if (this.#editing === undefined) return;
    const { left, top, width, height } = this.#editing.anchor.rect();
    const { style } = this.element;
    style.left = `${left + scrollX}px`;
    style.top = `${top + scrollY}px`;
    style.setProperty('--width', `${width}px`);
    style.setProperty('--height', `${height}px`);
  }

  dispose(): void {
    this.#disposables.dispose();
    this.element.remove();
  }

  get #isValid(): boolean {
    return this.#note.textContent === '' && typedNumber(this.#field.value) !== undefined;
  }

  #tryTyped(): void {
    const value = typedNumber(this.#field.value);
    this.#say(value === undefined ? whyNoNumber(this.#field.value) : '');
    if (value !== undefined) this.#try(value);
  }

  #try(value: number): void {
    const editing = this.#editing;
    if (editing === undefined || Object.is(value, editing.tried)) return;
    editing.tried = value;
    this.events.change(editing.anchor, value).catch((error: unknown) => {
      if (this.#editing !== editing || editing.tried !== value) return;
      this.#say(error instanceof Error ? error.message : String(error));
    });
  }

  #say(problem: string): void {
    this.#note.textContent = problem;
    this.#field.setAttribute('aria-invalid', String(problem !== ''));
  }

  #onKey(event: KeyboardEvent): void {
    switch (event.key) {
      case 'Enter':
        if (!this.#isValid) break;
        this.#end(true, true);
        break;
      case 'Escape':
        this.#end(false, true);
        break;
      case 'ArrowUp':
      case 'ArrowDown':
        this.#nudge(event.key === 'ArrowUp' ? 1 : -1, event.shiftKey);
        break;
      default:
        return;
    }
    event.preventDefault();
    event.stopPropagation();
  }

  #nudge(direction: -1 | 1, percent: boolean): void {
    const { value: text } = this.#field;
    const value = percent ? byOnePercent(text, direction) : inLastDigit(text, direction);
    if (value === undefined) return;
    this.#field.value = withDecimalsOf(text, value, percent);
    this.#tryTyped();
  }

  #end(accepted: boolean, returnFocus: boolean): void {
    const editing = this.#editing;
    if (editing === undefined) return;
    this.#editing = undefined;
    if (!accepted && editing.tried !== undefined) {
      editing.before.then((value) => this.events.change(editing.anchor, value)).catch(() => undefined);
    }
    this.element.hidden = true;
    this.#say('');
    if (returnFocus) editing.anchor.focus();
    this.events.ended(editing.anchor, accepted);
  }
}

/** 0.20 stays 0.20's neighbour 0.21 and becomes 0.30 at 0.29: as many decimals as the text had. */
function withDecimalsOf(text: string, value: number, percent: boolean): string {
  const decimals = (/\.(\d+)$/.exec(text.trim())?.[1] ?? '').length;
  return percent || decimals === 0 || decimals > 20 ? String(value) : value.toFixed(decimals);
}
