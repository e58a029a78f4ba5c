/** The theme's colours as canvases need them: resolved, and the diverging ramp as a table. */

export type Rgb = readonly [red: number, green: number, blue: number];

export interface Colours {
  readonly foreground: string;
  readonly ink: string;
  readonly background: string;
  readonly zeroLine: string;
  readonly focus: string;
  readonly bad: string;
  readonly cellForeground: string;
  readonly cellForegroundDim: string;
  readonly operands: Readonly<Record<'a' | 'b' | 'c', string>>;
  readonly numberFont: string;
  /** The colours are few or unlike those on paper: whatever they say is to be said by a pattern too. */
  readonly patterned: boolean;
  /** The same as numbers, for pictures. */
  readonly rgb: Readonly<Record<'foreground' | 'background' | 'zeroLine' | 'bad', Rgb>> & {
    grey(u: number): Rgb;
  };
  /** Colour position t in −1 … 1. */
  readonly ramp: Ramp;
  /** Unsigned magnitude u in 0 … 1: from the ramp's middle to the ink. */
  grey(u: number): string;
}

export class Ramp {
  /** 511 colours from −1 to 1. */
  readonly #table: readonly Rgb[];

  constructor(stops: readonly Rgb[]) {
    const last = stops.length - 1;
    this.#table = Array.from({ length: 511 }, (_, i) => {
      const x = (i / 510) * last;
      const from = Math.min(last - 1, Math.floor(x));
      return mix(stops[from]!, stops[from + 1]!, x - from);
    });
  }

  at(t: number): Rgb {
    return this.#table[Math.round((Math.max(-1, Math.min(1, t)) + 1) * 255)]!;
  }

  text(t: number): string {
    return css(this.at(t));
  }
}

/**
 * Colour position of a value: √(|g|/clip) with g's sign, so that small gradients stay visible.
 * @param clip the magnitude that gets the ramp's end.
 */
export function colourPosition(value: number, clip: number): number {
  if (clip <= 0) return 0;
  return Math.sign(value) * Math.sqrt(Math.min(1, Math.abs(value) / clip));
}

const STOPS = ['n5', 'n4', 'n3', 'n2', 'n1', '0', 'p1', 'p2', 'p3', 'p4', 'p5'];

export function readColours(): Colours {
  const style = getComputedStyle(document.body);
  const probe = document.createElement('i');
  probe.hidden = true;
  // Canvases keep their own colours where the system forces those of everything else.
  probe.style.setProperty('forced-color-adjust', 'none');
  document.body.append(probe);
  const resolve = (name: string): Rgb => {
    probe.style.color = `var(${name})`;
    return parse(getComputedStyle(probe).color);
  };
  const named = (name: string): string => css(resolve(name));
  const ramp = new Ramp(STOPS.map((stop) => resolve(`--div-${stop}`)));
  const ink = resolve('--fg');
  const grey = (u: number): Rgb => mix(ramp.at(0), ink, Math.max(0, Math.min(1, u)));
  const colours: Colours = {
    foreground: css(ink),
    ink: named('--ink-2'),
    background: named('--bg'),
    zeroLine: named('--zero-line'),
    focus: named('--focus'),
    bad: named('--bad'),
    cellForeground: named('--cell-fg'),
    cellForegroundDim: named('--cell-fg-dim'),
    operands: { a: named('--op-a'), b: named('--op-b'), c: named('--op-c') },
    rgb: {
      foreground: ink,
      background: resolve('--bg'),
      zeroLine: resolve('--zero-line'),
      bad: resolve('--bad'),
      grey,
    },
    patterned: isContrastHigh(),
    numberFont: style.getPropertyValue('--vscode-editor-font-family').trim() || 'monospace',
    ramp,
    grey: (u) => css(grey(u)),
  };
  probe.remove();
  return colours;
}

/** The editor's themes of high contrast, or the system's own colours. */
function isContrastHigh(): boolean {
  const { classList } = document.body;
  return (
    classList.contains('vscode-high-contrast') ||
    classList.contains('vscode-high-contrast-light') ||
    matchMedia('(forced-colors: active)').matches
  );
}

function css([red, green, blue]: Rgb): string {
  return `rgb(${red}, ${green}, ${blue})`;
}

function mix(from: Rgb, to: Rgb, share: number): Rgb {
  const at = (i: 0 | 1 | 2): number => Math.round(from[i] * (1 - share) + to[i] * share);
  return [at(0), at(1), at(2)];
}

/** `rgb(1, 2, 3)` and `color(srgb 0.1 0.2 0.3)`, which are what browsers compute. */
function parse(colour: string): Rgb {
  const numbers = (colour.match(/[\d.]+(?:e-?\d+)?/g) ?? []).map(Number);
  const scale = colour.startsWith('color(') ? 255 : 1;
  const at = (i: number): number => Math.round((numbers[i] ?? 0) * scale);
  return [at(0), at(1), at(2)];
}
