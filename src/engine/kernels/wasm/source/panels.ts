/**
 * The product of packed panels, C += A · B, as WebAssembly text. The method is Goto's: K. Goto and R. van de Geijn,
 * Anatomy of High-Performance Matrix Multiplication, ACM TOMS 34(3), 2008.
 *
 * A lies in panels of `rows` rows, B in panels of `columns` columns, both step by step along k (see packing.ts). For
 * each pair of panels one tile of C stays in registers while k runs. A sum starts from what C holds and takes its
 * products in the order of k, so that neither the tile's shape nor the splitting of k changes a bit of the result.
 */
import type { Arithmetic, Tile } from '../layout';
import { advance, type Element, multiplyAdd, repeat, splat } from './vectors';

export function panelProduct(element: Element, arithmetic: Arithmetic, tile: Tile): string {
  const { name, bytes, lanes, vector } = element;
  const { rows, vectors } = tile;
  const columns = vectors * lanes;
  const sum = (i: number, j: number): string => `$sum${i}_${j}`;
  const eachSum = (piece: (i: number, j: number) => string): string =>
    repeat(rows, (i) => repeat(vectors, (j) => piece(i, j)));

  const step = `
    ${repeat(vectors, (j) => `(local.set $b${j} (v128.load offset=${j * 16} (local.get $bAt)))`)}
    ${repeat(
      rows,
      (i) => `(local.set $factor ${splat(element, '(local.get $aAt)', i * bytes)})
      ${repeat(
        vectors,
        (j) =>
          `(local.set ${sum(i, j)} ${multiplyAdd(element, arithmetic, '(local.get $factor)', `(local.get $b${j})`, `(local.get ${sum(i, j)})`)})`,
      )}`,
    )}`;

  const rowPointer = (i: number): string => (i === 0 ? '(local.get $target)' : `(local.get $row${i})`);

  return `
  ;; C (m × n, rows $rowBytes apart) += A · B over $steps steps of k. With $first, C's content is not read. $bias, if it is not 0, is
  ;; the address of a row to add to each row of C after the last step; whole tiles of it are read. Tiles that reach over C's
  ;; edge are computed at $spare.
  (func (export "${name}_multiplyPanels")
    (param $a i32) (param $b i32) (param $c i32) (param $rowBytes i32)
    (param $m i32) (param $n i32) (param $steps i32) (param $first i32) (param $bias i32) (param $spare i32)
    (local $aPanel i32) (local $aAt i32) (local $bAt i32) (local $bEnd i32) (local $i i32) (local $j i32)
    (local $whole i32) (local $tile i32) (local $target i32) (local $targetRowBytes i32) (local $factor v128)
    ${repeat(rows - 1, (i) => `(local $row${i + 1} i32)`)}
    ${repeat(vectors, (j) => `(local $b${j} v128)`)}
    ${eachSum((i, j) => `(local ${sum(i, j)} v128)`)}
    (loop $columns
      (local.set $i (i32.const 0))
      (local.set $aPanel (local.get $a))
      (loop $rows
        (local.set $tile (i32.add (local.get $c) (i32.add
          (i32.mul (local.get $i) (local.get $rowBytes)) (i32.mul (local.get $j) (i32.const ${bytes})))))
        (local.set $whole (i32.and
          (i32.le_s (i32.add (local.get $i) (i32.const ${rows})) (local.get $m))
          (i32.le_s (i32.add (local.get $j) (i32.const ${columns})) (local.get $n))))
        (if (local.get $whole)
          (then
            (local.set $target (local.get $tile))
            (local.set $targetRowBytes (local.get $rowBytes)))
          (else
            (local.set $target (local.get $spare))
            (local.set $targetRowBytes (i32.const ${columns * bytes}))
            (if (i32.eqz (local.get $first)) (then
              (call $${name}_copyTile (local.get $spare) (i32.const ${columns * bytes}) (local.get $tile) (local.get $rowBytes)
                (i32.sub (local.get $m) (local.get $i)) (i32.sub (local.get $n) (local.get $j)))))))
        ${repeat(
          rows - 1,
          (i) => `(local.set $row${i + 1} (i32.add ${rowPointer(i)} (local.get $targetRowBytes)))`,
        )}
        (if (local.get $first)
          (then ${eachSum((i, j) => `(local.set ${sum(i, j)} (v128.const i64x2 0 0))`)})
          (else ${eachSum((i, j) => `(local.set ${sum(i, j)} (v128.load offset=${j * 16} ${rowPointer(i)}))`)}))
        (local.set $aAt (local.get $aPanel))
        (local.set $bAt (local.get $b))
        (local.set $bEnd (i32.add (local.get $b) (i32.mul (local.get $steps) (i32.const ${columns * bytes}))))
        (loop $k
          ${step}
          ${advance('$aAt', rows * bytes)}
          ${advance('$bAt', columns * bytes)}
          (br_if $k (i32.lt_u (local.get $bAt) (local.get $bEnd))))
        (if (local.get $bias) (then
          ${repeat(vectors, (j) => `(local.set $b${j} (v128.load offset=${j * 16} (i32.add (local.get $bias) (i32.mul (local.get $j) (i32.const ${bytes})))))`)}
          ${eachSum((i, j) => `(local.set ${sum(i, j)} (${vector}.add (local.get ${sum(i, j)}) (local.get $b${j})))`)}))
        ${eachSum((i, j) => `(v128.store offset=${j * 16} ${rowPointer(i)} (local.get ${sum(i, j)}))`)}
        (if (i32.eqz (local.get $whole)) (then
          (call $${name}_copyTile (local.get $tile) (local.get $rowBytes) (local.get $spare) (i32.const ${columns * bytes})
            (i32.sub (local.get $m) (local.get $i)) (i32.sub (local.get $n) (local.get $j)))))
        (local.set $aPanel (local.get $aAt))
        ${advance('$i', rows)}
        (br_if $rows (i32.lt_s (local.get $i) (local.get $m))))
      (local.set $b (local.get $bEnd))
      ${advance('$j', columns)}
      (br_if $columns (i32.lt_s (local.get $j) (local.get $n)))))

  ;; Copies the part of a ${rows} × ${columns} tile that lies within $m × $n.
  (func $${name}_copyTile
    (param $to i32) (param $toRowBytes i32) (param $from i32) (param $fromRowBytes i32) (param $m i32) (param $n i32)
    (local $bytes i32) (local $at i32)
    (local.set $m (select (local.get $m) (i32.const ${rows}) (i32.lt_s (local.get $m) (i32.const ${rows}))))
    (local.set $n (select (local.get $n) (i32.const ${columns}) (i32.lt_s (local.get $n) (i32.const ${columns}))))
    (local.set $bytes (i32.mul (local.get $n) (i32.const ${bytes})))
    (loop $rows
      (local.set $at (i32.const 0))
      (loop $elements
        (${name}.store (i32.add (local.get $to) (local.get $at)) (${name}.load (i32.add (local.get $from) (local.get $at))))
        ${advance('$at', bytes)}
        (br_if $elements (i32.lt_u (local.get $at) (local.get $bytes))))
      ${advance('$to', '(local.get $toRowBytes)')}
      ${advance('$from', '(local.get $fromRowBytes)')}
      ${advance('$m', -1)}
      (br_if $rows (local.get $m))))`;
}
