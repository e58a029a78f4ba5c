/** The values of a text with their places, also of one that is no JSON yet: what was read before an error stays. */
import { type JsonVisitor, walkJson } from './json';
import type { Span } from './lines';
import type { NumericArray } from './numericArray';

export type TextNode = ObjectNode | ListNode | NumbersNode | ScalarNode;

export interface ObjectNode extends Span {
  readonly kind: 'object';
  /** Of a key that stands twice, the first. */
  readonly members: ReadonlyMap<string, Member>;
}

export interface Member {
  readonly key: Span;
  readonly node: TextNode;
}

export interface ListNode extends Span {
  readonly kind: 'list';
  readonly elements: readonly TextNode[];
}

/** A list of numbers as a whole. */
export interface NumbersNode extends Span {
  readonly kind: 'numbers';
  readonly numbers: NumericArray;
}

export interface ScalarNode extends Span {
  readonly kind: 'scalar';
  readonly value: null | boolean | number | string;
}

/** An object or a list whose end has not come yet. */
type Open =
  | {
      kind: 'object';
      start: number;
      end: number;
      members: Map<string, Member>;
      key: [string, Span] | undefined;
    }
  | { kind: 'list'; start: number; end: number; elements: TextNode[] };

/** Undefined where the text has no value. */
export function textTree(text: string): TextNode | undefined {
  let root: TextNode | undefined;
  const open: Open[] = [];
  const put = (node: TextNode): void => {
    const parent = open.at(-1);
    if (parent === undefined) root ??= node;
    else if (parent.kind === 'list') parent.elements.push(node);
    else if (parent.key !== undefined) {
      const [name, key] = parent.key;
      if (!parent.members.has(name)) parent.members.set(name, { key, node });
      parent.key = undefined;
    }
  };
  const enter = (node: Open): void => {
    put(node);
    open.push(node);
  };
  const leave: JsonVisitor['onArrayEnd'] = (_start, end) => {
    const closed = open.pop();
    if (closed !== undefined) closed.end = end;
  };
  // What is never closed goes on to the end of the text.
  const { length: end } = text;
  walkJson(text, {
    onObjectBegin: (start) => {
      enter({ kind: 'object', start, end, members: new Map(), key: undefined });
    },
    onArrayBegin: (start) => {
      enter({ kind: 'list', start, end, elements: [] });
    },
    onObjectEnd: leave,
    onArrayEnd: leave,
    onObjectProperty: (key, keyStart, keyEnd) => {
      const parent = open.at(-1);
      if (parent?.kind === 'object') parent.key = [key, { start: keyStart, end: keyEnd }];
    },
    onLiteralValue: (value, start, valueEnd) => {
      put({ kind: 'scalar', value, start, end: valueEnd });
    },
    onNumbers: (numbers) => {
      put({ kind: 'numbers', numbers, start: numbers.start, end: numbers.end });
    },
  });
  return root;
}

/** The members of an object; none of anything else. */
export function membersOf(node: TextNode | undefined): ReadonlyMap<string, Member> {
  return node?.kind === 'object' ? node.members : new Map();
}

/** The elements of a list that is not only of numbers. */
export function elementNodes(node: TextNode | undefined): readonly TextNode[] {
  return node?.kind === 'list' ? node.elements : [];
}

/** The text that a node is; undefined for anything else. */
export function stringOf(node: TextNode | undefined): string | undefined {
  return node?.kind === 'scalar' && typeof node.value === 'string' ? node.value : undefined;
}

/** Lengths of a list: of its own, and of its rows where it has rows of one length; undefined for anything else. */
export function shapeOf(node: TextNode): readonly number[] | undefined {
  if (node.kind === 'numbers') return node.numbers.shape;
  if (node.kind !== 'list') return undefined;
  const { length } = node.elements;
  const widths = new Set(node.elements.map((element) => shapeOf(element)?.[0]));
  const [width] = widths;
  return widths.size === 1 && width !== undefined ? [length, width] : [length];
}
