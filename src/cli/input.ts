/** What the command line reads: files or standard input, and how it says what is wrong with them. */
import { readFile } from 'node:fs/promises';
import { buffer } from 'node:stream/consumers';
import { inOneLine } from '../inspector/oneLine';
import type { TextRange } from '../inspector/views';

/** As a file's name: it comes from standard input. */
const STANDARD_INPUT = '-';

/** What came from it: there once, however often it is asked for. */
let fromStandardInput: Promise<Uint8Array> | undefined;

/** What the command line was given and cannot use; its message is for the user. */
export class BadInputError extends Error {
  override readonly name = 'BadInputError';
}

/** What is wrong with a file; a binary one has no lines. */
export interface Issue {
  readonly code: string;
  readonly message: string;
  readonly expected: string;
  readonly found: string;
  readonly range?: TextRange;
}

/** How a file is called in messages. */
export function nameOfInput(path: string): string {
  return path === STANDARD_INPUT ? '<stdin>' : path;
}

/**
 * @param what what the file should be, such as "a model file".
 * @throws BadInputError where it cannot be read.
 */
export async function readInput(path: string, what: string): Promise<Uint8Array> {
  try {
    if (path !== STANDARD_INPUT) return await readFile(path);
    fromStandardInput ??= buffer(process.stdin);
    return await fromStandardInput;
  } catch (error) {
    const reason = codeOf(error) ?? String(error);
    throw new BadInputError(
      `${nameOfInput(path)}:1:1: unreadable: The file cannot be read (expected ${what}, found ${reason})`,
    );
  }
}

/** The system's code of a failed call, such as ENOENT. */
export function codeOf(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error ? String(error.code) : undefined;
}

/** Writes the issues to standard error, one a line. */
export function writeIssues(file: string, issues: readonly Issue[]): void {
  for (const issue of issues) process.stderr.write(`${inOneLine(issueLine(file, issue))}\n`);
}

/** `file:line:column: code: message (expected …, found …)`, lines and columns from 1. */
function issueLine(file: string, { range, code, message, expected, found }: Issue): string {
  const { line, column } = range?.start ?? { line: 0, column: 0 };
  const place = `${file}:${line + 1}:${column + 1}`;
  return `${place}: ${code}: ${message} (expected ${expected}, found ${found})`;
}

/** Tells on standard error which arrays of a file are not compared, one a line. */
export function writeLeftOut(
  file: string,
  leftOut: readonly { readonly name: string; readonly reason: string }[],
): void {
  for (const { name, reason } of leftOut) {
    process.stderr.write(`${inOneLine(`${file}: ${name} is not compared: ${reason}`)}\n`);
  }
}
