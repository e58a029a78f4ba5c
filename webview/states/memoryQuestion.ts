/** The words of the question before a run that needs much of the machine's memory. */
import * as l10n from '@vscode/l10n';
import { bytesText } from '../../src/inspector/naming';
import type { MemoryNeed } from '../../src/inspector/views';

/** "81 GB": never less than what is needed. */
export function neededText({ needed }: MemoryNeed): string {
  return bytesText(needed, Math.ceil);
}

/** "This run needs 81 GB of memory". */
export function questionText(need: MemoryNeed): string {
  return l10n.t('This run needs {0} of memory', neededText(need));
}

/** What is there, and what that means: sentences. */
export function comparison({ needed, available }: MemoryNeed): string {
  const there = bytesText(available, Math.floor);
  return needed > available
    ? l10n.t('That is more than this machine has, {0}: the run may fail or slow everything down.', there)
    : l10n.t('This machine has {0}, of which other programs need some, too.', there);
}
