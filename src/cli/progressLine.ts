/** How far a command is, on a terminal: one line that is written over and gone at the end. */

/** Where it is written: standard error. */
export interface Terminal {
  readonly isTTY?: boolean;
  write(text: string): unknown;
}

const ERASE_LINE = '\r\u001b[K';

/** Says nothing where nobody watches. */
export class ProgressLine {
  constructor(readonly terminal: Terminal) {}

  show(text: string): void {
    this.#write(`${ERASE_LINE}${text}`);
  }

  clear(): void {
    this.#write(ERASE_LINE);
  }

  #write(text: string): void {
    if (this.terminal.isTTY === true) this.terminal.write(text);
  }
}
