/** A change of the text that may mend an issue, before anybody knows that it does. */
import type { Span } from '../lines';
import type { ModelIssue, Remedy } from '../modelIssue';
import type { Place } from '../places';
import type { TextNode } from '../textTree';

export interface SpanEdit {
  readonly span: Span;
  readonly text: string;
}

export interface Candidate {
  /** What it does: verb and object. */
  readonly title: string;
  /** In the order of the text; none overlaps another. */
  readonly edits: readonly SpanEdit[];
}

/** What a remedy is carried out in. */
export interface Patient {
  readonly text: string;
  readonly tree: TextNode | undefined;
  readonly issue: ModelIssue;
  /** Of the value at the issue's path. */
  readonly place: Place;
}

/** What a remedy's one file exports. */
export interface Treatment<K extends Remedy['kind']> {
  /** Whether the text must be read again to know that it helps. */
  readonly isTried: boolean;
  /** Nothing where the text is not what the remedy is for. */
  candidates(remedy: Extract<Remedy, { readonly kind: K }>, patient: Patient): readonly Candidate[];
}

/** An edit of so many characters would hold the editor up; a file that large is written by a program. */
export const MOST_CHARACTERS = 2 ** 20;
