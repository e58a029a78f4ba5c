/** The parts of a network in its text: layers with their tensors, the loss, the batch. */
import { count, shapeText } from './words';
import { type LayerNode, layerNodes } from './layerNodes';
import type { Lines } from './lines';
import type { TextRange } from './modelIssue';
import type { ModelText } from './modelText';
import { type Member, membersOf, shapeOf, stringOf, type TextNode } from './textTree';

export interface OutlineSymbol {
  readonly name: string;
  /** In few words: "dense, 3 units, sigmoid", "2 × 3". */
  readonly detail: string;
  readonly kind: 'layer' | 'tensor' | 'loss' | 'batch';
  readonly range: TextRange;
  /** Where its name stands, within the range. */
  readonly selection: TextRange;
  readonly children: readonly OutlineSymbol[];
}

/** More are no outline any more. */
const MOST_LAYERS = 1000;

/** In the order of the text. */
export function outlineOf({ tree, lines }: ModelText): readonly OutlineSymbol[] {
  const members = membersOf(tree);
  const [loss, batch] = [members.get('loss'), members.get('batch')];
  const layout = stringOf(members.get('weightLayout')?.node);
  const symbols = [
    ...layerNodes(tree)
      .slice(0, MOST_LAYERS)
      .map((layer) => layerSymbol(lines, layer, layout === 'out_in')),
    ...(loss === undefined ? [] : [memberSymbol(lines, 'loss', loss, 'loss', ruleName(loss.node))]),
    ...(batch === undefined ? [] : [batchSymbol(lines, batch)]),
  ];
  return symbols.sort((a, b) => a.range.start.offset - b.range.start.offset);
}

function layerSymbol(lines: Lines, { node, name, nameNode }: LayerNode, isTurned: boolean): OutlineSymbol {
  const { members } = node;
  const activation = members.get('activation')?.node;
  const units = unitsOf(members, isTurned);
  const words = [
    stringOf(members.get('type')?.node),
    units === undefined ? undefined : count.units(units),
    activation && ruleName(activation),
  ];
  return {
    name,
    detail: words.filter((word) => word !== undefined && word !== '').join(', '),
    kind: 'layer',
    range: lines.range(node),
    selection: lines.range(nameNode ?? { start: node.start, end: Math.min(node.start + 1, node.end) }),
    children: tensors(lines, members, (key) => key !== 'inputs'),
  };
}

function unitsOf(members: ReadonlyMap<string, Member>, isTurned: boolean): number | undefined {
  const given = members.get('units')?.node;
  if (given?.kind === 'scalar' && typeof given.value === 'number') return given.value;
  const weights = members.get('weights');
  const shape = weights && shapeOf(weights.node);
  return shape?.length === 2 ? shape[isTurned ? 0 : 1] : undefined;
}

function batchSymbol(lines: Lines, batch: Member): OutlineSymbol {
  const inputs = membersOf(batch.node).get('inputs');
  const samples = inputs && shapeOf(inputs.node)?.[0];
  const detail = samples === undefined ? '' : count.samples(samples);
  const children = tensors(lines, membersOf(batch.node), () => true);
  return { ...memberSymbol(lines, 'batch', batch, 'batch', detail), children };
}

/** The members that are lists. */
function tensors(
  lines: Lines,
  members: ReadonlyMap<string, Member>,
  isTensor: (key: string) => boolean,
): readonly OutlineSymbol[] {
  return [...members].flatMap(([key, member]) => {
    const shape = shapeOf(member.node);
    return shape === undefined || !isTensor(key)
      ? []
      : [memberSymbol(lines, key, member, 'tensor', shapeText(shape))];
  });
}

function memberSymbol(
  lines: Lines,
  name: string,
  { key, node }: Member,
  kind: OutlineSymbol['kind'],
  detail: string,
): OutlineSymbol {
  const range = lines.range({ start: key.start, end: node.end });
  return { name, detail, kind, range, selection: lines.range(key), children: [] };
}

/** The name of an activation or a loss: a text, or an object's type. */
function ruleName(node: TextNode): string {
  return stringOf(node) ?? stringOf(membersOf(node).get('type')?.node) ?? '';
}
