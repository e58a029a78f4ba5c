/** A pass as a user may have computed it: their numbers where they gave them, and else what follows from those. */
import type { Network, NetworkLayer } from '../../engine/network';
import type { ClaimedQuantity } from './claim';
import type { Estimate } from './estimate';
import type { PassRules } from './passRules';

/** One line of a pass: what is computed of one layer. */
export interface Step {
  readonly layer: number;
  readonly quantity: ClaimedQuantity;
}

/** A supposed mistake at work: what it makes of a step, from what the pass has before it; undefined where the step is right. */
export interface Deviation {
  (pass: Pass, step: Step): Estimate | undefined;
  /** It may concern z and a, too: without this the forward pass stays as it is. */
  readonly isForward?: true;
}

/** The steps in the order of computation: z and a forwards, then δ, dW, db of each layer from the output back. */
export function stepsOf({ network }: PassRules): readonly Step[] {
  const forwards = network.layers.flatMap(({ index }): Step[] => [
    { layer: index, quantity: 'z' },
    { layer: index, quantity: 'a' },
  ]);
  const backwards = network.layers
    .toReversed()
    .flatMap(({ index, parameters }): Step[] => [
      { layer: index, quantity: 'delta' },
      ...(parameters['weights'] === undefined ? [] : [{ layer: index, quantity: 'dW' } as const]),
      ...(parameters['biases'] === undefined ? [] : [{ layer: index, quantity: 'db' } as const]),
    ]);
  return [...forwards, ...backwards];
}

export function keyOf({ layer, quantity }: Step): string {
  return `${quantity} ${layer}`;
}

/** The shape of a step's result; a bias's is one row. */
export function shapeOf({ samples, layers }: Network, { layer, quantity }: Step): readonly [number, number] {
  const { units, inputWidths } = layers[layer]!;
  if (quantity === 'db') return [1, units];
  return [quantity === 'dW' ? inputWidths[0]! : samples, units];
}

/** Whether a matrix has the shape of a step's result. */
export function isShaped({ rows, columns }: Estimate, network: Network, step: Step): boolean {
  const [m, n] = shapeOf(network, step);
  return rows === m && columns === n;
}

/** What is known of a step's result beside its numbers: of one that the user gave, nothing needs to be. */
interface Computed {
  readonly estimate: Estimate;
  /** A deviation made it, or something that the user did not give and that a deviation made. */
  readonly deviates: boolean;
  /** It comes from something that the user did not give and that is known to be wrong in an unknown way. */
  readonly doubtful: boolean;
}

export class Pass {
  readonly #computed = new Map<string, Computed>();
  /** What the steps that are being computed, innermost last, have met so far. */
  readonly #met: { deviates: boolean; doubtful: boolean }[] = [];

  /**
   * @param claims the user's numbers by step, in our conventions.
   * @param deviations the mistakes that are supposed; the first one that says something of a step counts.
   * @param doubted steps of which the user gave no number and which cannot be right.
   */
  constructor(
    readonly rules: PassRules,
    readonly claims: ReadonlyMap<string, Estimate>,
    readonly deviations: readonly Deviation[] = [],
    readonly doubted: ReadonlySet<string> = new Set(),
  ) {}

  /** The same numbers with one more mistake supposed. */
  with(deviation: Deviation): Pass {
    const pass = new Pass(this.rules, this.claims, [...this.deviations, deviation], this.doubted);
    if (deviation.isForward === true) return pass;
    for (const [key, computed] of this.#computed) {
      if (key.startsWith('z ') || key.startsWith('a ')) pass.#computed.set(key, computed);
    }
    return pass;
  }

  /** The same numbers, of which one more that the user did not give cannot be right. */
  doubting(step: Step): Pass {
    return new Pass(this.rules, this.claims, this.deviations, new Set([...this.doubted, keyOf(step)]));
  }

  layer(index: number): NetworkLayer {
    return this.rules.network.layers[index]!;
  }

  /** What a layer reads, m × width. */
  input({ inputs: [source] }: NetworkLayer, { given }: PassRules = this.rules): Estimate {
    return source === undefined || source === 'inputs'
      ? given.inputs
      : this.believed({ layer: source, quantity: 'a' });
  }

  z(layer: number): Estimate {
    return this.believed({ layer, quantity: 'z' });
  }

  a(layer: number): Estimate {
    return this.believed({ layer, quantity: 'a' });
  }

  delta(layer: number): Estimate {
    return this.believed({ layer, quantity: 'delta' });
  }

  /** ∂L/∂a of a layer, from what its readers' δ are, or from the loss. */
  upstream(layer: NetworkLayer, rules = this.rules): Estimate {
    const { network, arithmetic } = rules;
    if (layer.index === network.layers.length - 1) return rules.lossGradient(this.a(layer.index));
    const parts = layer.readers.map(({ layer: reader }) =>
      rules.backThrough(this.layer(reader), this.delta(reader)),
    );
    const [first, ...others] = parts;
    if (first !== undefined) return others.reduce((g, part) => arithmetic.plus(g, part), first);
    // Nobody reads it: the loss does not depend on it.
    return arithmetic.scaled(this.a(layer.index), 0);
  }

  /** The step's result as the user has it, or else as they must have computed it. */
  believed(step: Step): Estimate {
    const claim = this.claims.get(keyOf(step));
    if (claim !== undefined && isShaped(claim, this.rules.network, step)) return claim;
    const { estimate, deviates, doubtful } = this.#compute(step);
    const met = this.#met.at(-1);
    if (met !== undefined) {
      met.deviates ||= deviates;
      met.doubtful ||= doubtful;
    }
    return estimate;
  }

  /** What the step's result is when it is computed from what the user has before it. */
  computed(step: Step): Computed {
    return this.#compute(step);
  }

  /**
   * The same by the right rule, whatever mistake is supposed in this step.
   * @param rules those of a pass that starts from other numbers, where these are meant.
   */
  byRule(step: Step, rules = this.rules): Estimate {
    const layer = this.layer(step.layer);
    switch (step.quantity) {
      case 'z':
        return rules.preActivation(layer, this.input(layer, rules));
      case 'a':
        return rules.activation(layer, this.z(step.layer));
      case 'delta':
        return rules.isFused(layer)
          ? rules.fusedDelta(this.a(step.layer))
          : rules.throughActivation(
              layer,
              this.z(step.layer),
              this.a(step.layer),
              this.upstream(layer, rules),
            );
      case 'dW':
        return rules.weightGradient(this.input(layer, rules), this.delta(step.layer));
      case 'db':
        return rules.biasGradient(this.delta(step.layer));
    }
  }

  #compute(step: Step): Computed {
    const key = keyOf(step);
    const known = this.#computed.get(key);
    if (known !== undefined) return known;
    const met = { deviates: false, doubtful: this.doubted.has(key) };
    this.#met.push(met);
    const deviation = this.#deviation(step);
    const estimate = deviation ?? this.byRule(step);
    this.#met.pop();
    const computed = { estimate, ...met, deviates: met.deviates || deviation !== undefined };
    this.#computed.set(key, computed);
    return computed;
  }

  #deviation(step: Step): Estimate | undefined {
    for (const deviation of this.deviations) {
      const estimate = deviation(this, step);
      if (estimate !== undefined) return estimate;
    }
    return undefined;
  }
}
