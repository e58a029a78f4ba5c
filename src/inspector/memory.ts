/** What a run may take of the machine's memory without asking, and the sizes that people write. */
import type { MemoryNeed } from './views';

/** The share of all memory that nobody need be asked for. */
const UNASKED_SHARE = 1 / 4;

/**
 * The bytes that this process can have.
 * @param machine all bytes of the machine.
 * @param constraint the bytes that a container leaves to it; undefined or 0 where there is no such limit.
 */
export function memoryThereIs(machine: number, constraint: number | undefined): number {
  return constraint === undefined || constraint === 0 ? machine : Math.min(machine, constraint);
}

/** The bytes that nobody need be asked for. */
export function unasked(available: number): number {
  return available * UNASKED_SHARE;
}

/** @param agreed bytes that the user has said yes to. */
export function mustAsk({ needed, available }: MemoryNeed, agreed: number): boolean {
  return needed > unasked(available) && needed > agreed;
}

const UNITS: Readonly<Record<string, number>> = { b: 1, kb: 1e3, mb: 1e6, gb: 1e9, tb: 1e12 };

/** The bytes of "8GB" or "512 MB", whose units are powers of 1000; undefined where that is no size. */
export function bytesOf(text: string): number | undefined {
  const [, digits = '', unit = ''] = /^(\d+(?:\.\d+)?) ?([kMGT]?B)$/i.exec(text.trim()) ?? [];
  const scale = UNITS[unit.toLowerCase()];
  return scale === undefined ? undefined : Number(digits) * scale;
}
