/** LaTeX to SVG, the only module that knows MathJax. A file of its own in the build: it is large, and read when first needed. */
import { liteAdaptor } from '@mathjax/src/js/adaptors/liteAdaptor.js';
import { RegisterHTMLHandler } from '@mathjax/src/js/handlers/html.js';
import { TeX } from '@mathjax/src/js/input/tex.js';
import '@mathjax/src/js/input/tex/ams/AmsConfiguration.js';
import { mathjax } from '@mathjax/src/js/mathjax.js';
import { SVG } from '@mathjax/src/js/output/svg.js';
import { MathJaxStix2Font } from '@mathjax/mathjax-stix2-font/js/svg.js';
import '@mathjax/mathjax-stix2-font/js/svg/dynamic/sans-serif.js';
import '@mathjax/mathjax-stix2-font/js/svg/dynamic/script.js';

/** Pixels of an em: a little more than the editor's text, as fractions are smaller. */
const EM = 15;

/** A wider formula is made smaller: hovers are no wider by themselves. */
const MOST_WIDTH = 520;

/** MathJax's units of an em. */
const UNITS = 1000;

class FormulaFont extends MathJaxStix2Font {
  /** Of the sets of characters that come when they are met, formulas need two: the transpose’s sans-serif, and ℓ. */
  static complete(font: SVG<unknown, unknown, unknown>['font']): void {
    for (const file of ['sans-serif', 'script']) this.dynamicFiles[file]?.setup(font);
  }

  /** Any other set is not there: whoever asks for one of its characters is told so, by what the library throws. */
  override loadDynamicFile(): Promise<void> {
    return Promise.resolve();
  }
}

const adaptor = liteAdaptor();
RegisterHTMLHandler(adaptor);
const output = new SVG({ fontData: FormulaFont, fontCache: 'local' });
FormulaFont.complete(output.font);
const page = mathjax.document('', { InputJax: new TeX({ packages: ['base', 'ams'] }), OutputJax: output });

/**
 * A formula as an SVG element, in `currentColor`, sized in pixels.
 * @throws Error where the LaTeX cannot be read, or has characters that are not in the font's sets here.
 */
export function typeset(latex: string): string {
  const made = adaptor.innerHTML(page.convert(latex, { display: true }) as never);
  if (made.includes('data-mml-node="merror"')) throw new Error(`no LaTeX: ${latex}`);
  return sized(made).replaceAll(/ (?:data-[\w-]+|role|focusable|aria-hidden|style)="[^"]*"/g, '');
}

/** In pixels instead of ex, which a picture does not share with the text around it. */
function sized(svg: string): string {
  const [, width, height] = /viewBox="\S+ \S+ (\S+) (\S+)"/.exec(svg) ?? [];
  const em = Math.min(EM, (MOST_WIDTH / Number(width)) * UNITS);
  const pixels = (units: string | undefined): string => ((Number(units) / UNITS) * em).toFixed(1);
  return svg.replace(/ width="[^"]*" height="[^"]*"/, ` width="${pixels(width)}" height="${pixels(height)}"`);
}
