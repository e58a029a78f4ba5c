/** The golden networks: models with the answers that PyTorch gave for them in float64. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { activations, type ActivationName } from '../../../src/engine/activations';
import type { LayerType } from '../../../src/engine/layers';
import { losses, type LossName } from '../../../src/engine/losses';
import type { LayerSpec, NetworkSpec } from '../../../src/engine/network';
import type { ParameterValues } from '../../../src/engine/rule';
import { tensor, type Tensor } from '../../../src/engine/tensor';

export interface GoldenCase {
  readonly name: string;
  readonly spec: NetworkSpec;
  readonly expected: ExpectedRun;
}

export interface ExpectedRun {
  readonly loss: number;
  readonly sampleLosses: number[];
  readonly layers: readonly {
    readonly z: number[][];
    readonly a: number[][];
    readonly delta: number[][];
    readonly dW?: number[][];
    readonly db?: number[];
  }[];
}

type Choice = string | ({ readonly type: string } & Record<string, number | string>);

interface GoldenModel {
  readonly layers: readonly {
    readonly type: LayerType;
    readonly name: string;
    readonly units: number;
    readonly activation: Choice;
    readonly weights?: number[][];
    readonly biases?: number[];
  }[];
  readonly loss: Choice;
  readonly reduction?: 'mean' | 'sum';
  readonly batch: { readonly inputs: number[][]; readonly targets: number[][] };
}

const FOLDER = join(import.meta.dirname, '../../golden/mlp');

/** All cases, in the order of their names. */
export function goldenCases(): GoldenCase[] {
  return readdirSync(FOLDER)
    .filter((file) => file.endsWith('.json') && !file.endsWith('.expected.json'))
    .map((file) => file.slice(0, -'.json'.length))
    .sort()
    .map((name) => ({
      name,
      spec: specOf(name, JSON.parse(readFileSync(join(FOLDER, `${name}.json`), 'utf8')) as GoldenModel),
      expected: JSON.parse(readFileSync(join(FOLDER, `${name}.expected.json`), 'utf8')) as ExpectedRun,
    }));
}

export function matrix(rows: readonly (readonly number[])[]): Tensor {
  return tensor([rows.length, rows[0]!.length], Float64Array.from(rows.flat()));
}

export function vector(values: readonly number[]): Tensor {
  return tensor([values.length], Float64Array.from(values));
}

/** The parameters of a rule as a choice gives them, with the rule's defaults for the others. */
function parametersOf(rule: { parameters: Readonly<Record<string, { default: number }>> }, choice: Choice) {
  const given: Readonly<Record<string, number | string>> = typeof choice === 'string' ? {} : choice;
  return Object.fromEntries(
    Object.entries(rule.parameters).map(([name, spec]) => [name, Number(given[name] ?? spec.default)]),
  ) satisfies ParameterValues;
}

function specOf(name: string, model: GoldenModel): NetworkSpec {
  const nameOf = (choice: Choice): string => (typeof choice === 'string' ? choice : choice.type);
  const loss = nameOf(model.loss) as LossName;
  return {
    name,
    dtype: 'float64',
    layers: model.layers.map((layer, l): LayerSpec => {
      const activation = nameOf(layer.activation) as ActivationName;
      return {
        type: layer.type,
        name: layer.name,
        units: layer.units,
        activation: { name: activation, parameters: parametersOf(activations[activation], layer.activation) },
        inputs: [l === 0 ? 'inputs' : l - 1],
        parameters: {
          ...(layer.weights === undefined ? {} : { weights: matrix(layer.weights) }),
          ...(layer.biases === undefined ? {} : { biases: vector(layer.biases) }),
        },
      };
    }),
    loss: { name: loss, parameters: parametersOf(losses[loss], model.loss), fromLogits: false },
    reduction: model.reduction ?? 'mean',
    inputs: matrix(model.batch.inputs),
    targets: matrix(model.batch.targets),
  };
}
