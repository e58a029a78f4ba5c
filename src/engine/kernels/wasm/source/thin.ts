/**
 * C += A · B without packing, as WebAssembly text, for products in which each element of B, or of C, is used so few
 * times that reading memory is all the work: few rows, or few steps of k.
 */
import type { Arithmetic } from '../layout';
import { advance, type Element, multiplyAdd, repeat, splat } from './vectors';

/** As many steps of k are taken together as leave C's traffic small and their factors in registers. */
const STEPS = 4;

/** C (m × n) += A · B over k steps, in the order of k. The columns of B and C lie side by side, A lies anywhere. */
export function thinProduct(element: Element, arithmetic: Arithmetic): string {
  const { name } = element;
  const call = (steps: number): string => `
      (call $${name}_add${steps} (local.get $a) (local.get $aRowBytes) (local.get $aStepBytes)
        (local.get $b) (local.get $bStepBytes) (local.get $c) (local.get $cRowBytes)
        (local.get $m) (local.get $n) (local.get $first))`;
  return `
  (func (export "${name}_multiplyThin")
    (param $a i32) (param $aRowBytes i32) (param $aStepBytes i32) (param $b i32) (param $bStepBytes i32)
    (param $c i32) (param $cRowBytes i32) (param $m i32) (param $n i32) (param $k i32)
    (param $first i32)
    (block $done
      (loop $blocks
        ${repeat(STEPS - 1, (left) => `(if (i32.eq (local.get $k) (i32.const ${left + 1})) (then ${call(left + 1)} (br $done)))`)}
        ${call(STEPS)}
        (local.set $first (i32.const 0))
        ${advance('$a', `(i32.mul (local.get $aStepBytes) (i32.const ${STEPS}))`)}
        ${advance('$b', `(i32.mul (local.get $bStepBytes) (i32.const ${STEPS}))`)}
        ${advance('$k', -STEPS)}
        (br_if $blocks (i32.gt_s (local.get $k) (i32.const 0))))))
  ${repeat(STEPS, (less) => addSteps(element, arithmetic, less + 1))}`;
}

/** C += A · B over `steps` steps; with $first, C's content is not read. */
function addSteps(element: Element, arithmetic: Arithmetic, steps: number): string {
  const { name, bytes } = element;
  const bits = 8 * bytes;
  const bAt = (p: number): string => `(i32.add (local.get $bAt) (local.get $step${p}))`;
  const sum = (load: string): string => `
    (local.set $sum (v128.const i64x2 0 0))
    (if (i32.eqz (local.get $first)) (then (local.set $sum (${load} (local.get $cAt)))))
    ${repeat(steps, (p) => `(local.set $sum ${multiplyAdd(element, arithmetic, `(local.get $a${p})`, `(${load} ${p === 0 ? '(local.get $bAt)' : bAt(p)})`, '(local.get $sum)')})`)}`;
  return `
  (func $${name}_add${steps}
    (param $a i32) (param $aRowBytes i32) (param $aStepBytes i32) (param $b i32) (param $bStepBytes i32)
    (param $c i32) (param $cRowBytes i32) (param $m i32) (param $n i32) (param $first i32)
    (local $bAt i32) (local $cAt i32) (local $vectorsEnd i32) (local $end i32) (local $sum v128)
    ${repeat(steps, (p) => `(local $a${p} v128) (local $step${p} i32)`)}
    ${repeat(steps, (p) => `(local.set $step${p} (i32.mul (local.get $bStepBytes) (i32.const ${p})))`)}
    (loop $rows
      ${repeat(steps, (p) => `(local.set $a${p} ${splat(element, `(i32.add (local.get $a) (i32.mul (local.get $aStepBytes) (i32.const ${p})))`, 0)})`)}
      (local.set $bAt (local.get $b))
      (local.set $cAt (local.get $c))
      (local.set $end (i32.add (local.get $c) (i32.mul (local.get $n) (i32.const ${bytes}))))
      (local.set $vectorsEnd (i32.add (local.get $c)
        (i32.and (i32.mul (local.get $n) (i32.const ${bytes})) (i32.const -16))))
      (block $noVectors
        (br_if $noVectors (i32.eq (local.get $cAt) (local.get $vectorsEnd)))
        (loop $vectors
          ${sum('v128.load')}
          (v128.store (local.get $cAt) (local.get $sum))
          ${advance('$bAt', 16)}
          ${advance('$cAt', 16)}
          (br_if $vectors (i32.lt_u (local.get $cAt) (local.get $vectorsEnd)))))
      (block $noElements
        (br_if $noElements (i32.eq (local.get $cAt) (local.get $end)))
        (loop $elements
          ${sum(`v128.load${bits}_zero`)}
          (v128.store${bits}_lane 0 (local.get $cAt) (local.get $sum))
          ${advance('$bAt', bytes)}
          ${advance('$cAt', bytes)}
          (br_if $elements (i32.lt_u (local.get $cAt) (local.get $end)))))
      ${advance('$a', '(local.get $aRowBytes)')}
      ${advance('$c', '(local.get $cRowBytes)')}
      ${advance('$m', -1)}
      (br_if $rows (local.get $m))))`;
}
