/** How numbers are written by NumPy, PyTorch, Python and spreadsheets. */

/** A pattern without groups: `1`, `1.`, `.5`, `-2.e-03`, `nan`, `-inf`, `Infinity`. Takes time in proportion to its length. */
export const numberPattern = String.raw`[-+]?(?:(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][-+]?\d+)?|[nN]a[nN]|[iI]nf(?:inity)?)`;

const wholeNumber = new RegExp(`^${numberPattern}$`);

/** The number that a text is; undefined where it is none. */
export function numberOf(text: string): number | undefined {
  if (!wholeNumber.test(text)) return undefined;
  const value = Number(text);
  if (!Number.isNaN(value)) return value;
  if (!/inf/i.test(text)) return NaN;
  return text.startsWith('-') ? -Infinity : Infinity;
}

/** The digits of a number's text. */
export interface Digits {
  /** From the first that is not 0 to the last; none for a zero. */
  readonly significant: number;
  /** Behind the point; undefined with an exponent. */
  readonly decimals: number | undefined;
}

/** The digits of a finite number's text; undefined for a whole number, NaN and infinities, which are not rounded. */
export function digitsOf(text: string): Digits | undefined {
  const [, whole, fraction = '', exponent] = /^[-+]?(\d*)(?:\.(\d*))?([eE].*)?$/.exec(text) ?? [];
  if (whole === undefined || (!text.includes('.') && exponent === undefined)) return undefined;
  return {
    significant: (whole + fraction).replace(/^0+/, '').length,
    decimals: exponent === undefined ? fraction.length : undefined,
  };
}
