/** What a pointer and its wheel do on a heatmap: point, click, drag, scroll, zoom. */
import { Disposables } from '../dom/component';

export interface PanEvents<Start> {
  /** Points of the element, in pixels. */
  hover(x: number, y: number): void;
  leave(): void;
  click(x: number, y: number): void;
  /** A drag may begin: what `pan` needs of the present state. */
  begin(): Start;
  pan(from: Start, dx: number, dy: number): void;
  zoom(by: -1 | 1): void;
  scroll(dx: number, dy: number): void;
}

/** Pixels that a click may slip. */
const SLIP = 4;

export class PointerPan<Start> {
  readonly #disposables = new Disposables();
  #drag: { readonly x: number; readonly y: number; readonly from: Start; moved: boolean } | undefined;

  constructor(
    readonly element: HTMLElement,
    readonly events: PanEvents<Start>,
  ) {
    this.#disposables.listen(element, 'pointerdown', ({ button, clientX, clientY, pointerId }) => {
      if (button !== 0) return;
      element.setPointerCapture(pointerId);
      this.#drag = { x: clientX, y: clientY, from: events.begin(), moved: false };
    });
    this.#disposables.listen(element, 'pointermove', (event) => {
      this.#onMove(event);
    });
    this.#disposables.listen(element, 'pointerup', ({ offsetX, offsetY }) => {
      const drag = this.#drag;
      this.#drag = undefined;
      element.classList.remove('dragging');
      if (drag?.moved === false) events.click(offsetX, offsetY);
    });
    this.#disposables.listen(element, 'pointercancel', () => {
      this.#drag = undefined;
      element.classList.remove('dragging');
    });
    this.#disposables.listen(element, 'pointerleave', () => {
      if (this.#drag === undefined) events.leave();
    });
    this.#disposables.listen(
      element,
      'wheel',
      (event) => {
        this.#onWheel(event);
      },
      { passive: false },
    );
  }

  dispose(): void {
    this.#disposables.dispose();
  }

  #onMove({ clientX, clientY, offsetX, offsetY }: PointerEvent): void {
    const drag = this.#drag;
    if (drag === undefined) {
      this.events.hover(offsetX, offsetY);
      return;
    }
    const [dx, dy] = [clientX - drag.x, clientY - drag.y];
    if (!drag.moved && Math.hypot(dx, dy) < SLIP) return;
    if (!drag.moved) {
      drag.moved = true;
      this.element.classList.add('dragging');
      this.events.leave();
    }
    this.events.pan(drag.from, dx, dy);
  }

  /** With Ctrl the wheel zooms; without it pans where the heatmap has the focus, else the page scrolls on. */
  #onWheel(event: WheelEvent): void {
    if (event.ctrlKey || event.metaKey) {
      event.preventDefault();
      this.events.zoom(event.deltaY < 0 ? 1 : -1);
    } else if (document.activeElement === this.element) {
      event.preventDefault();
      const [dx, dy] =
        event.shiftKey && event.deltaX === 0 ? [event.deltaY, 0] : [event.deltaX, event.deltaY];
      this.events.scroll(dx, dy);
    }
  }
}
