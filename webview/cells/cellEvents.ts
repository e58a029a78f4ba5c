/** What a number on screen tells whoever shows proofs. */
import type { Anchor } from './surface';

export interface CellEvents {
  /** The pointer rests on the number. */
  enter(anchor: Anchor): void;
  leave(): void;
  /** The keyboard's focus came to the number. */
  focus(anchor: Anchor): void;
  /** Click, Enter, Space. */
  pin(anchor: Anchor): void;
  copyLatex(anchor: Anchor): void;
  goTo(anchor: Anchor): void;
}

/** The keys that every surface of numbers understands; true where the key was one of them. */
export function commandKey(event: KeyboardEvent, anchor: Anchor, events: CellEvents): boolean {
  if (event.ctrlKey || event.metaKey || event.altKey) return false;
  switch (event.key) {
    case 'Enter':
    case ' ':
      events.pin(anchor);
      return true;
    case 'c':
      events.copyLatex(anchor);
      return true;
    case 'g':
      events.goTo(anchor);
      return true;
    default:
      return false;
  }
}
