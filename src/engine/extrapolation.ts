/** Richardson extrapolation of a sequence whose steps are halved, with an error estimate. */

/**
 * Takes values T(h), T(h/2), T(h/4), … of something whose error is a series in powers of h^order, and extrapolates them to
 * h = 0 by Neville's tableau. The best entry is the one that differs least from its neighbours (C. J. F. Ridders, "Accurate
 * computation of F′(x) and F′(x) F″(x)", Advances in Engineering Software 4, 1982).
 */
export class Extrapolation {
  value = NaN;
  /** How far the best entry is from its neighbours: an estimate of its error. */
  error = Infinity;
  /** Smaller steps have begun to make it worse: rounding has taken over. */
  exhausted = false;
  #row: readonly number[] = [];

  constructor(private readonly order: 1 | 2) {}

  add(next: number): void {
    const before = this.#row;
    const row = [next];
    if (before.length === 0) this.value = next;
    before.forEach((left, j) => {
      const ratio = 2 ** (this.order * (j + 1));
      const entry = (ratio * row[j]! - left) / (ratio - 1);
      const error = Math.max(Math.abs(entry - row[j]!), Math.abs(entry - left));
      if (error < this.error) {
        this.error = error;
        this.value = entry;
      }
      row.push(entry);
    });
    if (before.length > 0) {
      const drift = Math.abs(row.at(-1)! - before.at(-1)!);
      this.exhausted ||= drift >= 2 * this.error;
    }
    this.#row = row;
  }
}
