/**
 * C = A · Bᵀ without packing, as WebAssembly text, for few rows of A: the rows of B are read where they lie, and
 * transposed in registers, so that each sum still takes its products one by one in the order of k.
 */
import { type Arithmetic, DOT_VECTORS } from '../layout';
import { advance, type Element, multiplyAdd, repeat, splat } from './vectors';

/** Where the bytes of the elements come from that `i8x16.shuffle` takes, numbered through both of its vectors. */
function shuffle(bytes: number, elements: readonly number[], x: string, y: string): string {
  const lanes = elements.flatMap((element) => Array.from({ length: bytes }, (_, b) => element * bytes + b));
  return `(i8x16.shuffle ${lanes.join(' ')} ${x} ${y})`;
}

/** Transposes the vectors in `$r0` … of `group` so that `$r0` holds the first elements of all, `$r1` the second … */
function transpose({ bytes, lanes }: Element, group: number): string {
  const r = (i: number): string => `$r${group}_${i}`;
  const get = (i: number): string => `(local.get ${r(i)})`;
  if (lanes === 2) {
    return `
      (local.set $t0 ${shuffle(bytes, [0, 2], get(0), get(1))})
      (local.set ${r(1)} ${shuffle(bytes, [1, 3], get(0), get(1))})
      (local.set ${r(0)} (local.get $t0))`;
  }
  return `
      (local.set $t0 ${shuffle(bytes, [0, 4, 1, 5], get(0), get(1))})
      (local.set $t1 ${shuffle(bytes, [2, 6, 3, 7], get(0), get(1))})
      (local.set $t2 ${shuffle(bytes, [0, 4, 1, 5], get(2), get(3))})
      (local.set $t3 ${shuffle(bytes, [2, 6, 3, 7], get(2), get(3))})
      (local.set ${r(0)} ${shuffle(bytes, [0, 1, 4, 5], '(local.get $t0)', '(local.get $t2)')})
      (local.set ${r(1)} ${shuffle(bytes, [2, 3, 6, 7], '(local.get $t0)', '(local.get $t2)')})
      (local.set ${r(2)} ${shuffle(bytes, [0, 1, 4, 5], '(local.get $t1)', '(local.get $t3)')})
      (local.set ${r(3)} ${shuffle(bytes, [2, 3, 6, 7], '(local.get $t1)', '(local.get $t3)')})`;
}

/**
 * C (m × n) = A · Bᵀ: the elements of B's rows (n × k) lie side by side, those of A anywhere. Only whole groups of
 * DOT_VECTORS × lanes columns of C are computed: n must be a multiple of that.
 */
export function dotProduct(element: Element, arithmetic: Arithmetic): string {
  const { name, bytes, lanes } = element;
  const bits = 8 * bytes;
  const columns = DOT_VECTORS * lanes;
  const rowAt = (row: number): string =>
    row === 0 ? '(local.get $bAt)' : `(i32.add (local.get $bAt) (local.get $row${row}))`;
  const eachRow = (piece: (group: number, lane: number) => string): string =>
    repeat(DOT_VECTORS, (group) => repeat(lanes, (lane) => piece(group, lane)));
  const addStep = (p: number): string => `
    (local.set $factor ${splat(element, '(local.get $aAt)', 0)})
    ${advance('$aAt', '(local.get $aStepBytes)')}
    ${repeat(DOT_VECTORS, (g) => `(local.set $sum${g} ${multiplyAdd(element, arithmetic, '(local.get $factor)', `(local.get $r${g}_${p})`, `(local.get $sum${g})`)})`)}`;
  return `
  (func (export "${name}_multiplyDots")
    (param $a i32) (param $aRowBytes i32) (param $aStepBytes i32) (param $b i32) (param $bRowBytes i32)
    (param $c i32) (param $cRowBytes i32) (param $m i32) (param $n i32) (param $k i32)
    (local $i i32) (local $aRow i32) (local $aAt i32) (local $bAt i32) (local $cAt i32) (local $vectorsEnd i32)
    (local $end i32) (local $factor v128)
    ${repeat(columns - 1, (row) => `(local $row${row + 1} i32)`)}
    ${repeat(DOT_VECTORS, (g) => `(local $sum${g} v128)`)}
    ${repeat(lanes, (t) => `(local $t${t} v128)`)}
    ${eachRow((g, lane) => `(local $r${g}_${lane} v128)`)}
    ${repeat(columns - 1, (row) => `(local.set $row${row + 1} (i32.mul (local.get $bRowBytes) (i32.const ${row + 1})))`)}
    (loop $columns
      (local.set $end (i32.add (local.get $b) (i32.mul (local.get $k) (i32.const ${bytes}))))
      (local.set $vectorsEnd (i32.add (local.get $b)
        (i32.and (i32.mul (local.get $k) (i32.const ${bytes})) (i32.const -16))))
      (local.set $i (local.get $m))
      (local.set $aRow (local.get $a))
      (local.set $cAt (local.get $c))
      (loop $rows
        (local.set $aAt (local.get $aRow))
        (local.set $bAt (local.get $b))
        ${repeat(DOT_VECTORS, (g) => `(local.set $sum${g} (v128.const i64x2 0 0))`)}
        (block $noVectors
          (br_if $noVectors (i32.eq (local.get $bAt) (local.get $vectorsEnd)))
          (loop $vectors
            ${eachRow((g, lane) => `(local.set $r${g}_${lane} (v128.load ${rowAt(g * lanes + lane)}))`)}
            ${repeat(DOT_VECTORS, (g) => transpose(element, g))}
            ${advance('$bAt', 16)}
            ${repeat(lanes, addStep)}
            (br_if $vectors (i32.lt_u (local.get $bAt) (local.get $vectorsEnd)))))
        (block $noElements
          (br_if $noElements (i32.eq (local.get $bAt) (local.get $end)))
          (loop $elements
            ${eachRow((g, lane) => `(local.set $r${g}_0 (v128.load${bits}_lane ${lane} ${rowAt(g * lanes + lane)} (local.get $r${g}_0)))`)}
            ${advance('$bAt', bytes)}
            ${addStep(0)}
            (br_if $elements (i32.lt_u (local.get $bAt) (local.get $end)))))
        ${repeat(DOT_VECTORS, (g) => `(v128.store offset=${g * 16} (local.get $cAt) (local.get $sum${g}))`)}
        ${advance('$aRow', '(local.get $aRowBytes)')}
        ${advance('$cAt', '(local.get $cRowBytes)')}
        ${advance('$i', -1)}
        (br_if $rows (local.get $i)))
      ${advance('$b', `(i32.mul (local.get $bRowBytes) (i32.const ${columns}))`)}
      ${advance('$c', DOT_VECTORS * 16)}
      ${advance('$n', -columns)}
      (br_if $columns (i32.gt_s (local.get $n) (i32.const 0)))))`;
}
