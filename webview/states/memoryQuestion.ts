/** The words of the question before a run that needs much of the machine's memory. */
import { bytesText } from '../../src/inspector/naming';
import type { MemoryNeed } from '../../src/inspector/views';

/** "81 GB": never less than what is needed. */
export function neededText({ needed }: MemoryNeed): string {
  return bytesText(needed, Math.ceil);
}

/** "This run needs 81 GB of memory". */
export function questionText(need: MemoryNeed): string {
  return `This run needs ${neededText(need)} of memory`;
}

/** What is there, and what that means: sentences. */
export function comparison({ needed, available }: MemoryNeed): string {
  const there = bytesText(available, Math.floor);
  return needed > available
    ? `That is more than this machine has, ${there}: the run may fail or slow everything down.`
    : `This machine has ${there}, of which other programs need some, too.`;
}
