/** A function of numbers as a kernel over numbers that lie side by side in the memory, as WebAssembly text. */
import { advance, type Element } from '../vectors';
import { type Value, VectorCode } from './vectorCode';

/** The text of f(x), two numbers at a time. Parameters are the same for all numbers. */
export type VectorFunction = (code: VectorCode, x: Value, ...parameters: Value[]) => Value;

/**
 * `(from, to, count, ...parameters)`: writes f of `count` > 0 elements to `to`, which may be `from`. Two elements at a
 * time in float64 arithmetic, whatever their type; of the last, if it is alone, the other lane is 0.
 */
export function functionKernel({ name, bytes }: Element, kernelName: string, f: VectorFunction): string {
  const parameters = Array.from({ length: f.length - 2 }, (_, i) => `parameter${i}`);
  const code = new VectorCode();
  const result = f(code, '$x', ...parameters.map((parameter): Value => `$${parameter}s`));
  const bits = 8 * bytes;
  const [wide, narrow] =
    bytes === 8
      ? ['(local.get $x)', `(local.get ${result})`]
      : ['(f64x2.promote_low_f32x4 (local.get $x))', `(f32x4.demote_f64x2_zero (local.get ${result}))`];
  const loadTwo = bytes === 8 ? 'v128.load' : 'v128.load64_zero';
  const storeTwo = bytes === 8 ? 'v128.store (local.get $to)' : 'v128.store64_lane 0 (local.get $to)';
  return `
  (func (export "${name}_${kernelName}") (param $from i32) (param $to i32) (param $count i32)
    ${parameters.map((parameter) => `(param $${parameter} f64)`).join(' ')}
    (local $x v128)
    ${parameters.map((parameter) => `(local $${parameter}s v128)`).join(' ')}
    ${code.beginning}
    ${parameters.map((parameter) => `(local.set $${parameter}s (f64x2.splat (local.get $${parameter})))`).join('\n')}
    (loop $vectors
      (if (i32.eq (local.get $count) (i32.const 1))
        (then (local.set $x (v128.load${bits}_zero (local.get $from))))
        (else (local.set $x (${loadTwo} (local.get $from)))))
      (local.set $x ${wide})
      ${code.text}
      (local.set $x ${narrow})
      (if (i32.eq (local.get $count) (i32.const 1))
        (then (v128.store${bits}_lane 0 (local.get $to) (local.get $x)))
        (else (${storeTwo} (local.get $x))))
      ${advance('$from', 2 * bytes)}
      ${advance('$to', 2 * bytes)}
      ${advance('$count', -2)}
      (br_if $vectors (i32.gt_s (local.get $count) (i32.const 0)))))`;
}
