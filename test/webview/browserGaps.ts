// Import this before the panel. What jsdom lacks of a browser and the panel needs: layout is a fixed window in which everything is visible.

const WIDTH = 1000;
const HEIGHT = 600;

class AlwaysVisible implements IntersectionObserver {
  readonly root = null;
  readonly rootMargin = '';
  readonly scrollMargin = '';
  readonly thresholds = [];
  constructor(readonly callback: IntersectionObserverCallback) {}
  observe(target: Element): void {
    const entry = { target, isIntersecting: true } as IntersectionObserverEntry;
    setTimeout(() => {
      this.callback([entry], this);
    }, 0);
  }
  unobserve(): void {
    // Nothing is kept.
  }
  disconnect(): void {
    // Nothing is kept.
  }
  takeRecords(): IntersectionObserverEntry[] {
    return [];
  }
}

class NeverResized implements ResizeObserver {
  observe(): void {
    // The window has one size.
  }
  unobserve(): void {
    // The window has one size.
  }
  disconnect(): void {
    // The window has one size.
  }
}

class Rect implements DOMRect {
  constructor(
    readonly x = 0,
    readonly y = 0,
    readonly width = 0,
    readonly height = 0,
  ) {}
  static fromRect({ x = 0, y = 0, width = 0, height = 0 }: DOMRectInit = {}): DOMRect {
    return new Rect(x, y, width, height);
  }
  get left(): number {
    return this.x;
  }
  get top(): number {
    return this.y;
  }
  get right(): number {
    return this.x + this.width;
  }
  get bottom(): number {
    return this.y + this.height;
  }
  toJSON(): unknown {
    return undefined;
  }
}

globalThis.IntersectionObserver = AlwaysVisible;
globalThis.ResizeObserver = NeverResized;
globalThis.DOMRect = Rect;
window.matchMedia = (query) =>
  ({
    matches: false,
    media: query,
    addEventListener: () => undefined,
    removeEventListener: () => undefined,
    addListener: () => undefined,
  }) as unknown as MediaQueryList;
window.scrollTo = () => undefined;
Element.prototype.scrollIntoView = () => undefined;
Element.prototype.setPointerCapture = () => undefined;
// There are no fonts that could arrive.
Object.defineProperty(document, 'fonts', { configurable: true, value: { ready: Promise.resolve() } });
// Without pixels: pictures are looked at in a real browser.
HTMLCanvasElement.prototype.getContext = () => null;
Object.defineProperty(HTMLElement.prototype, 'clientWidth', { configurable: true, get: () => WIDTH });
Object.defineProperty(HTMLElement.prototype, 'clientHeight', { configurable: true, get: () => HEIGHT });
Element.prototype.scrollTo = function (this: Element, to?: ScrollToOptions | number) {
  this.scrollTop = typeof to === 'object' ? (to.top ?? 0) : 0;
  this.dispatchEvent(new Event('scroll'));
};
// MathML elements have no style in jsdom, but in every browser.
if (!('style' in Element.prototype)) {
  const styles = new WeakMap<Element, CSSStyleDeclaration>();
  Object.defineProperty(Element.prototype, 'style', {
    configurable: true,
    get(this: Element) {
      const known = styles.get(this) ?? document.createElement('i').style;
      styles.set(this, known);
      return known;
    },
  });
}

export {};
