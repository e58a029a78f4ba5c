/** The value of a formula of whole matrices as the panel writes it, with matrices put in for its symbols. */

export type Rows = readonly (readonly number[])[];

/** Parses and evaluates. @throws where the formula is none that it understands, or shapes do not fit. */
export function matrixValue(latex: string, symbols: ReadonlyMap<string, Rows>): Rows {
  const reader = new Reader(latex, symbols);
  const value = reader.sum();
  reader.end();
  return matrixOf(value);
}

/** A scale, or a matrix. */
type Value = number | Rows;

function matrixOf(value: Value): Rows {
  if (typeof value === 'number') throw new TypeError('a number, no matrix');
  return value;
}

export function transposed(matrix: Rows): Rows {
  return matrix[0]!.map((_, j) => matrix.map((row) => row[j]!));
}

function product(a: Value, b: Value): Value {
  if (typeof a === 'number') return typeof b === 'number' ? a * b : b.map((row) => row.map((x) => a * x));
  if (typeof b === 'number') return product(b, a);
  if (a[0]!.length !== b.length) throw new TypeError(`shapes ${a[0]!.length} and ${b.length} do not fit`);
  return a.map((row) => b[0]!.map((_, j) => row.reduce((sum, x, i) => sum + x * b[i]![j]!, 0)));
}

function together(a: Value, b: Value, f: (x: number, y: number) => number): Rows {
  const [p, q] = [matrixOf(a), matrixOf(b)];
  if (p.length !== q.length || p[0]!.length !== q[0]!.length) throw new TypeError('shapes are not the same');
  return p.map((row, i) => row.map((x, j) => f(x, q[i]![j]!)));
}

class Reader {
  #at = 0;
  readonly #names: readonly string[];

  constructor(
    readonly latex: string,
    readonly symbols: ReadonlyMap<string, Rows>,
  ) {
    this.#names = [...symbols.keys()].sort((a, b) => b.length - a.length);
  }

  end(): void {
    if (this.#at < this.latex.length) this.#fail('the end');
  }

  /** Summands; ⊙ binds more loosely than a product of matrices and closer than a sum. */
  sum(): Value {
    let value = this.#elementwise();
    for (;;) {
      if (this.#take(' + ')) value = together(value, this.#elementwise(), (x, y) => x + y);
      else if (this.#take(' - ')) value = together(value, this.#elementwise(), (x, y) => x - y);
      else return value;
    }
  }

  #elementwise(): Value {
    let value = this.#product();
    while (this.#take(' \\odot ')) value = together(value, this.#product(), (x, y) => x * y);
    return value;
  }

  #product(): Value {
    let value = this.#factor();
    for (;;) {
      if (!this.#take(' \\cdot ') && !/^ (?![-+] |\\odot)/.test(this.#rest)) return value;
      this.#take(' ');
      value = product(value, this.#factor());
    }
  }

  #factor(): Value {
    const fraction = this.#match(/^\\frac\{1\}\{(\d+)\}/);
    if (fraction !== undefined) return 1 / Number(fraction[1]);
    const digits = this.#match(/^\d+(?:\.\d+)?/);
    if (digits !== undefined) return Number(digits[0]);
    const name = this.#names.find((each) => this.#rest.startsWith(each));
    if (name !== undefined) {
      this.#at += name.length;
      return this.symbols.get(name)!;
    }
    if (!this.#take('(')) return this.#fail('a symbol');
    const value = this.sum();
    if (!this.#take(')')) return this.#fail(')');
    return this.#take('^{\\mathsf{T}}') ? transposed(matrixOf(value)) : value;
  }

  get #rest(): string {
    return this.latex.slice(this.#at);
  }

  #match(pattern: RegExp): RegExpExecArray | undefined {
    const found = pattern.exec(this.#rest) ?? undefined;
    this.#at += found?.[0].length ?? 0;
    return found;
  }

  #take(text: string): boolean {
    if (!this.#rest.startsWith(text)) return false;
    this.#at += text.length;
    return true;
  }

  #fail(wanted: string): never {
    throw new SyntaxError(`${this.latex}: ${wanted} expected at “${this.#rest}”`);
  }
}
