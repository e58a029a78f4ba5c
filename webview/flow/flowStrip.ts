/** How the gradient grows or fades on its way back: ‖δ‖ a layer, each hop split into transport and activation slope. */
import * as l10n from '@vscode/l10n';
import { deltaText } from '../../src/inspector/naming';
import type { LayerView, Notation, Overview } from '../../src/inspector/views';
import type { Component } from '../dom/component';
import { button, element, svg } from '../dom/element';
import { factor, layerMark, shortNumber, superscript } from '../numbers/format';
import { flowScale, type FlowScale } from './flowScale';
import { type Hop, hopsOf } from './hops';

const AXIS = 40;
const LAYER = 96;
/** dZ[2] takes more room than δ². */
const LAYER_WITH_D = 120;
const TOP = 12;
const HEIGHT = 54;
const BASE = TOP + HEIGHT;
const SHORTEST_HOP = 150;
const LONGEST_HOP = 520;

/** Below this a slope is called weak. */
const WEAK = 0.1;

export class FlowStrip implements Component {
  readonly element = element('section', { class: 'flow', attributes: { 'aria-labelledby': 'flow-title' } });
  readonly #words = element('span', { class: 'micro' });
  readonly #inner = element('div', { class: 'flow-in' });
  #drawn: Overview | undefined;
  #width = 0;

  constructor(readonly goTo: (layer: number) => void) {
    const title = element('h2', { text: l10n.t('Backward flow') });
    title.id = 'flow-title';
    this.element.append(
      element('div', { class: 'flow-h' }, title, this.#words),
      element('div', { class: 'flow-scroll' }, this.#inner),
    );
  }

  show(overview: Overview): void {
    this.#drawn = overview;
    this.#words.textContent = l10n.t(
      '‖{0}‖ per layer, log scale, output first. Dashed step: transport through W. Solid step: activation slope.',
      deltaText(overview.notation),
    );
    this.#draw();
  }

  /** @param width what the strip may take without scrolling. */
  fit(width: number): void {
    if (width === this.#width) return;
    this.#width = width;
    this.#draw();
  }

  dispose(): void {
    this.element.remove();
  }

  #draw(): void {
    const overview = this.#drawn;
    if (overview === undefined) return;
    const layers = [...overview.layers].reverse();
    const hops = hopsOf(overview);
    const scale = flowScale(
      layers.flatMap(({ deltaNorm, upstreamNorm }) => [
        deltaNorm,
        ...(upstreamNorm === undefined ? [] : [upstreamNorm]),
      ]),
      4,
    );
    const layerWidth = overview.notation.symbols === 'd' ? LAYER_WITH_D : LAYER;
    const free = (this.#width - AXIS - layerWidth * layers.length) / Math.max(1, layers.length - 1);
    const hopWidth = Math.max(SHORTEST_HOP, Math.min(LONGEST_HOP, free));
    const width = AXIS + layers.length * layerWidth + (layers.length - 1) * hopWidth;
    const drawing = svg('svg', {
      attributes: { width: String(width), height: String(BASE + 24), 'aria-hidden': 'true' },
    });
    drawing.append(...axis(scale, width));
    const buttons = layers.map((layer, i) => {
      const left = AXIS + i * (layerWidth + hopWidth);
      const hop = hops.get(layer.index);
      if (hop !== undefined)
        drawing.append(...drawHop(hop, left - hopWidth, hopWidth, left - hopWidth - layerWidth, scale));
      drawing.append(...drawLayer(layer, left, scale, overview.notation));
      return this.#button(layer, left, layerWidth, hop);
    });
    this.#inner.style.width = `${width}px`;
    this.#inner.replaceChildren(drawing, ...buttons);
  }

  #button(layer: LayerView, left: number, width: number, hop: Hop | undefined): HTMLElement {
    const made = button({ class: 'flow-btn' }, () => {
      this.goTo(layer.index);
    });
    const what = [layer.index + 1, layer.name, shortNumber(layer.deltaNorm)] as const;
    made.setAttribute(
      'aria-label',
      hop === undefined
        ? l10n.t('Layer {0} {1}, norm of delta {2}. Go to layer.', ...what)
        : l10n.t(
            'Layer {0} {1}, norm of delta {2}, transport times {3}, activation slope times {4}. Go to layer.',
            ...what,
            factor(hop.transport),
            factor(hop.slope),
          ),
    );
    made.style.left = `${left}px`;
    made.style.width = `${width}px`;
    return made;
  }
}

function y(scale: FlowScale, value: number): number {
  return TOP + HEIGHT * scale.place(value);
}

function axis(scale: FlowScale, width: number): readonly Element[] {
  return scale.ticks.flatMap((exponent) => {
    const at = TOP + (HEIGHT * (scale.high - exponent)) / (scale.high - scale.low);
    return [
      line({ x1: AXIS, x2: width, y1: at, y2: at, class: 'axis' }),
      text(AXIS - 6, at + 4, exponent === 0 ? '1' : `10${superscript(exponent)}`, '', 'end'),
    ];
  });
}

function drawLayer(
  { index, name, deltaNorm }: LayerView,
  left: number,
  scale: FlowScale,
  notation: Notation,
): readonly Element[] {
  const top = y(scale, deltaNorm);
  const bar = svg('rect', {
    class: 'bar',
    attributes: { x: String(left + 8), y: String(top), width: '14', height: String(Math.max(0, BASE - top)) },
  });
  const symbol = `‖${deltaText(notation)}${layerMark(notation, index + 1)}‖`;
  const strange = !Number.isFinite(deltaNorm) ? ' bad' : '';
  const label = text(left + 14 + 7 * symbol.length, BASE + 16, shorten(name), 'ui');
  return [
    bar,
    text(left + 28, Math.min(BASE - 3, top + 13), shortNumber(deltaNorm), `k${strange}`),
    text(left + 8, BASE + 16, symbol, 'k'),
    label,
  ];
}

/** Dashed to the norm behind the weights, solid down (or up) by the slope. */
/** @param bar where the layer before begins. */
function drawHop(hop: Hop, left: number, width: number, bar: number, scale: FlowScale): readonly Element[] {
  const [from, between, to] = [y(scale, hop.from), y(scale, hop.upstream), y(scale, hop.to)];
  const [bend, fall] = [left + width * 0.34, left + width * 0.78];
  const end = left + width;
  const weak = hop.slope < WEAK;
  const near = Math.abs(to - between) < 16;
  return [
    path(`M${bar + 22} ${from}H${bend}V${between}`, 'transport'),
    path(`M${bend} ${between}H${fall}`, 'hop'),
    path(`M${fall} ${between}V${to}H${end + 1}`, weak ? 'hop weak' : 'hop'),
    path(`M${end + 6} ${to}l-7 -3.5v7z`, weak ? 'arrow weak' : 'arrow'),
    text(bend + 5, between - 5, `${hop.transportLabel} ×${factor(hop.transport)}`, ''),
    text(
      fall - 6,
      (between + to) / 2 + (near ? 18 : 6),
      `${hop.slopeLabel} ×${factor(hop.slope)}${weak ? ' ▲' : ''}`,
      weak ? 'k' : '',
      'end',
    ),
    text(left + width * 0.5, BASE + 16, l10n.t('hop ×{0}', factor(hop.transport * hop.slope)), '', 'middle'),
  ];
}

function line({
  class: name,
  ...at
}: {
  x1: number;
  x2: number;
  y1: number;
  y2: number;
  class: string;
}): SVGLineElement {
  return svg('line', {
    class: name,
    attributes: Object.fromEntries(Object.entries(at).map(([key, value]) => [key, String(value)])),
  });
}

function path(d: string, name: string): SVGPathElement {
  return svg('path', { class: name, attributes: { d } });
}

function text(x: number, atY: number, content: string, name: string, anchor = 'start'): SVGTextElement {
  return svg('text', {
    class: name,
    text: content,
    attributes: { x: String(x), y: String(atY), 'text-anchor': anchor },
  });
}

function shorten(name: string): string {
  return name.length > 10 ? `${name.slice(0, 9)}…` : name;
}
