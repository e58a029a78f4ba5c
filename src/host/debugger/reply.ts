/** What the expressions of a language evaluate to: bytes in Base64, which no adapter has to escape. */

/** The adapter has cut the text in its middle or at its end. */
export class ShortenedReplyError extends Error {
  override readonly name = 'ShortenedReplyError';
  constructor() {
    super('the debugger has shortened the numbers');
  }
}

/**
 * The bytes of a string’s value as an adapter writes it, in any quotes or none.
 * @throws ShortenedReplyError where dots stand for a part of it, and Error where it is no Base64.
 */
export function bytesOf(result: string): Uint8Array {
  const text = /^(["'`]?)([A-Za-z0-9+/]*={0,2})\1$/.exec(result)?.[2];
  if (text !== undefined && text.length % 4 === 0) return decodeBase64(text);
  if (/^["'`]?[A-Za-z0-9+/]*(?:\.\.\.|…)[A-Za-z0-9+/=]*["'`]?$/.test(result)) throw new ShortenedReplyError();
  throw new Error(`the debugger answered ${JSON.stringify(result.slice(0, 80))}`);
}

function decodeBase64(text: string): Uint8Array {
  const characters = atob(text);
  const bytes = new Uint8Array(characters.length);
  for (let i = 0; i < bytes.length; i++) bytes[i] = characters.charCodeAt(i);
  return bytes;
}
