/** A number dragged sideways by the pointer. */
import type { Anchor } from '../cells/surface';
import { Disposables } from '../dom/component';
import { dragged } from './typedNumber';

export interface DragEvents {
  /** The number under the pointer where it is one that can be dragged. */
  find(target: Element): Anchor | undefined;
  /** The number there now. */
  valueOf(anchor: Anchor): Promise<number>;
  began(anchor: Anchor): void;
  change(anchor: Anchor, value: number): void;
  ended(anchor: Anchor): void;
}

/** Pixels that a click may slip. */
const SLIP = 4;

interface Drag {
  readonly anchor: Anchor;
  readonly from: Promise<number>;
  readonly pointerId: number;
  readonly x: number;
  readonly y: number;
  moved: boolean;
}

export class NumberDrag {
  readonly #disposables = new Disposables();
  #drag: Drag | undefined;

  constructor(
    readonly root: HTMLElement,
    readonly events: DragEvents,
  ) {
    const disposables = this.#disposables;
    disposables.listen(root, 'pointerdown', ({ button, target, pointerId, clientX: x, clientY: y }) => {
      if (button !== 0 || !(target instanceof Element)) return;
      const anchor = events.find(target);
      if (anchor === undefined) return;
      const from = events.valueOf(anchor);
      from.catch(() => undefined);
      this.#drag = { anchor, from, pointerId, x, y, moved: false };
    });
    disposables.listen(root, 'pointermove', (event) => {
      this.#onMove(event);
    });
    disposables.listen(root, 'pointerup', () => {
      this.#end();
    });
    disposables.listen(root, 'pointercancel', () => {
      this.#end();
    });
    disposables.listen(document, 'keydown', (event) => {
      if (event.key !== 'Escape' || this.#drag?.moved !== true) return;
      event.preventDefault();
      const { anchor, from } = this.#drag;
      from.then(
        (start) => {
          events.change(anchor, start);
        },
        () => undefined,
      );
      this.#end();
    });
  }

  dispose(): void {
    this.#disposables.dispose();
  }

  #onMove({ clientX, clientY, shiftKey, altKey, pointerId }: PointerEvent): void {
    const drag = this.#drag;
    if (drag?.pointerId !== pointerId) return;
    const [dx, dy] = [clientX - drag.x, clientY - drag.y];
    if (!drag.moved) {
      // Down the page is no drag of a number.
      if (Math.abs(dx) < SLIP || Math.abs(dx) < Math.abs(dy)) return;
      drag.moved = true;
      drag.anchor.element.setPointerCapture(pointerId);
      drag.anchor.element.classList.add('dragging');
      this.events.began(drag.anchor);
    }
    const pace = shiftKey ? 'fine' : altKey ? 'coarse' : 'usual';
    drag.from.then(
      (start) => {
        if (Number.isFinite(start)) this.events.change(drag.anchor, dragged(start, dx, pace));
      },
      () => undefined,
    );
  }

  #end(): void {
    const drag = this.#drag;
    this.#drag = undefined;
    if (drag?.moved !== true) return;
    drag.anchor.element.classList.remove('dragging');
    // It was no click: the next one that comes at once is its end.
    const swallow = (event: Event): void => {
      event.stopPropagation();
    };
    this.root.addEventListener('click', swallow, { capture: true, once: true });
    setTimeout(() => {
      this.root.removeEventListener('click', swallow, { capture: true });
    });
    this.events.ended(drag.anchor);
  }
}
