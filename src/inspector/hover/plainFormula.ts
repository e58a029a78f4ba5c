/** The LaTeX of formulas and proofs as plain text, for who hears or cannot see the picture: "∂L/∂w₁₂ = a₁ · δ₂". */
import type { Latex } from '../views';

/** Commands that are a character or a word; what is here as nothing only says how something looks. */
const WORDS: Readonly<Record<string, string>> = {
  ...{ partial: '∂', delta: 'δ', Delta: 'Δ', sigma: 'σ', alpha: 'α', eta: 'η', pi: 'π', tau: 'τ', ell: 'ℓ' },
  ...{ cdot: ' · ', times: ' × ', div: ' ÷ ', odot: ' ⊙ ', le: ' ≤ ', ge: ' ≥ ', infty: '∞' },
  ...{ cdots: '⋯', sum: 'Σ', ln: 'ln', tanh: 'tanh', cosh: 'cosh', max: 'max', min: 'min' },
  ...{ left: '', right: '', Bigl: '', Bigr: '', Big: '', textstyle: '', displaystyle: '', mathrel: '' },
  ...{ quad: ' ', qquad: ' ' },
};

const SUBSCRIPTS = scripts('0123456789+-=()aehijklmnoprstuvx', '₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎ₐₑₕᵢⱼₖₗₘₙₒₚᵣₛₜᵤᵥₓ');
const SUPERSCRIPTS = scripts('0123456789+-=()ijklmnT', '⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ⁱʲᵏˡᵐⁿᵀ');

function scripts(plain: string, raised: string): ReadonlyMap<string, string> {
  const characters = Array.from(raised);
  return new Map(Array.from(plain).map((character, i) => [character, characters[i]!]));
}

/** Anything that it does not know is left as its name. */
export function plainFormula(latex: Latex): string {
  return new Reader(latex)
    .all()
    .replaceAll(/∂ +/g, '∂')
    .replaceAll(/ *; *=/g, ' =')
    .replaceAll(/ *; */g, '; ')
    .replaceAll(/ {2,}/g, ' ')
    .replaceAll(/\( | \)/g, (found) => found.trim())
    .trim();
}

class Reader {
  readonly #tokens: readonly string[];
  #at = 0;

  constructor(latex: Latex) {
    this.#tokens = latex.match(/\\[a-zA-Z]+|\\.|[^\\]/gs) ?? [];
  }

  all(): string {
    let text = '';
    while (this.#at < this.#tokens.length && this.#tokens[this.#at] !== '}') text += this.#next();
    return text;
  }

  #next(): string {
    const token = this.#tokens[this.#at++] ?? '';
    if (token === '{') {
      const text = this.all();
      this.#at++;
      return text;
    }
    if (token === '_') return this.#script(SUBSCRIPTS, '_');
    if (token === '^') return this.#script(SUPERSCRIPTS, '^');
    if (token === '&') return ' ';
    if (token === '-') return '−';
    return token.startsWith('\\') ? this.#command(token.slice(1)) : token;
  }

  #command(name: string): string {
    switch (name) {
      case '\\':
        return '; ';
      case 'frac':
      case 'tfrac':
        return `${this.#factor()}/${this.#factor()}`;
      case 'sqrt':
        return `√(${this.#argument()})`;
      case 'text':
      case 'operatorname':
        return this.#literal();
      case 'begin':
      case 'end':
      case 'phantom':
        this.#argument();
        return '';
      case 'class':
        this.#argument();
        return this.#argument();
      case 'underbrace': {
        const text = this.#argument();
        if (this.#tokens[this.#at] === '_') {
          this.#at++;
          this.#argument();
        }
        return text;
      }
      case 'mathsf':
      case 'boxed':
        return this.#argument();
      default:
        return WORDS[name] ?? (/^[a-zA-Z]/.test(name) ? name : ' ');
    }
  }

  /** A group, or the one token that stands for it. */
  #argument(): string {
    this.#skipSpaces();
    return this.#next().trim();
  }

  /** Above or below a line: in parentheses where it has several parts. */
  #factor(): string {
    const text = this.#argument().replaceAll('∂ ', '∂');
    return /[ +−]/.test(text) ? `(${text})` : text;
  }

  /** Text keeps its spaces and hyphens. */
  #literal(): string {
    let text = '';
    this.#at++;
    while (this.#at < this.#tokens.length && this.#tokens[this.#at] !== '}')
      text += this.#tokens[this.#at++] ?? '';
    this.#at++;
    return text.replaceAll('\\,', ' ');
  }

  #script(known: ReadonlyMap<string, string>, mark: string): string {
    const text = this.#argument();
    const characters = Array.from(text.replaceAll('−', '-'));
    if (characters.every((character) => known.has(character))) {
      return characters.map((character) => known.get(character)!).join('');
    }
    return characters.length === 1 ? mark + text : `${mark}(${text})`;
  }

  #skipSpaces(): void {
    while (this.#tokens[this.#at] === ' ') this.#at++;
  }
}
