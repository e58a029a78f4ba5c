/** Where the lexemes of JSON with comments end, as jsonc-parser's scanner ends them. */

const space = 0x20;
export const quote = 0x22;
export const plus = 0x2b;
export const comma = 0x2c;
export const minus = 0x2d;
export const point = 0x2e;
export const slash = 0x2f;
export const openBracket = 0x5b;
export const closeBracket = 0x5d;

const tab = 0x09;
const lineFeed = 0x0a;
const carriageReturn = 0x0d;
const asterisk = 0x2a;
const zero = 0x30;
const nine = 0x39;
const largeE = 0x45;
const backslash = 0x5c;
const smallE = 0x65;

/** Texts that stand for numbers which JSON cannot write, as the command line prints them. */
export const numberTexts: ReadonlyMap<unknown, number> = new Map([
  ['NaN', NaN],
  ['Infinity', Infinity],
  ['-Infinity', -Infinity],
]);

export function isSpace(code: number): boolean {
  return code === space || code === lineFeed || code === carriageReturn || code === tab;
}

export function isDigit(code: number): boolean {
  return code >= zero && code <= nine;
}

export function isExponentMark(code: number): boolean {
  return code === smallE || code === largeE;
}

function isLineBreak(code: number): boolean {
  return code === lineFeed || code === carriageReturn;
}

export function endOfSpace(text: string, start: number): number {
  let i = start;
  while (isSpace(text.charCodeAt(i))) i++;
  return i;
}

/** End of the comment at a slash: `start` where there is none, the end of the text where it is not closed. */
export function endOfComment(text: string, start: number): number {
  switch (text.charCodeAt(start + 1)) {
    case slash: {
      let i = start + 2;
      while (i < text.length && !isLineBreak(text.charCodeAt(i))) i++;
      return i;
    }
    case asterisk: {
      const end = text.indexOf('*/', start + 2);
      return end === -1 ? text.length : end + 2;
    }
    default:
      return start;
  }
}

/** End of white space and comments. */
export function endOfTrivia(text: string, start: number): number {
  let i = start;
  for (;;) {
    i = endOfSpace(text, i);
    if (text.charCodeAt(i) !== slash) return i;
    const end = endOfComment(text, i);
    if (end === i) return i;
    i = end;
  }
}

/** End of the text in quotes that starts here; a line break ends one that is not closed. */
export function endOfString(text: string, start: number): number {
  let i = start + 1;
  while (i < text.length) {
    const code = text.charCodeAt(i);
    if (code === quote) return i + 1;
    if (isLineBreak(code)) return i;
    i += code === backslash ? 2 : 1;
  }
  return text.length;
}
