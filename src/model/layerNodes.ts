/** The layers of a text with their names and places, also of one that is no valid model. */
import type { LayerType } from '../engine/layers';
import { layerSpellings } from './names';
import { elementNodes, membersOf, type ObjectNode, stringOf, type TextNode } from './textTree';

export interface LayerNode {
  readonly index: number;
  readonly node: ObjectNode;
  /** As the file gives it, or `layer1`, `layer2`, … */
  readonly name: string;
  /** Where the file gives it. */
  readonly nameNode: TextNode | undefined;
  readonly type: LayerType | undefined;
}

export function layerNodes(tree: TextNode | undefined): readonly LayerNode[] {
  const layers = elementNodes(membersOf(tree).get('layers')?.node);
  return layers.flatMap((node, index) => {
    if (node.kind !== 'object') return [];
    const given = node.members.get('name')?.node;
    const name = stringOf(given);
    const isNamed = name !== undefined && name.trim() !== '';
    const type = layerSpellings.get(stringOf(node.members.get('type')?.node) ?? '')?.name;
    return [
      {
        ...{ index, node, type },
        name: isNamed ? name : `layer${index + 1}`,
        nameNode: isNamed ? given : undefined,
      },
    ];
  });
}
