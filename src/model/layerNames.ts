/** Where layers are named: by themselves, and by the layers that read them. */
import { type LayerNode, layerNodes } from './layerNodes';
import type { Span } from './lines';
import type { TextRange } from './modelIssue';
import type { ModelText } from './modelText';
import { elementNodes, membersOf, stringOf, type TextNode } from './textTree';

/** A name of a layer that stands at some place, and what it names. */
export interface LayerName {
  readonly name: string;
  /** The name there, without its quotes. */
  readonly range: TextRange;
  /** What is named: the layer's own name, its beginning where it has none, or the batch's inputs. */
  readonly definition: TextRange;
  /** Every place that has the name, without quotes; none where the name is given by default. */
  readonly places: readonly TextRange[];
  /** Names that are taken. */
  readonly taken: readonly string[];
}

interface Reference {
  readonly node: TextNode;
  readonly name: string;
}

/** The layer whose name stands at an offset; undefined where there is none, or nothing has that name. */
export function layerNameAt({ text, tree, lines }: ModelText, offset: number): LayerName | undefined {
  const layers = layerNodes(tree);
  const references = [...layers.flatMap(({ node }) => inputsOf(node)), ...expectedNames(tree)];
  const touches = ({ start, end }: Span): boolean => start <= offset && offset <= end;
  const own = layers.find(({ nameNode }) => nameNode !== undefined && touches(nameNode));
  const reference = references.find(({ node }) => touches(node));
  const at = own?.nameNode ?? reference?.node;
  if (at === undefined) return undefined;
  const name = own?.name ?? reference!.name;
  const inner = (node: TextNode): TextRange => lines.range(insideQuotes(text, node));
  const common = { name, range: inner(at), taken: ['inputs', ...layers.map((layer) => layer.name)] };
  // Of two layers with one name the first is meant.
  const meant = layers.find((layer) => layer.name === name);
  if (own === undefined && name === 'inputs') {
    const key = membersOf(membersOf(tree).get('batch')?.node).get('inputs')?.key;
    return key && { ...common, definition: lines.range(key), places: [] };
  }
  const layer = own ?? meant;
  if (layer === undefined) return undefined;
  const readers = layer === meant ? references.filter((each) => each.name === name) : [];
  const { nameNode } = layer;
  return {
    ...common,
    definition: nameNode === undefined ? lines.firstLineRange(layer.node) : inner(nameNode),
    places: nameNode === undefined ? [] : [nameNode, ...readers.map(({ node }) => node)].map(inner),
  };
}

function inputsOf(node: LayerNode['node']): readonly Reference[] {
  return elementNodes(node.members.get('inputs')?.node).flatMap(referenceOf);
}

/** Numbers to compare with are given by the layers' names. */
function expectedNames(tree: TextNode | undefined): readonly Reference[] {
  return elementNodes(membersOf(membersOf(tree).get('expected')?.node).get('layers')?.node).flatMap((entry) =>
    referenceOf(membersOf(entry).get('name')?.node),
  );
}

function referenceOf(node: TextNode | undefined): readonly Reference[] {
  const name = stringOf(node);
  return node === undefined || name === undefined ? [] : [{ node, name }];
}

function insideQuotes(text: string, { start, end }: Span): Span {
  const isClosed = end - start > 1 && text.charAt(end - 1) === '"';
  return { start: start + 1, end: isClosed ? end - 1 : end };
}
