/** Packing a strided matrix into panels, as WebAssembly text. Transposed or not is only a matter of the strides. */
import { advance, type Element, load, loadVector, repeat } from './vectors';

/** Panels of lines side by side that are packed together, so that a line of the cache is read once for all of them. */
const TOGETHER = 4;

/**
 * Exports `title`, which packs `$lines` lines (rows of A, or columns of B) over `$steps` steps of k: panel by panel of
 * `width` lines, within a panel step by step, within a step line by line. Lines that are missing in the last panel are
 * zeros. The numbers may come from a narrower type.
 */
export function packing(element: Element, title: string, width: number, from = element): string {
  const { name, bytes } = element;
  const prefix = `$${name}_${title}`;
  return `
  (func (export "${name}_${title}")
    (param $from i32) (param $lineBytes i32) (param $stepBytes i32) (param $lines i32) (param $steps i32) (param $to i32)
    (local $panelBytes i32) (local $sideBySide i32)
    (local.set $panelBytes (i32.mul (local.get $steps) (i32.const ${width * bytes})))
    (local.set $sideBySide (i32.eq (local.get $lineBytes) (i32.const ${from.bytes})))
    (block $done
    (if (local.get $sideBySide) (then
      (block $noGroups
        (loop $groups
          (br_if $noGroups (i32.lt_s (local.get $lines) (i32.const ${TOGETHER * width})))
          (call ${prefix}_group (local.get $from) (local.get $stepBytes) (local.get $steps) (local.get $to) (local.get $panelBytes))
          ${advance('$from', TOGETHER * width * from.bytes)}
          ${advance('$to', `(i32.mul (local.get $panelBytes) (i32.const ${TOGETHER}))`)}
          ${advance('$lines', -TOGETHER * width)}
          (br $groups)))
      (br_if $done (i32.eqz (local.get $lines)))))
    (loop $panels
      (if (i32.lt_s (local.get $lines) (i32.const ${width}))
        (then
          (memory.fill (local.get $to) (i32.const 0) (local.get $panelBytes))
          (call ${prefix}_some (local.get $from) (local.get $lineBytes) (local.get $stepBytes)
            (local.get $lines) (local.get $steps) (local.get $to)))
        (else
          (if (local.get $sideBySide)
            (then (call ${prefix}_sideBySide
              (local.get $from) (local.get $stepBytes) (local.get $steps) (local.get $to) (local.get $panelBytes)))
            (else (call ${prefix}_apart (local.get $from) (local.get $lineBytes) (local.get $stepBytes)
              (local.get $steps) (local.get $to))))))
      ${advance('$from', `(i32.mul (local.get $lineBytes) (i32.const ${width}))`)}
      ${advance('$to', '(local.get $panelBytes)')}
      ${advance('$lines', -width)}
      (br_if $panels (i32.gt_s (local.get $lines) (i32.const 0))))))

  ${packSome(element, from, `${prefix}_some`, width)}
  ${packSideBySide(element, from, `${prefix}_sideBySide`, width, 1)}
  ${packSideBySide(element, from, `${prefix}_group`, width, TOGETHER)}
  ${packApart(element, from, `${prefix}_apart`, width)}`;
}

/** Any number of lines up to `width`, one element at a time. */
function packSome(element: Element, from: Element, title: string, width: number): string {
  const { name, bytes } = element;
  return `
  (func ${title}
    (param $from i32) (param $lineBytes i32) (param $stepBytes i32) (param $lines i32) (param $steps i32) (param $to i32)
    (local $at i32) (local $toAt i32) (local $left i32)
    (loop $eachLine
      (local.set $at (local.get $from))
      (local.set $toAt (local.get $to))
      (local.set $left (local.get $steps))
      (loop $eachStep
        (${name}.store (local.get $toAt) ${load(element, from, '(local.get $at)')})
        ${advance('$at', '(local.get $stepBytes)')}
        ${advance('$toAt', width * bytes)}
        ${advance('$left', -1)}
        (br_if $eachStep (local.get $left)))
      ${advance('$from', '(local.get $lineBytes)')}
      ${advance('$to', bytes)}
      ${advance('$lines', -1)}
      (br_if $eachLine (local.get $lines))))`;
}

/** Whole panels whose lines lie side by side in memory: each step is copied as it is, a part to each panel. */
function packSideBySide(
  element: Element,
  from: Element,
  title: string,
  width: number,
  panels: number,
): string {
  const { name, bytes, lanes } = element;
  const vectors = Math.floor(width / lanes);
  const copies = (panel: number): string => {
    const copy = (type: string, loaded: typeof load, first: number): string => `
      (${type}.store offset=${first * bytes} (local.get $panel${panel})
        ${loaded(element, from, '(local.get $from)', (panel * width + first) * from.bytes)})`;
    return `
      ${repeat(vectors, (v) => copy('v128', loadVector, v * lanes))}
      ${repeat(width - vectors * lanes, (i) => copy(name, load, vectors * lanes + i))}
      ${advance(`$panel${panel}`, width * bytes)}`;
  };
  return `
  (func ${title}
    (param $from i32) (param $stepBytes i32) (param $steps i32) (param $to i32) (param $panelBytes i32)
    ${repeat(panels, (panel) => `(local $panel${panel} i32)`)}
    ${repeat(panels, (panel) => `(local.set $panel${panel} (i32.add (local.get $to) (i32.mul (local.get $panelBytes) (i32.const ${panel}))))`)}
    (loop $eachStep
      ${repeat(panels, copies)}
      ${advance('$from', '(local.get $stepBytes)')}
      ${advance('$steps', -1)}
      (br_if $eachStep (local.get $steps))))`;
}

/**
 * A whole panel of lines that lie apart. Not more than six are read side by side: rows whose distance is a power of
 * two share one set of the first-level cache, which has eight places.
 */
function packApart(element: Element, from: Element, title: string, width: number): string {
  const { name, bytes } = element;
  const together = width > 6 ? width / 2 : width;
  return `
  (func ${title}
    (param $from i32) (param $lineBytes i32) (param $stepBytes i32) (param $steps i32) (param $to i32)
    (local $at i32) (local $toAt i32) (local $left i32)
    ${repeat(together - 1, (i) => `(local $line${i + 1} i32)`)}
    ${repeat(together - 1, (i) => `(local.set $line${i + 1} (i32.mul (local.get $lineBytes) (i32.const ${i + 1})))`)}
    ${repeat(
      width / together,
      (part) => `
    (local.set $at (i32.add (local.get $from) (i32.mul (local.get $lineBytes) (i32.const ${part * together}))))
    (local.set $toAt (i32.add (local.get $to) (i32.const ${part * together * bytes})))
    (local.set $left (local.get $steps))
    (loop $eachStep${part}
      (${name}.store (local.get $toAt) ${load(element, from, '(local.get $at)')})
      ${repeat(
        together - 1,
        (i) =>
          `(${name}.store offset=${(i + 1) * bytes} (local.get $toAt) ${load(element, from, `(i32.add (local.get $at) (local.get $line${i + 1}))`)})`,
      )}
      ${advance('$at', '(local.get $stepBytes)')}
      ${advance('$toAt', width * bytes)}
      ${advance('$left', -1)}
      (br_if $eachStep${part} (local.get $left)))`,
    )})`;
}
