/** The elementary operations on vectors of two float64 numbers, written as WebAssembly text. */
import type { Bits, ElementCode } from '../../../functions/elementCode';

/** The name of a local that holds a vector. */
export type Value = `$${string}`;

type Operand = Value | number;

/** An instruction with the locals that it reads. */
interface Operation {
  readonly instruction: string;
  readonly operands: readonly Value[];
  /** What it takes beside them. */
  readonly immediate: string;
}

const SIGN: Bits = { high: 0x80000000, low: 0 };

const bits = new DataView(new ArrayBuffer(8));

function bitsOf(x: number): Bits {
  bits.setFloat64(0, x);
  return { high: bits.getUint32(0), low: bits.getUint32(4) };
}

/** The same operation on the same values is written once, and what no result needs not at all. */
export class VectorCode implements ElementCode<Value> {
  readonly #operations = new Map<Value, Operation>();
  readonly #values = new Map<string, Value>();
  readonly #constants = new Map<string, Value>();

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

  max(x: Value, y: Operand): Value {
    return this.#apply('f64x2.max', x, y);
  }

  min(x: Value, y: Operand): Value {
    return this.#apply('f64x2.min', x, y);
  }

  atLeast(x: Value, bound: number): Value {
    return this.#apply('f64x2.pmax', x, bound);
  }

  atMost(x: Value, bound: number): Value {
    return this.#apply('f64x2.pmin', x, bound);
  }

  ifLess(x: Operand, y: Operand, yes: Operand, no: Operand): Value {
    return this.#apply('v128.bitselect', yes, no, this.#apply('f64x2.lt', x, y));
  }

  ifEqual(x: Operand, y: Operand, yes: Operand, no: Operand): Value {
    return this.#apply('v128.bitselect', yes, no, this.#apply('f64x2.eq', x, y));
  }

  withSign(x: Value, sign: Value): Value {
    return this.#apply('v128.bitselect', sign, x, this.#constant(SIGN));
  }

  and(x: Value, mask: Bits): Value {
    return this.#apply('v128.and', x, this.#constant(mask));
  }

  or(x: Value, mask: Bits): Value {
    return this.#apply('v128.or', x, this.#constant(mask));
  }

  addBits(x: Value, y: Bits): Value {
    return this.#apply('i64x2.add', x, this.#constant(y));
  }

  shiftLeft(x: Value, by: number): Value {
    return this.#keep({ instruction: 'i64x2.shl', operands: [x], immediate: `(i32.const ${by})` });
  }

  shiftRight(x: Value, by: number): Value {
    return this.#keep({ instruction: 'i64x2.shr_u', operands: [x], immediate: `(i32.const ${by})` });
  }

  number(x: number): Value {
    return this.#constant(bitsOf(x));
  }

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

  /**
   * The text that makes a result. A value that is read once stands in the expression that reads it, others are locals.
   * @returns the locals' declarations; the constants, to be set once; the others, to be set in order for each vector; and
   * the result itself as an expression.
   */
  textOf(result: Value): Record<'locals' | 'constants' | 'steps' | 'result', string> {
    const reads = new Map<Value, number>();
    const read = (value: Value): void => {
      const before = reads.get(value) ?? 0;
      reads.set(value, before + 1);
      if (before === 0) this.#operations.get(value)?.operands.forEach(read);
    };
    read(result);
    const expression = (value: Value): string => {
      const operation = this.#operations.get(value);
      return operation === undefined || reads.get(value) !== 1 ? `(local.get ${value})` : written(operation);
    };
    const written = ({ instruction, operands, immediate }: Operation): string =>
      `(${instruction} ${operands.map(expression).join(' ')} ${immediate})`;
    const kept = [...this.#operations].filter(([value]) => (reads.get(value) ?? 0) > 1);
    const constants = [...this.#constants].filter(([, value]) => reads.has(value));
    return {
      locals: [...constants.map(([, value]) => value), ...kept.map(([value]) => value)]
        .map((value) => `(local ${value} v128)`)
        .join(' '),
      constants: constants.map(([text, value]) => `(local.set ${value} ${text})`).join('\n'),
      steps: kept.map(([value, operation]) => `(local.set ${value} ${written(operation)})`).join('\n'),
      result: expression(result),
    };
  }

  #apply(instruction: string, ...operands: Operand[]): Value {
    const values = operands.map((x) => (typeof x === 'number' ? this.number(x) : x));
    return this.#keep({ instruction, operands: values, immediate: '' });
  }

  #keep(operation: Operation): Value {
    const key = JSON.stringify(operation);
    let value = this.#values.get(key);
    if (value === undefined) {
      value = `$v${this.#values.size}`;
      this.#values.set(key, value);
      this.#operations.set(value, operation);
    }
    return value;
  }

  /** Both lanes with these bits. */
  #constant({ high, low }: Bits): Value {
    const text = `(v128.const i32x4 ${low} ${high} ${low} ${high})`;
    let value = this.#constants.get(text);
    if (value === undefined) {
      value = `$c${this.#constants.size}`;
      this.#constants.set(text, value);
    }
    return value;
  }
}
