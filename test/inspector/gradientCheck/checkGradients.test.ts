/** The check of a whole network: silent over right gradients, and loud over a fault in any single rule. */
import { describe, expect, it } from 'vitest';
import type { ActivationName } from '../../../src/engine/activations';
import type { ActivationRule } from '../../../src/engine/activations/rule';
import { complete } from '../../../src/engine/computation';
import type { Kernels } from '../../../src/engine/kernels/kernels';
import { layers } from '../../../src/engine/layers';
import type { LayerRule } from '../../../src/engine/layers/rule';
import { losses } from '../../../src/engine/losses';
import type { LossRule } from '../../../src/engine/losses/rule';
import { buildNetwork, type Network, type NetworkSpec } from '../../../src/engine/network';
import { run } from '../../../src/engine/run';
import type { Tensor } from '../../../src/engine/tensor';
import { Inspector } from '../../../src/inspector/inspector';
import { CancelledError } from '../../../src/inspector/drive';
import { checkGradients } from '../../../src/inspector/gradientCheck/checkGradients';
import type { GradientCheck } from '../../../src/inspector/views';
import {
  activationNames,
  lossNames,
  Random,
  randomNetwork,
  toFloat32,
} from '../../engine/support/randomNetwork';
import { goldenNames, goldenText, inspectorOf } from '../inspectorOf';

const OPTIONS = { most: 1000, seed: 1 };

function check(network: Network, most = OPTIONS.most): GradientCheck {
  return complete(checkGradients(complete(run(network)), 1, { most, seed: 1 }, () => undefined));
}

/** Gradients that are said to be wrong. */
const failures = (network: Network, most?: number): number => check(network, most).verdicts.fail;

describe('no false alarm', () => {
  it.each(goldenNames)('over %s', async (name) => {
    const inspector = await inspectorOf(goldenText(name));
    const { verdicts, checked, total, notable, parameters } = await inspector.checkGradients(
      () => undefined,
      OPTIONS,
    );
    expect(notable.filter(({ check: { verdict } }) => verdict === 'fail')).toEqual([]);
    expect(checked).toBe(Math.min(total, OPTIONS.most));
    expect(Object.values(verdicts).reduce((a, b) => a + b)).toBe(checked);
    expect(parameters.reduce((sum, parameter) => sum + parameter.checked, 0)).toBe(checked);
    // A check that calls nearly all of them too hard to judge would be silent too.
    expect(verdicts.pass).toBeGreaterThan(0.9 * checked);
  });

  it.each(lossNames.map((loss, i) => [loss, i] as const))('over random networks with %s', (loss, i) => {
    let [checked, passed] = [0, 0];
    activationNames.forEach((activation, j) => {
      for (let k = 0; k < 5; k++) {
        const spec = randomNetwork(new Random(50_000 + 1000 * i + 10 * j + k), loss, activation);
        const network = buildNetwork(k % 2 === 1 ? toFloat32(spec) : spec);
        const { notable, verdicts, ...result } = check(network, 12);
        expect(notable.filter((each) => each.check.verdict === 'fail')).toEqual([]);
        checked += result.checked;
        passed += verdicts.pass;
      }
    });
    expect(passed).toBeGreaterThan(0.9 * checked);
  });
});

/** The same network with other rules in it. */
function withRules(
  spec: NetworkSpec,
  change: {
    readonly activation?: (rule: ActivationRule) => ActivationRule;
    readonly layer?: (rule: LayerRule) => LayerRule;
    readonly loss?: (rule: LossRule) => LossRule;
  },
): Network {
  const network = buildNetwork(spec);
  const changed = change.loss?.(network.loss.rule) ?? network.loss.rule;
  const { fused } = network.loss;
  const pair = fused === undefined ? undefined : changed.fused[fused.activation.name as ActivationName];
  return {
    ...network,
    layers: network.layers.map((each) => ({
      ...each,
      rule: change.layer?.(each.rule) ?? each.rule,
      activation: change.activation?.(each.activation) ?? each.activation,
    })),
    loss: {
      ...network.loss,
      rule: changed,
      fused: fused === undefined || pair === undefined ? fused : { ...fused, rule: pair },
    },
  };
}

/** A little too much: 1 part in 1000. */
const OFF = 1.001;
const scaled = (kernels: Kernels, x: Tensor): Tensor => kernels.map(x, (value) => OFF * value);

/** Some networks of a kind, until one has the fault found; a fault where nothing flows is no fault. */
function isFound(make: (seed: number) => Network): boolean {
  return Array.from({ length: 6 }, (_, seed) => seed).some((seed) => failures(make(seed), 60) > 0);
}

describe('a fault is found', () => {
  it.each(activationNames)('in the derivative of %s', (name) => {
    const fault = (rule: ActivationRule): ActivationRule => {
      if (rule.name !== name) return rule;
      if (rule.kind === 'row') {
        return {
          ...rule,
          vjp: (kernels, z, a, upstream) => scaled(kernels, rule.vjp(kernels, z, a, upstream)),
        };
      }
      return {
        ...rule,
        name: `${rule.name} with a fault`,
        derivative: (code, z, parameters) => code.mul(rule.derivative(code, z, parameters), OFF),
      };
    };
    const make = (seed: number, change: typeof fault): Network =>
      withRules(randomNetwork(new Random(900 + seed), 'half_squared_error', name), { activation: change });
    expect(isFound((seed) => make(seed, fault))).toBe(true);
    expect(isFound((seed) => make(seed, (rule) => rule))).toBe(false);
  });

  it.each(lossNames)('in the derivative of %s', (name) => {
    const { fused, fromLogits } = losses[name];
    const fault = (rule: LossRule): LossRule => ({
      ...rule,
      derivative: (a, y, parameters) => OFF * rule.derivative(a, y, parameters),
    });
    const unfused = activationNames.filter((activation) => fused[activation] === undefined);
    expect(
      isFound((seed) => {
        for (let k = 0; ; k++) {
          const activation = unfused[(seed + k) % unfused.length]!;
          const spec = randomNetwork(new Random(300 + 50 * seed + k), name, activation);
          const network = withRules(spec, { loss: fault });
          if (network.loss.fused === undefined) return network;
          if (k > 200)
            throw new Error(`no network of ${name} without fusion, from logits ${String(fromLogits)}`);
        }
      }),
    ).toBe(true);
  });

  const pairs = lossNames.flatMap((loss) =>
    (Object.keys(losses[loss].fused) as ActivationName[]).map((activation) => [loss, activation] as const),
  );
  it.each(pairs)('in δ of %s with %s', (name, activation) => {
    const fault = (rule: LossRule): LossRule => {
      const own = rule.fused[activation]!;
      return {
        ...rule,
        fused: {
          ...rule.fused,
          [activation]: { ...own, delta: (a: number, y: number, sum: number) => OFF * own.delta(a, y, sum) },
        },
      };
    };
    expect(
      isFound((seed) => {
        for (let k = 0; ; k++) {
          const spec = randomNetwork(new Random(700 + 50 * seed + k), name, activation);
          const network = withRules(spec, { loss: fault });
          if (network.loss.fused?.activation.name === activation) return network;
          if (k > 300) throw new Error(`no network of ${name} fused with ${activation}`);
        }
      }),
    ).toBe(true);
  });

  it.each(Object.entries<LayerRule>(layers))(
    'in what %s sends back, and in its parameters’ gradients',
    (type: string, { parameters }) => {
      const deep = (seed: number): NetworkSpec => {
        for (let k = 0; ; k++) {
          const spec = randomNetwork(new Random(40 + 100 * seed + k), 'half_squared_error', 'tanh');
          if (spec.layers.length > 2 && spec.layers.some((layer) => layer.type === type)) return spec;
        }
      };
      const sending = (rule: LayerRule): LayerRule =>
        rule.type === type
          ? { ...rule, inputVjp: (kernels, ...args) => scaled(kernels, rule.inputVjp(kernels, ...args)) }
          : rule;
      expect(isFound((seed) => withRules(deep(seed), { layer: sending }))).toBe(true);
      for (const parameter of Object.keys(parameters)) {
        const gradient = (rule: LayerRule): LayerRule => ({
          ...rule,
          parameterVjp: (kernels, ...args) => {
            const gradients = rule.parameterVjp(kernels, ...args);
            const own = gradients[parameter];
            return own === undefined ? gradients : { ...gradients, [parameter]: scaled(kernels, own) };
          },
        });
        expect(isFound((seed) => withRules(deep(seed), { layer: gradient }))).toBe(true);
      }
    },
  );
});

describe('while it goes on', () => {
  const text = goldenText('case-1-02');
  const inSlices = (): Inspector => {
    let time = 0;
    return new Inspector({
      now: () => (time += 100),
      pause: () => new Promise((resolve) => setImmediate(resolve)),
    });
  };

  it('says how far it is, and answers other requests', async () => {
    const inspector = inSlices();
    await inspector.run(text, 'test', () => undefined);
    const told: number[] = [];
    const whole = inspector.checkGradients((done, all) => {
      told.push(done / all);
    }, OPTIONS);
    const cell = {
      quantity: 'parameterGradient',
      layer: 0,
      parameter: 'weights',
      row: 0,
      column: 0,
    } as const;
    expect(await inspector.check(cell)).toMatchObject({ verdict: 'pass' });
    const { checked } = await whole;
    expect(checked).toBeGreaterThan(50);
    expect(told.length).toBeGreaterThan(10);
    expect(told).toEqual(told.toSorted((a, b) => a - b));
    expect(told.at(-1)).toBeGreaterThan(0.9);
  });

  it('can be cancelled, and ends with a newer result', async () => {
    const inspector = inSlices();
    await inspector.run(text, 'test', () => undefined);
    const first = inspector.checkGradients(() => {
      inspector.cancelCheck();
    }, OPTIONS);
    await expect(first).rejects.toThrow(CancelledError);
    const second = inspector.checkGradients(() => undefined, OPTIONS);
    const outcome = expect(second).rejects.toThrow(CancelledError);
    await inspector.run(goldenText('notes-2-3-1'), 'test', () => undefined);
    await outcome;
  });
});
