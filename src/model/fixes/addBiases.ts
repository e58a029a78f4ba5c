/** Not a remedy, for nothing is wrong: a layer without biases gets some, of 0, which change no number. */
import * as l10n from '@vscode/l10n';
import { layers as layerRules } from '../../engine/layers';
import type { LayerNode } from '../layerNodes';
import { membersOf, shapeOf, stringOf, type TextNode } from '../textTree';
import { type Candidate, MOST_CHARACTERS } from './candidate';
import { newMember } from './newMember';

/** Of a layer that could have such a parameter and has none, and whose units are known. */
export function addBiases(text: string, tree: TextNode | undefined, layer: LayerNode): readonly Candidate[] {
  const { node, type, name } = layer;
  if (type === undefined) return [];
  const isTurned = stringOf(membersOf(tree).get('weightLayout')?.node) === 'out_in';
  const weights = node.members.get('weights');
  const units = weights && unitsOf(weights.node, isTurned);
  if (weights === undefined || units === undefined || 3 * units > MOST_CHARACTERS) return [];
  return Object.entries(layerRules[type].parameters).flatMap(([parameter, { axes, optional }]) => {
    if (!optional || axes.length !== 1 || node.members.has(parameter)) return [];
    const value = `[${Array<string>(units).fill('0').join(', ')}]`;
    const edit = newMember(text, { beside: weights, side: 'behind', key: parameter, value });
    const title = l10n.t('Add "{0}" of 0 to layer {1}', parameter, JSON.stringify(name));
    return [{ title, edits: [edit] }];
  });
}

function unitsOf(weights: TextNode, isTurned: boolean): number | undefined {
  const shape = shapeOf(weights);
  return shape?.length === 2 ? shape[isTurned ? 0 : 1] : undefined;
}
