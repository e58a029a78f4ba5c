/** What the command line prints. */
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { codeOf } from './input';

/** Writes piece by piece, as fast as the reader takes it and as long as there is one. */
export async function print(pieces: Iterable<string>): Promise<void> {
  try {
    await pipeline(Readable.from(pieces), process.stdout, { end: false });
  } catch (error) {
    if (codeOf(error) !== 'EPIPE') throw error;
  }
}
