/** Paints an SVG: shapes and text as elements, so that it is sharp at any size, and escaped by the serializer. */
import type { Brush, Fill, PatternMaker } from './brush';

const SVG = 'http://www.w3.org/2000/svg';

/** A small image that is drawn larger becomes a rectangle a pixel; of more, the file would be larger than the image. */
const MOST_RECTANGLES = 2 ** 14;

/** A letter's middle above its line, as a share of the font's size: `dominant-baseline` is not understood everywhere. */
const MIDDLE = 0.35;

const ANCHORS: Partial<Record<CanvasTextAlign, string>> = { center: 'middle', right: 'end', end: 'end' };

type Look = Pick<
  Brush,
  'fillStyle' | 'strokeStyle' | 'lineWidth' | 'font' | 'textAlign' | 'textBaseline' | 'imageSmoothingEnabled'
> & { readonly dash: string; readonly parent: SVGElement };

export class SvgBrush implements Brush {
  fillStyle: Fill = '#000';
  strokeStyle: Fill = '#000';
  lineWidth = 1;
  font = '10px sans-serif';
  textAlign: CanvasTextAlign = 'left';
  textBaseline: CanvasTextBaseline = 'alphabetic';
  imageSmoothingEnabled = true;
  readonly #document = document.implementation.createDocument(SVG, 'svg');
  readonly #definitions = this.#make('defs', {});
  readonly #saved: Look[] = [];
  #parent = this.#document.documentElement as unknown as SVGElement;
  #path = '';
  #dash = '';
  #patterns = 0;

  /** In pixels. */
  constructor(width: number, height: number) {
    for (const [name, value] of Object.entries({ width, height, viewBox: `0 0 ${width} ${height}` })) {
      this.#parent.setAttribute(name, String(value));
    }
    this.#parent.append(this.#definitions);
  }

  /** The file. */
  text(): string {
    return new XMLSerializer().serializeToString(this.#document);
  }

  save(): void {
    const { fillStyle, strokeStyle, lineWidth, font, textAlign, textBaseline, imageSmoothingEnabled } = this;
    this.#saved.push({
      ...{ fillStyle, strokeStyle, lineWidth, font, textAlign, textBaseline, imageSmoothingEnabled },
      dash: this.#dash,
      parent: this.#parent,
    });
  }

  restore(): void {
    const look = this.#saved.pop();
    if (look === undefined) return;
    const { dash, parent, ...own } = look;
    this.#dash = dash;
    this.#parent = parent;
    Object.assign(this, own);
  }

  translate(x: number, y: number): void {
    this.#enter('g', { transform: `translate(${short(x)} ${short(y)})` });
  }

  fillRect(x: number, y: number, width: number, height: number): void {
    this.#add('rect', { ...boxOf(x, y, width, height), fill: colour(this.fillStyle), ...SHARP });
  }

  strokeRect(x: number, y: number, width: number, height: number): void {
    this.#add('rect', { ...boxOf(x, y, width, height), ...this.#stroke() });
  }

  fillText(text: string, x: number, y: number): void {
    const [, size = '10', family = 'sans-serif'] = /^(\d+)px (.*)$/.exec(this.font) ?? [];
    const shift = this.textBaseline === 'middle' ? MIDDLE * Number(size) : 0;
    const made = this.#add('text', {
      x: short(x),
      y: short(y + shift),
      fill: colour(this.fillStyle),
      'font-size': size,
      'font-family': family,
      'text-anchor': ANCHORS[this.textAlign] ?? 'start',
    });
    made.textContent = printable(text);
  }

  beginPath(): void {
    this.#path = '';
  }

  moveTo(x: number, y: number): void {
    this.#path += `M${short(x)} ${short(y)}`;
  }

  lineTo(x: number, y: number): void {
    this.#path += `L${short(x)} ${short(y)}`;
  }

  fill(): void {
    this.#add('path', { d: this.#path, fill: colour(this.fillStyle) });
  }

  stroke(): void {
    this.#add('path', { d: this.#path, ...this.#stroke() });
  }

  setLineDash(lengths: number[]): void {
    this.#dash = lengths.join(' ');
  }

  /** Patterns of this picture. */
  readonly pattern: PatternMaker = ({ width, height }, paint) => {
    const id = `pattern${++this.#patterns}`;
    const made = this.#make('pattern', {
      ...{ id, width: short(width), height: short(height), patternUnits: 'userSpaceOnUse' },
    });
    this.#definitions.append(made);
    const outside = this.#parent;
    this.#parent = made;
    this.save();
    paint(this);
    this.restore();
    this.#parent = outside;
    return { reference: `url(#${id})` };
  };

  drawImage(image: HTMLCanvasElement, ...box: number[]): void {
    // The whole image, or a part of it and where it goes.
    const [left, top, across, down, x, y, width, height] = (
      box.length === 4 ? [0, 0, image.width, image.height, ...box] : box
    ) as [number, number, number, number, number, number, number, number];
    const isEnlarged = width >= across && height >= down;
    const context = image.getContext('2d');
    if (isEnlarged && across * down <= MOST_RECTANGLES && context !== null) {
      const pixels = context.getImageData(left, top, across, down);
      this.#addPixels(pixels, { x, y, width: width / across, height: height / down });
      return;
    }
    if (box.length !== 4) throw new TypeError('only enlarged images are drawn in parts');
    this.#add('image', {
      ...boxOf(x, y, width, height),
      href: image.toDataURL('image/png'),
      preserveAspectRatio: 'none',
      'image-rendering': this.imageSmoothingEnabled ? 'auto' : 'pixelated',
    });
  }

  #addPixels(
    { data, width: columns, height: rows }: ImageData,
    { x, y, width, height }: { x: number; y: number; width: number; height: number },
  ): void {
    for (let row = 0; row < rows; row++) {
      for (let column = 0; column < columns; column++) {
        const [red, green, blue] = data.subarray(4 * (row * columns + column));
        this.#add('rect', {
          ...boxOf(x + column * width, y + row * height, width, height),
          fill: `rgb(${red!}, ${green!}, ${blue!})`,
          ...SHARP,
        });
      }
    }
  }

  #stroke(): Readonly<Record<string, string>> {
    return {
      fill: 'none',
      stroke: colour(this.strokeStyle),
      'stroke-width': short(this.lineWidth),
      ...(this.#dash === '' ? {} : { 'stroke-dasharray': this.#dash }),
    };
  }

  /** What follows stands inside, until `restore`. */
  #enter(tag: 'g', attributes: Readonly<Record<string, string>>): void {
    this.#parent = this.#add(tag, attributes);
  }

  #add(tag: keyof SVGElementTagNameMap, attributes: Readonly<Record<string, string>>): SVGElement {
    const made = this.#make(tag, attributes);
    this.#parent.append(made);
    return made;
  }

  #make(tag: keyof SVGElementTagNameMap, attributes: Readonly<Record<string, string>>): SVGElement {
    const made = this.#document.createElementNS(SVG, tag);
    for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
    return made;
  }
}

/** Neighbours that touch show no seam. */
const SHARP = { 'shape-rendering': 'crispEdges' };

function boxOf(x: number, y: number, width: number, height: number): Readonly<Record<string, string>> {
  return { x: short(x), y: short(y), width: short(width), height: short(height) };
}

/** Hundredths of a pixel are nowhere to be seen. */
function short(value: number): string {
  return String(Number(value.toFixed(2)));
}

function colour(fill: Fill): string {
  if (typeof fill === 'string') return fill;
  if ('reference' in fill) return fill.reference;
  throw new TypeError('an SVG is painted in plain colours and in patterns of its own');
}

/** Without the characters that XML has no way to write. */
function printable(text: string): string {
  return text.replaceAll(/[\p{Cc}\p{Cs}\uFFFE\uFFFF]/gu, ' ');
}
