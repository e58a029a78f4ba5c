/** A dump's name and bytes, and its text and JSON, each made once when a format asks for it. */
import { strFromU8 } from 'fflate';
import { IssueList } from '../../model/issueList';
import type { Json } from '../../model/json';
import type { ModelIssue } from '../../model/modelIssue';
import { readJson } from '../../model/readJson';

/** Longer files are no text that a person wrote or a program printed, and come near the longest text there can be. */
export const longestText = 2 ** 28;

export class DumpFile {
  #text: string | undefined;
  #json: { readonly value: Json | undefined; readonly issues: readonly ModelIssue[] } | undefined;

  constructor(
    readonly name: string,
    readonly bytes: Uint8Array,
  ) {}

  /** The name without folders and ending: `dW1` of `dumps/dW1.csv`. */
  get stem(): string {
    return this.name.replace(/^.*[/\\]/s, '').replace(/\.[^.]+$/, '');
  }

  /** The name's ending in small letters with its dot; empty where it has none. */
  get ending(): string {
    return /\.[^./\\]+$/.exec(this.name)?.[0].toLowerCase() ?? '';
  }

  /** Whether the file begins with these bytes. */
  startsWith(...magic: readonly number[]): boolean {
    return magic.every((byte, i) => this.bytes[i] === byte);
  }

  /** The text; empty where the bytes are none, or too many. */
  get text(): string {
    this.#text ??= this.bytes.length > longestText ? '' : decode(this.bytes);
    return this.#text;
  }

  /** The text as JSON; the value is undefined where it is broken. */
  get json(): { readonly value: Json | undefined; readonly issues: readonly ModelIssue[] } {
    if (this.#json === undefined) {
      const issues = new IssueList();
      const value = readJson(this.text, issues);
      this.#json = { value, issues: issues.inText(this.text) };
    }
    return this.#json;
  }
}

/** UTF-8, or UTF-16 with a byte order mark as PowerShell redirects it. */
function decode(bytes: Uint8Array): string {
  const [first, second] = bytes;
  if (first === 0xff && second === 0xfe) return decodeUtf16(bytes.subarray(2));
  return bytes.includes(0) ? '' : strFromU8(bytes).replace(/^\uFEFF/, '');
}

/** Little-endian UTF-16; an odd last byte is left out. */
function decodeUtf16(bytes: Uint8Array): string {
  // The low and high bytes lie at any offset of their buffer, so they are put together one by one.
  const units = new Uint16Array(bytes.length >>> 1).map((_, i) => bytes[2 * i]! | (bytes[2 * i + 1]! << 8));
  const parts: string[] = [];
  for (let i = 0; i < units.length; i += 2 ** 13) {
    parts.push(String.fromCharCode(...units.subarray(i, i + 2 ** 13)));
  }
  return parts.join('');
}
