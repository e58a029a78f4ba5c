/** The picture of an activation over a layer's z. */
import { describe, expect, it } from 'vitest';
import { activations } from '../../../src/engine/activations';
import { activationDerivative } from '../../../src/engine/activations/evaluate';
import { tensor } from '../../../src/engine/tensor';
import { activationPlot } from '../../../src/inspector/hover/activationPlot';

const z = (...values: number[]): ReturnType<typeof tensor> =>
  tensor([1, values.length], Float64Array.from(values));

function parametersOf(name: keyof typeof activations): Readonly<Record<string, number>> {
  return Object.fromEntries(
    Object.entries(activations[name].parameters).map(([key, spec]) => [key, spec.default]),
  );
}

describe('the plot', () => {
  const elementwise = Object.values(activations).filter((rule) => rule.kind === 'elementwise');

  it.each(elementwise.map((rule) => [rule.name, rule] as const))(
    '%s has two curves of finite points',
    (name, rule) => {
      const { svg } = activationPlot(rule, parametersOf(name as keyof typeof activations), z(-3, 0.5, 4));
      const paths = [...svg!.matchAll(/<path fill="none"[^>]* d="([^"]*)"/g)].map(([, d]) => d!);
      expect(paths).toHaveLength(2);
      for (const path of paths) {
        expect(path).toMatch(/^M[-\d.]+ [-\d.]+(?:[ML][-\d.]+ [-\d.]+)+$/);
        for (const [, x, y] of path.matchAll(/[ML]([-\d.]+) ([-\d.]+)/g)) {
          expect(Number(x)).toBeGreaterThanOrEqual(0);
          expect(Number(y)).toBeGreaterThanOrEqual(0);
        }
      }
      expect(svg).not.toContain('NaN');
    },
  );

  it('breaks the slope of ReLU where it jumps, and not its value', () => {
    const { svg } = activationPlot(activations.relu as never, {}, z(-1, 1));
    const [value, slope] = [...svg!.matchAll(/<path fill="none"[^>]* d="([^"]*)"/g)].map(([, d]) => d!);
    expect(value!.match(/M/g)).toHaveLength(1);
    expect(slope!.match(/M/g)).toHaveLength(2);
  });

  it('has its marks where its axis says', () => {
    const { svg } = activationPlot(activations.tanh as never, {}, z(-1, 3));
    const label = (anchor: string): { readonly x: number; readonly value: number } => {
      const [, x, text] = new RegExp(`<text x="([\\d.]+)" y="114.0" text-anchor="${anchor}">([^<]*)<`).exec(
        svg!,
      )!;
      return { x: Number(x), value: Number(text!.replace('−', '-')) };
    };
    const [low, high] = [label('start'), label('end')];
    const marks = [...svg!.matchAll(/M(\d+) [\d.]+v8/g)].map(([, x]) => Number(x));
    const values = marks.map((x) => low.value + ((x - low.x) / (high.x - low.x)) * (high.value - low.value));
    expect(values).toEqual([expect.closeTo(-1, 1), expect.closeTo(3, 1)]);
  });

  it('marks each z once a pixel', () => {
    const { svg } = activationPlot(activations.tanh as never, {}, z(-1, -1, 0, 1, 1));
    expect(svg!.match(/v8/g)).toHaveLength(3);
  });

  it.each(elementwise.map((rule) => [rule.name, rule] as const))(
    '%s without any z is drawn over a usual range with all its kinks',
    (name, rule) => {
      const parameters = parametersOf(name as keyof typeof activations);
      const { svg, words } = activationPlot(rule, parameters, undefined);
      expect(words).toMatch(/ and its slope, over z from −4\.00 to [47]\.00$/);
      expect(svg).not.toMatch(/NaN|v8|of the batch/);
      const [, slope] = [...svg!.matchAll(/<path fill="none"[^>]* d="([^"]*)"/g)].map(([, d]) => d!);
      const jumps = rule
        .kinks(parameters)
        .filter((kink) => slopeAt(rule, kink - 1e-9) !== slopeAt(rule, kink + 1e-9));
      expect(slope!.match(/M/g)).toHaveLength(1 + jumps.length);

      function slopeAt(of: typeof rule, place: number): number {
        return Number(activationDerivative(of, place, parameters).toFixed(3));
      }
    },
  );

  it('shows one z among what is around it, and says where none is finite', () => {
    expect(activationPlot(activations.tanh as never, {}, z(2, 2)).words).toBe(
      'tanh and its slope, over the 2 z of this layer from 2.00 to 2.00',
    );
    const strange = activationPlot(activations.tanh as never, {}, z(NaN, Infinity));
    expect(strange.words).toContain('none of this layer’s 2 z is finite');
    expect(strange.svg).not.toContain('NaN');
  });
});
