/** Where the values of some JSON paths stand, found by one walk over the text. */
import { endWalk, walkAgain } from './json';
import { Lines, type Span } from './lines';
import type { JsonPath, TextRange } from './modelIssue';
import type { NumericArray } from './numericArray';

/** The place of a value; `key` where it is an object's property. */
export interface Place {
  readonly key: Span | undefined;
  readonly value: Span;
  readonly container: boolean;
}

/** The wanted paths as a tree. */
class PathNode {
  readonly children = new Map<string | number, PathNode>();
  /** Met before: of a key that stands twice only the first counts. */
  met = false;
  key: Span | undefined;
  place: Place | undefined;

  child(segment: string | number): PathNode {
    let node = this.children.get(segment);
    if (node === undefined) this.children.set(segment, (node = new PathNode()));
    return node;
  }
}

interface OpenNode {
  readonly node: PathNode | undefined;
  readonly start: number;
  /** Index of a list's next element; undefined in an object. */
  index: number | undefined;
  /** Node of an object's next value. */
  next: PathNode | undefined;
}

/** Finds the places of paths, in the order of `paths`; undefined where the text has no such value. */
export function findPlaces(text: string, paths: readonly JsonPath[]): readonly (Place | undefined)[] {
  const root = new PathNode();
  const wanted = paths.map((path) => path.reduce((node, segment) => node.child(segment), root));
  let left = new Set(wanted).size;
  const isWanted = new Set(wanted);
  const open: OpenNode[] = [];

  const nextNode = (): PathNode | undefined => {
    const parent = open.at(-1);
    if (parent === undefined) return root;
    if (parent.index === undefined) return parent.next;
    const node = parent.node?.children.get(parent.index);
    parent.index++;
    return node;
  };
  const found = (node: PathNode | undefined, value: Span, container: boolean): void => {
    if (node === undefined || node.place !== undefined) return;
    node.place = { key: node.key, value, container };
    if (!isWanted.has(node)) return;
    left--;
    if (left === 0) endWalk();
  };
  const enter = (list: boolean) => (start: number) => {
    open.push({
      node: nextNode(),
      start,
      index: list ? 0 : undefined,
      next: undefined,
    });
  };
  const leave = (_start: number, end: number): void => {
    const { node, start } = open.pop()!;
    found(node, { start, end }, true);
  };
  const findInside = (numbers: NumericArray, node: PathNode, indices: JsonPath): void => {
    for (const [segment, child] of node.children) {
      const path = [...indices, segment];
      const place = numbers.at(path);
      if (place === undefined) continue;
      findInside(numbers, child, path);
      found(child, { start: place.start, end: place.end }, place.isRow);
    }
  };

  walkAgain(text, {
    onObjectBegin: enter(false),
    onArrayBegin: enter(true),
    onObjectEnd: leave,
    onArrayEnd: leave,
    onLiteralValue: (_value, start, end) => {
      const node = nextNode();
      if (node !== undefined) found(node, { start, end }, false);
    },
    onNumbers: (numbers) => {
      const node = nextNode();
      if (node === undefined) return;
      findInside(numbers, node, []);
      found(node, { start: numbers.start, end: numbers.end }, true);
    },
    onObjectProperty: (key, start, end) => {
      const parent = open.at(-1)!;
      parent.next = undefined;
      const node = parent.node?.children.get(key);
      if (node === undefined || node.met) return;
      node.met = true;
      node.key = { start, end };
      parent.next = node;
    },
  });
  return wanted.map((node) => node.place);
}

/** The range of the value at a path of the text; undefined where there is none. */
export function locate(text: string, path: JsonPath): TextRange | undefined {
  const place = findPlaces(text, [path])[0];
  return place && new Lines(text).range(place.value);
}

/** A scalar is shown whole; of a list or an object, which may go on for pages, the key or the first line. */
export function rangeToShow(lines: Lines, place: Place | undefined, mark?: 'key'): TextRange {
  if (place === undefined) return lines.range({ start: 0, end: 0 });
  const { key, value, container } = place;
  return key !== undefined && (container || mark === 'key') ? lines.range(key) : lines.firstLineRange(value);
}
