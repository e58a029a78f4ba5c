/** The model's text, kept by the worker so that it crosses once, however often it is run or searched. */

/** The model was asked for before its text was there. */
class NoTextError extends Error {
  override readonly name = 'NoTextError';
  constructor() {
    super('there is no text of a model yet');
  }
}

export class HeldText {
  #text: string | undefined;

  /** @throws NoTextError where there is none. */
  get current(): string {
    if (this.#text === undefined) throw new NoTextError();
    return this.#text;
  }

  /**
   * Takes the place of the text before, also where it cannot be decoded and there is none then.
   * @param content text, or the bytes of a file: UTF-8, or UTF-16 where a byte order mark says so.
   * @returns whether it is another text than before.
   */
  replace(content: string | Uint8Array): boolean {
    const before = this.#text;
    this.#text = undefined;
    this.#text = typeof content === 'string' ? content : decode(content);
    return this.#text !== before;
  }
}

function decode(bytes: Uint8Array): string {
  const [first, second] = bytes;
  if (first === 0xff && second === 0xfe) return new TextDecoder('utf-16le').decode(bytes);
  if (first === 0xfe && second === 0xff) return new TextDecoder('utf-16be').decode(bytes);
  // Without a mark of its own: the decoder takes it away.
  return new TextDecoder('utf-8').decode(bytes);
}
