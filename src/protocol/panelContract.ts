/** What the panel's webview asks of the host, and what the host tells and asks it. */
import * as v from 'valibot';
import type { ComparedMatrix } from '../inspector/comparison/comparedMatrix';
import type { DumpComparison } from '../inspector/comparison/compareDump';
import type { GradientCheck, MemoryNeed, ModelIssue, Progress, WhatIf } from '../inspector/views';
import type { Focus } from './focus';
import { type Excerpt, viewMessages } from './inspectorContract';
import { event, message } from './message';
import {
  bytes,
  cellRef,
  comparedMatrixRequest,
  correction,
  givenNumber,
  learningRate,
  matrixRef,
  notation,
  pictureFormat,
  textRange,
} from './shapes';

/** What the panel must know of its session. */
export interface PanelState {
  /** The model's URI; another one after its file was moved. */
  readonly model: string;
  /** File name without folders. */
  readonly fileName: string;
  /** `asking`: the text does not run before the user has agreed to what it needs. */
  readonly status: 'running' | 'ready' | 'failed' | 'cancelled' | 'asking';
  /** The last good run, whose numbers are on screen; undefined before the first. */
  readonly run: number | undefined;
  /** The numbers on screen are older than the text. */
  readonly stale: boolean;
  readonly issues: readonly ModelIssue[];
  readonly progress: Progress | undefined;
  readonly excerpt: Excerpt | undefined;
  /** What the user is asked about; there exactly while the status is `asking`. */
  readonly memory: MemoryNeed | undefined;
  /** What the run on screen differs by from the file's own; undefined where it is that. */
  readonly whatIf: WhatIf | undefined;
  /** Numbers that the user had changed and that the file's newer text had no place for. */
  readonly lost: number;
  /** The gradient check of the run on screen; undefined before somebody wants one. */
  readonly check: CheckState | undefined;
  /** The comparison of a user's numbers with the run on screen; undefined where there are no such numbers. */
  readonly comparison: ComparisonState | undefined;
  /** Why the text could not be run at all (no such file, a worker that died), in sentences. */
  readonly failure: string | undefined;
}

export type CheckState =
  | { readonly status: 'running'; readonly done: number; readonly all: number }
  | { readonly status: 'done'; readonly result: GradientCheck }
  | { readonly status: 'failed'; readonly reason: string };

export interface ComparisonState {
  /** Of the user's numbers: their file's. */
  readonly name: string;
  readonly status: 'running' | 'done' | 'failed';
  /** Why it failed, in a sentence. */
  readonly reason: string | undefined;
  /** The last result, which stays while the next one is made. */
  readonly result: DumpComparison | undefined;
}

/** Webview → host. */
export const panelContract = {
  ...viewMessages,
  /** The webview is there (again) and wants the state. */
  ready: message(v.tuple([]))<PanelState>(),
  /** The page took the keyboard's focus from whatever had it. */
  attended: event(v.tuple([])),
  run: message(v.tuple([]))<undefined>(),
  /** Runs although so many bytes are needed, now and until the panel is closed. */
  agree: message(v.tuple([bytes]))<undefined>(),
  cancel: message(v.tuple([]))<undefined>(),
  /** Another number in place of one of the file's, for now. Rejects in a sentence where that may not be. */
  change: message(v.tuple([cellRef, givenNumber]))<undefined>(),
  /** A step of gradient descent with this learning rate, and back. */
  step: message(v.tuple([learningRate]))<undefined>(),
  stepBack: message(v.tuple([]))<undefined>(),
  /** Back to the file's own numbers. */
  discard: message(v.tuple([]))<undefined>(),
  /** Writes the numbers of the what-if into the file, as one edit. */
  writeToFile: message(v.tuple([]))<undefined>(),
  /** Checks the gradients of the run on screen; the state tells how far it is and how it ended. */
  checkGradients: message(v.tuple([]))<undefined>(),
  cancelCheck: message(v.tuple([]))<undefined>(),
  /** Asks the user for numbers to compare with the run on screen; the state tells what came of it. */
  compare: message(v.tuple([]))<undefined>(),
  /** What an array of the compared numbers is, by its name. */
  correct: message(v.tuple([v.string(), correction]))<undefined>(),
  endComparison: message(v.tuple([]))<undefined>(),
  /** Asks the user in which convention numbers are to be written; the next run has the answer. */
  chooseConvention: message(v.tuple([]))<undefined>(),
  /** Writes them in this one from now on. */
  useNotation: message(v.tuple([notation]))<undefined>(),
  /** One quantity of the last comparison; undefined where there is none, or the user's has another shape. */
  comparedMatrix: message(v.tuple([comparedMatrixRequest]))<ComparedMatrix | undefined>(),
  /** Copies the comparison as Markdown. */
  copyComparison: message(v.tuple([]))<undefined>(),
  /** Select this range of the compared numbers' text. */
  goToNumbers: message(v.tuple([textRange]))<undefined>(),
  /** Select exactly that number in the model's text. */
  goTo: message(v.tuple([cellRef]))<undefined>(),
  /** The keyboard’s focus, or a click, came to this number: mark it in the model's text, where that is in view. */
  mark: message(v.tuple([cellRef]))<undefined>(),
  /** Show the issue number `index` of the state in the text. */
  goToIssue: message(v.tuple([v.number()]))<undefined>(),
  copy: message(v.tuple([v.string()]))<undefined>(),
};

/** Host → webview. */
export const panelViewContract = {
  state: event(v.tuple([v.custom<PanelState>((x) => typeof x === 'object' && x !== null)])),
  /** Bring this number of the run on screen into view, in whatever shows its matrix, and give it the focus. */
  show: event(v.tuple([cellRef])),
  /** Mark this number of the model's text where it is on screen, and leave the focus where it is; undefined: none. */
  mark: event(v.tuple([v.optional(cellRef)])),
  /** Where the keyboard's focus was last. */
  focused: message(v.tuple([]))<Focus | undefined>(),
  /** What is on screen of a matrix, as a file; undefined where no heatmap shows it. */
  picture: message(v.tuple([matrixRef, pictureFormat]))<Uint8Array<ArrayBuffer> | undefined>(),
};
