/** A straight line of arithmetic on vectors of two float64 numbers, written as WebAssembly text. */
import { repeat } from '../vectors';

/** The name of a local that holds a vector. */
export type Value = `$${string}`;

/** A vector, or a number that stands in both of its lanes. */
export type Operand = Value | number;

const bits = new DataView(new ArrayBuffer(8));

function bitsOf(x: number): bigint {
  bits.setFloat64(0, x);
  return bits.getBigUint64(0);
}

/** Sums and products round once each, in this order, on every machine. Each result is a new local. */
export class VectorCode {
  readonly #lines: string[] = [];
  readonly #constants = new Map<bigint, Value>();
  #count = 0;

  add(x: Operand, y: Operand): Value {
    return this.#apply('f64x2.add', x, y);
  }

  sub(x: Operand, y: Operand): Value {
    return this.#apply('f64x2.sub', x, y);
  }

  mul(x: Operand, y: Operand): Value {
    return this.#apply('f64x2.mul', x, y);
  }

  div(x: Operand, y: Operand): Value {
    return this.#apply('f64x2.div', x, y);
  }

  neg(x: Value): Value {
    return this.#apply('f64x2.neg', x);
  }

  abs(x: Value): Value {
    return this.#apply('f64x2.abs', x);
  }

  /** x, but `bound` where it is larger; NaN stays. */
  atMost(x: Value, bound: number): Value {
    return this.#apply('f64x2.pmin', x, bound);
  }

  /** x, but `bound` where it is smaller; NaN stays. */
  atLeast(x: Value, bound: number): Value {
    return this.#apply('f64x2.pmax', x, bound);
  }

  /** A mask of the lanes where x < y: not where one is NaN. */
  less(x: Operand, y: Operand): Value {
    return this.#apply('f64x2.lt', x, y);
  }

  equal(x: Operand, y: Operand): Value {
    return this.#apply('f64x2.eq', x, y);
  }

  /** `yes` in the lanes of the mask, `no` in the others. */
  select(mask: Value, yes: Operand, no: Operand): Value {
    return this.#apply('v128.bitselect', yes, no, mask);
  }

  /** |x| with the sign of `sign`, also where that is −0. */
  withSign(x: Operand, sign: Value): Value {
    return this.#apply('v128.bitselect', sign, x, this.bits(1n << 63n));
  }

  and(x: Value, mask: bigint): Value {
    return this.#apply('v128.and', x, this.bits(mask));
  }

  or(x: Value, mask: bigint): Value {
    return this.#apply('v128.or', x, this.bits(mask));
  }

  /** The sum of the lanes' bits as whole numbers. */
  addBits(x: Value, y: bigint): Value {
    return this.#apply('i64x2.add', x, this.bits(y));
  }

  shiftLeft(x: Value, by: number): Value {
    return this.#keep(`(i64x2.shl (local.get ${x}) (i32.const ${by}))`);
  }

  shiftRight(x: Value, by: number): Value {
    return this.#keep(`(i64x2.shr_u (local.get ${x}) (i32.const ${by}))`);
  }

  /** Both lanes with this number. */
  number(x: number): Value {
    return this.bits(bitsOf(x));
  }

  /** Both lanes with these 64 bits. */
  bits(pattern: bigint): Value {
    let constant = this.#constants.get(pattern);
    if (constant === undefined) {
      constant = `$constant${this.#constants.size}`;
      this.#constants.set(pattern, constant);
    }
    return constant;
  }

  /**
   * c₀ + c₁ x + c₂ x² + …, of two coefficients or more, in Estrin's scheme: neighbours in pairs, then pairs of pairs.
   * They need not wait for each other, as they must in Horner's.
   */
  polynomial(x: Value, coefficients: readonly number[]): Value {
    let terms: readonly Operand[] = coefficients;
    for (let power = x; ; power = this.mul(power, power)) {
      const all = terms;
      terms = all
        .filter((_, i) => i % 2 === 0)
        .map((term, i) => {
          const next = all[2 * i + 1];
          return next === undefined ? term : this.add(term, this.mul(next, power));
        });
      const [first] = terms;
      if (terms.length === 1 && typeof first === 'string') return first;
    }
  }

  /** The declarations of all locals, and the constants, which are the same for every vector. */
  get beginning(): string {
    return `
    ${repeat(this.#count, (i) => `(local $v${i} v128)`)}
    ${[...this.#constants.values()].map((name) => `(local ${name} v128)`).join('\n')}
    ${[...this.#constants].map(([pattern, name]) => `(local.set ${name} (v128.const i64x2 ${pattern} ${pattern}))`).join('\n')}`;
  }

  get text(): string {
    return this.#lines.join('\n');
  }

  #apply(instruction: string, ...operands: Operand[]): Value {
    const values = operands.map((x) => `(local.get ${typeof x === 'number' ? this.number(x) : x})`);
    return this.#keep(`(${instruction} ${values.join(' ')})`);
  }

  #keep(expression: string): Value {
    const name: Value = `$v${this.#count++}`;
    this.#lines.push(`(local.set ${name} ${expression})`);
    return name;
  }
}
