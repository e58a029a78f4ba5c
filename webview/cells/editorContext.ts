/**
 * What the editor's context menu is told: attributes with JSON, of which VS Code gives a command those of the element under
 * the menu and of everything around it, the inner ones first. The focus for commands of the palette is read from the same.
 */
import type { CellRef, MatrixRef, Selection } from '../../src/inspector/views';
import { type Focus, focusIn } from '../../src/protocol/focus';

/** What kind of place it is; menus ask for it. */
type Section = 'cell' | 'heatmap' | 'proof';

/** Names the matrix, and the number, that an element shows. */
export function describeNumbers(
  element: HTMLElement,
  section: Section,
  matrix: MatrixRef,
  cell: CellRef | undefined,
): void {
  // The menu's own Cut, Copy and Paste are about text.
  describe(element, { webviewSection: section, matrix, cell, preventDefaultContextMenuItems: true });
}

/** Names the part of the batch that everything in an element belongs to. */
export function describeSelection(element: HTMLElement, selection: Selection): void {
  describe(element, { selection });
}

/** What an element is about; undefined where it is about no numbers. */
export function focusAt(element: Element | null): Focus | undefined {
  let merged: object = {};
  for (
    let described = element?.closest<HTMLElement>(DESCRIBED);
    described != null;
    described = described.parentElement?.closest<HTMLElement>(DESCRIBED)
  ) {
    merged = { ...(JSON.parse(described.dataset['vscodeContext']!) as object), ...merged };
  }
  return focusIn(merged);
}

const DESCRIBED = '[data-vscode-context]';

function describe(element: HTMLElement, context: object): void {
  element.dataset['vscodeContext'] = JSON.stringify(context);
}
