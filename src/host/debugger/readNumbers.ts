/** The numbers of arrays in a paused frame, read piece by piece. */
import { countOf } from '../../inspector/dumps/binary/elementTypes';
import { tensorTypes } from '../../inspector/dumps/binary/tensorTypes';
import { evaluate, type Frame } from './adapter';
import { type FoundArray, sizeOf } from './foundArray';
import type { Language } from './languages/language';
import { bytesOf, ShortenedReplyError } from './reply';

/** So many bytes at a time, a mebibyte in Base64: large enough that the way there and back hardly counts. */
const LARGE_PIECE = 3 * 2 ** 18;

/**
 * Where an adapter shortens long texts although they are for the clipboard: debugpy to 65 536 characters, the JavaScript
 * debugger to 100 000.
 */
const SMALL_PIECE = 3 * 2 ** 14 - 24;

export class NumberReader {
  #piece = LARGE_PIECE;

  constructor(
    readonly frame: Frame,
    readonly language: Language,
  ) {}

  /**
   * All numbers of an array, little-endian and row-major.
   * @param onRead told how many more bytes are there.
   * @throws what `signal` was aborted with, soon after.
   * @throws Error where the adapter does not give them, as when the program has gone on meanwhile.
   */
  async read(
    array: FoundArray,
    onRead: (bytes: number) => void,
    signal: AbortSignal,
  ): Promise<Uint8Array<ArrayBuffer>> {
    const { size } = tensorTypes[array.type];
    const count = countOf(array.shape);
    const all = new Uint8Array(sizeOf(array));
    for (let start = 0; start < count;) {
      signal.throwIfAborted();
      const end = Math.min(count, start + Math.floor(this.#piece / size));
      const bytes = await this.#readPiece(array, start, end);
      if (bytes === undefined) continue;
      if (bytes.length !== (end - start) * size) {
        throw new Error(`the debugger gave ${bytes.length} bytes for ${end - start} numbers`);
      }
      all.set(bytes, start * size);
      onRead(bytes.length);
      start = end;
    }
    return all;
  }

  /** Undefined where smaller pieces are to be tried. */
  async #readPiece(array: FoundArray, start: number, end: number): Promise<Uint8Array | undefined> {
    const result = await evaluate(this.frame, this.language.piece(array, start, end));
    try {
      return bytesOf(result);
    } catch (error) {
      if (!(error instanceof ShortenedReplyError) || this.#piece === SMALL_PIECE) throw error;
      this.#piece = SMALL_PIECE;
      return undefined;
    }
  }
}
