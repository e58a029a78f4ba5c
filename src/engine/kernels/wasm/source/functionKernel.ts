/** A function of one number as a loop over numbers that lie side by side in the memory, as WebAssembly text. */
import type { ElementFunction } from '../../../functions/elementCode';
import { type Value, VectorCode } from './vectorCode';
import { advance } from './vectors';

/** A function to be made a kernel of. */
export interface KernelFunction {
  readonly f: ElementFunction;
  /** The names of its parameters, in the order in which they lie in the memory. */
  readonly parameters: readonly string[];
}

/**
 * What follows the name of the text's function, `(from, to, count, parametersAt, single)`: writes f of `count` elements to
 * `to`, which may be `from`; float32 where `single` is 1, else float64. Two elements at a time in float64 arithmetic,
 * whatever their type; of the last, if it is alone, the other lane is 0.
 */
export function functionKernel({ f, parameters }: KernelFunction): string {
  const code = new VectorCode();
  const values = Object.fromEntries(parameters.map((name, i): [string, Value] => [name, `$p${i}`]));
  const { locals, constants, steps, result } = code.textOf(f(code, '$x', values));
  const set = (_name: string, i: number): string =>
    `(local.set $p${i} (v128.load64_splat offset=${8 * i} (local.get $parametersAt)))`;
  return `(param $from i32) (param $to i32) (param $count i32) (param $parametersAt i32) (param $single i32)
    (local $x v128) (local $step i32) ${parameters.map((_, i) => `(local $p${i} v128)`).join(' ')} ${locals}
    ${parameters.map(set).join('\n')}
    ${constants}
    (local.set $step (i32.shr_u (i32.const 16) (local.get $single)))
    (if (i32.eqz (local.get $count)) (then (return)))
    (loop $vectors
      (local.set $x ${eitherType(
        `(f64x2.promote_low_f32x4 ${oneOrTwo('(result v128)', '(v128.load32_zero (local.get $from))', '(v128.load64_zero (local.get $from))')})`,
        oneOrTwo('(result v128)', '(v128.load64_zero (local.get $from))', '(v128.load (local.get $from))'),
      )})
      ${steps}
      (local.set $x ${result})
      (if (local.get $single)
        (then
          (local.set $x (f32x4.demote_f64x2_zero (local.get $x)))
          ${oneOrTwo('', '(v128.store32_lane 0 (local.get $to) (local.get $x))', '(v128.store64_lane 0 (local.get $to) (local.get $x))')})
        (else
          ${oneOrTwo('', '(v128.store64_lane 0 (local.get $to) (local.get $x))', '(v128.store (local.get $to) (local.get $x))')}))
      ${advance('$from', '(local.get $step)')}
      ${advance('$to', '(local.get $step)')}
      ${advance('$count', -2)}
      (br_if $vectors (i32.gt_s (local.get $count) (i32.const 0))))`;
}

function eitherType(single: string, double: string): string {
  return `(if (result v128) (local.get $single) (then ${single}) (else ${double}))`;
}

/** One piece for an element that is left alone, the other for two. */
function oneOrTwo(type: string, one: string, two: string): string {
  return `(if ${type} (i32.eq (local.get $count) (i32.const 1)) (then ${one}) (else ${two}))`;
}
