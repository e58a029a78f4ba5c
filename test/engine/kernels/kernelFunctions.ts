// The functions of which kernels are made: the elementary ones, and each element-wise activation's value and derivative.
import { activations } from '../../../src/engine/activations';
import { elementaryFunctions } from '../../../src/engine/functions';
import type { KernelFunction } from '../../../src/engine/kernels/wasm/source/functionKernel';

export const kernelFunctions: Readonly<Record<string, KernelFunction>> = Object.fromEntries([
  ...Object.entries(elementaryFunctions).map(([name, f]): [string, KernelFunction] => [
    name,
    { f, parameters: [] },
  ]),
  ...Object.values(activations).flatMap((rule): [string, KernelFunction][] => {
    if (rule.kind === 'row') return [];
    const parameters = Object.keys(rule.parameters);
    return [
      [`${rule.name}_value`, { f: rule.value, parameters }],
      [`${rule.name}_derivative`, { f: rule.derivative, parameters }],
    ];
  }),
]);
