/** What can be done about a model's text at one place: fixes for its issues there, and what may be added. */
import { type LayerNode, layerNodes } from '../layerNodes';
import type { Lines, Span } from '../lines';
import type { IssueCode, ModelIssue, Remedy, TextRange } from '../modelIssue';
import { findPlaces } from '../places';
import type { ModelText } from '../modelText';
import { readModel } from '../readModel';
import type { TextNode } from '../textTree';
import { addBiases } from './addBiases';
import { addBrackets } from './addBrackets';
import type { Candidate, Patient, SpanEdit, Treatment } from './candidate';
import { changeLoss } from './changeLoss';
import { oneHot } from './oneHot';
import { rename } from './rename';
import { setLayout } from './setLayout';
import { setUnits } from './setUnits';
import { transpose } from './transpose';

const treatments: { readonly [K in Remedy['kind']]: Treatment<K> } = {
  name: rename,
  units: setUnits,
  transpose,
  layout: setLayout,
  brackets: addBrackets,
  one_hot: oneHot,
  loss: changeLoss,
};

export interface ModelFix {
  readonly title: string;
  /** What it mends; undefined where nothing is wrong. */
  readonly issue: { readonly code: IssueCode; readonly range: TextRange } | undefined;
  /** Whether it is the only one for its issue. */
  readonly isOnly: boolean;
  readonly edits: readonly { readonly range: TextRange; readonly text: string }[];
}

/** Of a selection with more problems the first so many are mended; the others follow. */
const MOST_ISSUES = 10;

/** All fixes at a part of the text, in the order of their issues; then what may be added there. */
export function fixesAt(model: ModelText, at: Span): readonly ModelFix[] {
  const { text, tree, lines, issues } = model;
  const mending = issues
    .filter(({ remedies }) => remedies !== undefined)
    .filter(({ range }) => touches({ start: range.start.offset, end: range.end.offset }, at))
    .slice(0, MOST_ISSUES)
    .flatMap((issue) => {
      const found = candidatesFor(issue, model);
      return found.map((candidate) => toFix(lines, candidate, issue, found.length === 1));
    });
  // Of a layer with a problem nothing more is known for sure.
  const isSound = ({ index }: LayerNode): boolean =>
    !issues.some(({ path: [top, layer] }) => top === 'layers' && layer === index);
  const added = layerNodes(tree)
    .filter((layer) => isOn(layer, at) && isSound(layer))
    .flatMap((layer) => addBiases(text, tree, layer));
  return [...mending, ...added.map((candidate) => toFix(lines, candidate))];
}

/** What was found for an issue: the cursor rests on it for longer than one question. */
const known = new WeakMap<ModelIssue, readonly Candidate[]>();

function candidatesFor(issue: ModelIssue, { text, tree, issues }: ModelText): readonly Candidate[] {
  const before = known.get(issue);
  if (before !== undefined) return before;
  const { remedies = [], path } = issue;
  const [place] = findPlaces(text, [path]);
  const found =
    place === undefined
      ? []
      : remedies.flatMap((remedy) => tried(remedy, { text, tree, issue, place }, issues));
  known.set(issue, found);
  return found;
}

function tried(remedy: Remedy, patient: Patient, issues: readonly ModelIssue[]): readonly Candidate[] {
  // The table's entry is of the remedy's own kind.
  const treatment = treatments[remedy.kind] as Treatment<Remedy['kind']>;
  const found = treatment.candidates(remedy, patient);
  return treatment.isTried ? found.filter(({ edits }) => helps(patient, edits, issues)) : found;
}

/** Whether nothing is wrong any more at the place or inside, and there are fewer errors in all. */
function helps({ text, issue }: Patient, edits: readonly SpanEdit[], before: readonly ModelIssue[]): boolean {
  const { issues } = readModel(applied(text, edits), '');
  const isThere = ({ path }: ModelIssue): boolean => issue.path.every((segment, i) => segment === path[i]);
  const errors = (all: readonly ModelIssue[]): number =>
    all.filter(({ severity }) => severity === 'error').length;
  return !issues.some(isThere) && errors(issues) < errors(before);
}

function applied(text: string, edits: readonly SpanEdit[]): string {
  const parts: string[] = [];
  let from = 0;
  for (const { span, text: written } of edits) {
    parts.push(text.slice(from, span.start), written);
    from = span.end;
  }
  return parts.join('') + text.slice(from);
}

/** On a layer, but not inside its lists, where the eye is elsewhere. */
function isOn({ node }: LayerNode, at: Span): boolean {
  return touches(node, at) && ![...node.members.values()].some((member) => isInside(at, member.node));
}

function isInside(at: Span, node: TextNode): boolean {
  return node.kind !== 'scalar' && at.start > node.start && at.end < node.end;
}

function touches(span: Span, at: Span): boolean {
  return span.start <= at.end && at.start <= span.end;
}

function toFix(lines: Lines, { title, edits }: Candidate, issue?: ModelIssue, isOnly = false): ModelFix {
  return {
    title,
    issue: issue && { code: issue.code, range: issue.range },
    isOnly,
    edits: edits.map(({ span, text }) => ({ range: lines.range(span), text })),
  };
}
