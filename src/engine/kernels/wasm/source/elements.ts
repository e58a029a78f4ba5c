/** Operations on numbers at the same places of tensors, and sums of columns, as WebAssembly text. */
import { advance, type Element, float64, load, loadVector, repeat } from './vectors';

/** Vectors of columns whose sums stay in registers together. */
const SUMS = 4;

/**
 * Exports `title` `(x, y, to, rowBytes, rows, count)`: x `operator` y of `count` > 0 elements of each of `rows` > 0 rows, which
 * are as far apart in all three, at `to`, which may be x or y.
 */
export function pairwise(element: Element, title: string, operator: 'add' | 'mul'): string {
  const { name, bytes, vector } = element;
  const places = ['x', 'y', 'to'];
  const next = (size: number): string => places.map((place) => advance(`$${place}At`, size)).join(' ');
  return `
  (func (export "${name}_${title}")
    (param $x i32) (param $y i32) (param $to i32) (param $rowBytes i32) (param $rows i32) (param $count i32)
    ${places.map((place) => `(local $${place}At i32)`).join(' ')} (local $vectorsEnd i32) (local $end i32)
    (loop $eachRow
      ${places.map((place) => `(local.set $${place}At (local.get $${place}))`).join(' ')}
      (local.set $end (i32.add (local.get $to) (i32.mul (local.get $count) (i32.const ${bytes}))))
      (local.set $vectorsEnd (i32.add (local.get $to)
        (i32.and (i32.mul (local.get $count) (i32.const ${bytes})) (i32.const -16))))
      (block $noVectors
        (br_if $noVectors (i32.eq (local.get $toAt) (local.get $vectorsEnd)))
        (loop $vectors
          (v128.store (local.get $toAt) (${vector}.${operator} (v128.load (local.get $xAt)) (v128.load (local.get $yAt))))
          ${next(16)}
          (br_if $vectors (i32.lt_u (local.get $toAt) (local.get $vectorsEnd)))))
      (block $noElements
        (br_if $noElements (i32.eq (local.get $toAt) (local.get $end)))
        (loop $elements
          (${name}.store (local.get $toAt) (${name}.${operator} (${name}.load (local.get $xAt)) (${name}.load (local.get $yAt))))
          ${next(bytes)}
          (br_if $elements (i32.lt_u (local.get $toAt) (local.get $end)))))
      ${places.map((place) => advance(`$${place}`, '(local.get $rowBytes)')).join(' ')}
      ${advance('$rows', -1)}
      (br_if $eachRow (local.get $rows))))`;
}

/**
 * Exports `sumOfRows` `(x, rowBytes, m, to, n)`: the sums of the m > 0 rows of x at `to`, n > 0 columns of them. Each sum
 * starts at 0 and takes the rows in their order, in float64.
 */
export function sumOfRows(element: Element): string {
  const { name, bytes } = element;
  const { lanes } = float64;
  const store = (v: number): string =>
    bytes === 8
      ? `(v128.store offset=${v * 16} (local.get $to) (local.get $sum${v}))`
      : `(v128.store64_lane offset=${v * 8} 0 (local.get $to) (f32x4.demote_f64x2_zero (local.get $sum${v})))`;
  const columns = (title: string, width: number, vectors: number): string => `
    (block $no${title}
      (loop $${title}
        (br_if $no${title} (i32.lt_s (local.get $n) (i32.const ${width})))
        (local.set $at (local.get $x))
        (local.set $left (local.get $m))
        ${repeat(vectors, (v) => `(local.set $sum${v} (v128.const i64x2 0 0))`)}
        (loop $rows
          ${repeat(vectors, (v) => `(local.set $sum${v} (f64x2.add (local.get $sum${v}) ${loadVector(float64, element, '(local.get $at)', v * lanes * bytes)}))`)}
          ${advance('$at', '(local.get $rowBytes)')}
          ${advance('$left', -1)}
          (br_if $rows (local.get $left)))
        ${repeat(vectors, store)}
        ${advance('$x', width * bytes)}
        ${advance('$to', width * bytes)}
        ${advance('$n', -width)}
        (br $${title})))`;
  return `
  (func (export "${name}_sumOfRows")
    (param $x i32) (param $rowBytes i32) (param $m i32) (param $to i32) (param $n i32)
    (local $at i32) (local $left i32) (local $sum f64)
    ${repeat(SUMS, (v) => `(local $sum${v} v128)`)}
    ${columns('wide', SUMS * lanes, SUMS)}
    ${columns('narrow', lanes, 1)}
    (if (local.get $n) (then
      (local.set $at (local.get $x))
      (local.set $left (local.get $m))
      (loop $rows
        (local.set $sum (f64.add (local.get $sum) ${load(float64, element, '(local.get $at)')}))
        ${advance('$at', '(local.get $rowBytes)')}
        ${advance('$left', -1)}
        (br_if $rows (local.get $left)))
      (${name}.store (local.get $to) ${bytes === 8 ? '(local.get $sum)' : '(f32.demote_f64 (local.get $sum))'}))))`;
}

/** Exports `f32_round` `(from, fromRowBytes, to, toRowBytes, m, n)`: float64 rows of n > 0 numbers rounded to float32. */
export function roundRows(): string {
  return `
  (func (export "f32_round")
    (param $from i32) (param $fromRowBytes i32) (param $to i32) (param $toRowBytes i32) (param $m i32) (param $n i32)
    (local $at i32) (local $toAt i32) (local $left i32)
    (loop $rows
      (local.set $at (local.get $from))
      (local.set $toAt (local.get $to))
      (local.set $left (local.get $n))
      (block $noPairs
        (loop $pairs
          (br_if $noPairs (i32.lt_s (local.get $left) (i32.const 2)))
          (v128.store64_lane 0 (local.get $toAt) (f32x4.demote_f64x2_zero (v128.load (local.get $at))))
          ${advance('$at', 16)}
          ${advance('$toAt', 8)}
          ${advance('$left', -2)}
          (br $pairs)))
      (if (local.get $left) (then
        (f32.store (local.get $toAt) (f32.demote_f64 (f64.load (local.get $at))))))
      ${advance('$from', '(local.get $fromRowBytes)')}
      ${advance('$to', '(local.get $toRowBytes)')}
      ${advance('$m', -1)}
      (br_if $rows (local.get $m))))`;
}
