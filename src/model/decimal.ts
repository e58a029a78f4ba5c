/** Decimal digits and an exponent → the nearest double, quickly and to the last bit. */

/** The powers of ten that a double holds exactly. */
const powers = Float64Array.from({ length: 23 }, (_, i) => Number(`1e${i}`));

const inverses = powers.map((power) => 1 / power);

/** Veltkamp's splitting constant for 53 bits. */
const splitter = 2 ** 27 + 1;
/** Each power as the sum of two numbers of at most 26 bits. */
const powerHeads = powers.map(headOf);
const powerTails = powers.map((power, i) => power - powerHeads[i]!);

/** The powers of five, which are the significant bits of those of ten. */
const fives = powers.map((_, i) => 5 ** i);

/**
 * (head · 10^tailDigits + tail) · 10^exponent, correctly rounded, or NaN where that is not sure.
 * @param head, tail whole numbers; tail has at most `tailDigits` digits.
 */
export function decimal(head: number, tail: number, tailDigits: number, exponent: number): number {
  if (tailDigits > 15 || head * fives[tailDigits]! >= 2 ** 53) return NaN;
  // Exact by that condition, as `tail` is by the number of its digits.
  const high = head * powers[tailDigits]!;
  const digits = high + tail;
  if (digits < 2 ** 53) {
    // Digits and power are exact, so one rounding is all there is (Clinger 1990).
    if (exponent === 0 || digits === 0) return digits;
    if (exponent < 0) return exponent >= -22 ? digits / powers[0 - exponent]! : NaN;
    return exponent <= 22 ? digits * powers[exponent]! : NaN;
  }
  return exponent < 0 && exponent >= -22 ? quotient(high, tail, 0 - exponent) : NaN;
}

/**
 * (high + low) / 10^p, correctly rounded, or NaN where that is not sure.
 *
 * q = RN(high / 10^p) leaves a remainder high − q · 10^p that a double holds exactly; Dekker's product finds it. Then
 * (high + low) / 10^p = q + c with c = (remainder + low) / 10^p, which is computed with two roundings, a relative error
 * below 2^-51. Where q + c rounds alike at both ends of an interval wider than that, so does the exact sum.
 */
function quotient(high: number, low: number, p: number): number {
  const power = powers[p]!;
  const q = high / power;
  const product = q * power;
  const qHead = headOf(q);
  const qTail = q - qHead;
  const pHead = powerHeads[p]!;
  const pTail = powerTails[p]!;
  const productError = qHead * pHead - product + qHead * pTail + qTail * pHead + qTail * pTail;
  const c = (high - product - productError + low) * inverses[p]!;
  const one = q + c * (1 - 2 ** -50);
  return one === q + c * (1 + 2 ** -50) ? one : NaN;
}

/** The leading 26 bits of a number (Veltkamp 1968). */
function headOf(value: number): number {
  const product = splitter * value;
  return product - (product - value);
}
