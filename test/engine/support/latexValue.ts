/** The value of a formula written in the LaTeX that the rules use, with numbers put in for its variables. */

/** Functions that formulas name; erf by a series of its own, so that the engine's is not compared with itself. */
const FUNCTIONS: Readonly<Record<string, (x: number) => number>> = {
  ln: Math.log,
  tanh: Math.tanh,
  cosh: Math.cosh,
  erf,
};

/**
 * erf x = 2/√π e^{−x²} Σ 2ⁿ x^{2n+1} / (2n + 1)!! (NIST Digital Library of Mathematical Functions, 7.6.2): all terms have
 * one sign, so nothing cancels.
 */
function erf(x: number): number {
  if (Math.abs(x) > 6) return Math.sign(x);
  let term = x;
  let sum = x;
  for (let n = 1; Math.abs(term) > 1e-17 * Math.abs(sum); n++) {
    term *= (2 * x * x) / (2 * n + 1);
    sum += term;
  }
  return (2 / Math.sqrt(Math.PI)) * Math.exp(-x * x) * sum;
}

/** Parses and evaluates; throws where the formula is none that it understands. */
export function latexValue(latex: string): number {
  const reader = new Reader(latex);
  const value = reader.sum();
  reader.end();
  return value;
}

class Reader {
  readonly #tokens: readonly string[];
  #at = 0;

  constructor(private readonly latex: string) {
    this.#tokens =
      latex
        .replaceAll(/\\(left|right)(?![a-zA-Z])/g, (_, side: string) =>
          side === 'left' ? '\\open' : '\\close',
        )
        .replaceAll('\\open(', '(')
        .replaceAll('\\close)', ')')
        .match(/\\operatorname\{[a-z]+\}|\\(?:open|close)\||\\[a-zA-Z]+|\d+(?:\.\d*)?(?:e[+-]?\d+)?|\S/g) ??
      [];
  }

  end(): void {
    if (this.#at < this.#tokens.length) this.#fail('the end');
  }

  sum(): number {
    let value = this.#product();
    for (;;) {
      if (this.#take('+')) value += this.#product();
      else if (this.#take('-')) value -= this.#product();
      else return value;
    }
  }

  /** Factors, joined by \cdot, by / or by standing side by side. */
  #product(): number {
    if (this.#take('-')) return -this.#product();
    let value = this.#power();
    for (;;) {
      if (this.#take('\\cdot')) value *= this.#take('-') ? -this.#power() : this.#power();
      else if (this.#take('/')) value /= this.#power();
      else if (this.#startsFactor()) value *= this.#power();
      else return value;
    }
  }

  #startsFactor(): boolean {
    const next = this.#tokens[this.#at];
    return next !== undefined && !['+', '-', ')', '}', ',', '\\close|'].includes(next);
  }

  #power(): number {
    const base = this.#atom();
    return this.#take('^') ? base ** this.#group() : base;
  }

  #atom(): number {
    const token = this.#tokens[this.#at] ?? '';
    this.#at++;
    if (/^\d/.test(token)) return Number(token);
    switch (token) {
      case '(':
        return this.#closed(')');
      case '\\open|':
        return Math.abs(this.#closed('\\close|'));
      case '\\frac':
      case '\\tfrac':
        return this.#group() / this.#group();
      case '\\sqrt':
        return Math.sqrt(this.#group());
      case '\\pi':
        return Math.PI;
      case 'e':
        return Math.E;
      case '\\max':
      case '\\min': {
        this.#expect('(');
        const first = this.sum();
        this.#expect(',');
        const second = this.#closed(')');
        return token === '\\max' ? Math.max(first, second) : Math.min(first, second);
      }
    }
    const name = /^\\(?:operatorname\{([a-z]+)\}|([a-z]+))$/.exec(token);
    const f = FUNCTIONS[name?.[1] ?? name?.[2] ?? ''];
    if (f === undefined) {
      this.#at--;
      return this.#fail('a number or a function');
    }
    // tanh²(x): the power of a function stands before its argument, which is one factor without a power.
    const exponent = this.#take('^') ? this.#group() : 1;
    return f(this.#startsFunction() ? this.#atom() : this.#power()) ** exponent;
  }

  /** Whether a function of a function follows: \ln \cosh(x). */
  #startsFunction(): boolean {
    return /^\\(?!frac|sqrt)/.test(this.#tokens[this.#at] ?? '');
  }

  #group(): number {
    this.#expect('{');
    return this.#closed('}');
  }

  #closed(by: string): number {
    const value = this.sum();
    this.#expect(by);
    return value;
  }

  #take(token: string): boolean {
    if (this.#tokens[this.#at] !== token) return false;
    this.#at++;
    return true;
  }

  #expect(token: string): void {
    if (!this.#take(token)) this.#fail(token);
  }

  #fail(wanted: string): never {
    const found = this.#tokens[this.#at] ?? 'the end';
    throw new SyntaxError(`${this.latex}: ${wanted} expected, ${found} found (token ${this.#at})`);
  }
}
