/** A mistake in few words: what its identifier says. */
import type { MistakeId } from '../../src/inspector/comparison/mistakes/mistake';

export function mistakeTitle(mistake: MistakeId): string {
  return mistake.replaceAll('_', ' ');
}
