/** Which layers of a network a formula speaks of: one entry a type of layer, or an activation. */
import * as l10n from '@vscode/l10n';
import type { LayerRule } from '../../engine/layers/rule';
import type { Network, NetworkLayer } from '../../engine/network';

export function hidden(network: Network): readonly number[] {
  return network.layers.slice(0, -1).map(({ index }) => index);
}

/** A type of layer in the network, with the layers that a formula of it speaks of. */
export interface TypeEntry {
  readonly rule: LayerRule;
  readonly layers: readonly number[];
}

export function typesOf(network: Network): readonly TypeEntry[] {
  return byRule(network.layers.map(({ rule, index }) => [rule, index]));
}

/** The types of layers that send gradients back, with the hidden layers that get them. */
export function readersOf(network: Network): readonly TypeEntry[] {
  const pairs = hidden(network).flatMap((index) => {
    const { readers } = network.layers[index]!;
    // What nobody reads gets 0, by whichever formula.
    const from = readers.length === 0 ? [index + 1] : readers.map(({ layer }) => layer);
    return from.map((reader) => [network.layers[reader]!.rule, index] as const);
  });
  return byRule(pairs);
}

function byRule(pairs: readonly (readonly [LayerRule, number])[]): readonly TypeEntry[] {
  const groups = new Map<LayerRule, Set<number>>();
  for (const [rule, layer] of pairs) groups.set(rule, (groups.get(rule) ?? new Set()).add(layer));
  return [...groups].map(([rule, layers]) => ({ rule, layers: [...layers] }));
}

/** Says which layers a formula is of, where there are several for the same thing. */
export function ofLayers(
  entries: readonly TypeEntry[],
  layers: readonly number[],
): { readonly note?: string } {
  return entries.length === 1 ? {} : { note: layerList(layers) };
}

/** Those of the layers that have the parameter. */
export function withParameter(network: Network, layers: readonly number[], name: string): readonly number[] {
  return layers.filter((index) => network.layers[index]!.parameters[name] !== undefined);
}

/** The names of a type's parameters that are matrices. */
export function matricesOf({ parameters }: LayerRule): readonly string[] {
  return Object.keys(parameters).filter((name) => parameters[name]!.axes.length > 1);
}

/** One representative of each activation in the network, with the layers that use it. */
export function activationsOf(
  network: Network,
): readonly { readonly layer: NetworkLayer; readonly layers: readonly number[] }[] {
  const groups = new Map<string, NetworkLayer[]>();
  for (const layer of network.layers) {
    const key = `${layer.activation.name} ${JSON.stringify(layer.activationParameters)}`;
    groups.set(key, [...(groups.get(key) ?? []), layer]);
  }
  return [...groups.values()].map((members) => ({
    layer: members[0]!,
    layers: members.map(({ index }) => index),
  }));
}

export function layerList(layers: readonly number[]): string {
  const numbers = layers.map((index) => index + 1).join(', ');
  return layers.length === 1 ? l10n.t('layer {0}', numbers) : l10n.t('layers {0}', numbers);
}
