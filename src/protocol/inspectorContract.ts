/** What the inspector's worker understands, and what it tells while it works. */
import * as v from 'valibot';
import type { DumpComparison } from '../inspector/comparison/compareDump';
import type { Hint } from '../inspector/hints';
import type { Hover } from '../inspector/hover/hoverView';
import type { ComparedMatrix } from '../inspector/comparison/comparedMatrix';
import type { LayerName, ModelFix, OutlineSymbol } from '../inspector/language';
import type {
  CellRef,
  Explanation,
  Findings,
  FormulaSheet,
  GradientCheck,
  Line,
  Location,
  NumberText,
  NumericCheck,
  Overview,
  Picture,
  Place,
  PlacedFindings,
  ProposedMeaning,
  RunReply,
  ShownRun,
  Statistics,
  Tile,
} from '../inspector/views';
import { event, message } from './message';
import {
  arrayCorrection,
  arrayHeader,
  cellRef,
  checkOptions,
  checkProgress,
  comparedMatrixRequest,
  dumpContent,
  givenNumber,
  learningRate,
  lineRequest,
  matrixFormat,
  matrixRef,
  modelContent,
  notation,
  progress,
  requestId,
  runOptions,
  search,
  selection,
  share,
  statisticsRequest,
  textOffset,
  tileRequest,
  translations,
} from './shapes';

/** Lines of the model's text around its first error. */
export interface Excerpt {
  readonly firstLine: number;
  readonly lines: readonly string[];
}

/** How a run ended, with the excerpt where it ended with an error. */
export type RunOutcome = RunReply & { readonly excerpt: Excerpt | undefined };

/** The views of the last good run: the same for whoever asks, the host or a webview through it. */
export const viewMessages = {
  overview: message(v.tuple([selection]))<Overview>(),
  tiles: message(v.tuple([v.array(tileRequest)]))<readonly Tile[]>(),
  pictures: message(v.tuple([v.array(tileRequest)]))<readonly Picture[]>(),
  statistics: message(v.tuple([statisticsRequest]))<Statistics>(),
  find: message(v.tuple([search]))<Place | undefined>(),
  line: message(v.tuple([lineRequest]))<Line>(),
  explain: message(v.tuple([cellRef, selection, v.boolean()]))<Explanation>(),
  check: message(v.tuple([cellRef, selection]))<NumericCheck>(),
  sheet: message(v.tuple([selection]))<FormulaSheet>(),
  /** Of the whole batch. Rejects with CancelledError where a newer result came meanwhile. */
  findings: message(v.tuple([]))<Findings>(),
};

/** Host → worker. */
export const inspectorContract = {
  ...viewMessages,
  /** The model's text as it is now, or its file's bytes. Says whether it is another than the one before. */
  setText: message(v.tuple([modelContent]))<boolean>(),
  /** Runs the text that was set last, under this name. Rejects with CancelledError where it was cancelled. */
  run: message(v.tuple([v.string(), runOptions]))<RunOutcome>(),
  /** The words of the user's language, before anything is said in another. */
  speak: event(v.tuple([translations])),
  cancel: message(v.tuple([]))<undefined>(),
  /** Another number in place of one of the file's, for now. Rejects with RefusedNumberError where that may not be. */
  change: message(v.tuple([cellRef, givenNumber]))<ShownRun>(),
  /** A step of gradient descent with this learning rate, and back. */
  step: message(v.tuple([learningRate]))<ShownRun>(),
  stepBack: message(v.tuple([]))<ShownRun>(),
  /** Back to the file's own numbers. */
  discard: message(v.tuple([]))<ShownRun>(),
  /** What to write into the text that was set last, so that it has the numbers of the what-if. */
  whatIfTexts: message(v.tuple([]))<readonly NumberText[]>(),
  /** Checks the gradients of the last good run. Rejects with CancelledError where it was cancelled. */
  checkGradients: message(v.tuple([checkOptions]))<GradientCheck>(),
  cancelCheck: message(v.tuple([]))<undefined>(),
  /** The last check of the gradients as a table to read; undefined where there is none. */
  checkTable: message(v.tuple([]))<string | undefined>(),
  /** The last good run as a table to read. */
  runTable: message(v.tuple([]))<string>(),
  /** Compares a user's numbers with the last good run. Rejects with CancelledError where it was cancelled. */
  compare: message(v.tuple([dumpContent, v.array(arrayCorrection)]))<DumpComparison>(),
  cancelComparison: message(v.tuple([]))<undefined>(),
  /** One quantity of the last comparison; undefined where there is none, or the user's has another shape. */
  comparedMatrix: message(v.tuple([comparedMatrixRequest]))<ComparedMatrix | undefined>(),
  /** The last comparison as Markdown, under the name of the user's file; undefined where there is none. */
  comparisonMarkdown: message(v.tuple([v.string()]))<string | undefined>(),
  /** What a user's arrays are taken for, by names and shapes. */
  propose: message(v.tuple([v.array(arrayHeader)]))<readonly ProposedMeaning[]>(),
  /** Where the number stands in the text that was set last, which may be newer than the one that was run. */
  locate: message(v.tuple([cellRef]))<Location | undefined>(),
  /** The findings where they stand in the text of the last good run. Rejects as `findings` does. */
  placedFindings: message(v.tuple([]))<PlacedFindings>(),
  /** The parts of the text that was set last, whether or not it was ever run. */
  outline: message(v.tuple([]))<readonly OutlineSymbol[]>(),
  /** What can be done about that text between two offsets. */
  fixes: message(v.tuple([textOffset, textOffset]))<readonly ModelFix[]>(),
  /** The layer that is named at an offset of it. */
  layerName: message(v.tuple([textOffset]))<LayerName | undefined>(),
  /** What is written beside its layers and needs no numbers of a run. */
  shapeHints: message(v.tuple([]))<readonly Hint[]>(),
  /** What is told of the place at an offset of it without the numbers of a run; undefined where there is nothing to tell. */
  hoverBeforeRun: message(v.tuple([textOffset, notation]))<Hover | undefined>(),
  /** The run's number at an offset of the text that was set last; undefined where there is none. */
  cellAt: message(v.tuple([textOffset]))<CellRef | undefined>(),
  /** What is written beside layers and loss of the text that was set last, with the numbers of the last good run. */
  hints: message(v.tuple([]))<readonly Hint[]>(),
  /** What is told of the place at an offset of the text that was set last; undefined where there is nothing to tell. */
  hover: message(v.tuple([textOffset]))<Hover | undefined>(),
  /** A matrix as the bytes of a file. Rejects with CancelledError where `cancelEncode` named the same request. */
  encode: message(v.tuple([requestId, matrixRef, matrixFormat]))<Uint8Array<ArrayBuffer>>(),
  cancelEncode: message(v.tuple([requestId]))<undefined>(),
};

/** Worker → host. */
export const inspectorEvents = {
  progress: event(v.tuple([progress])),
  checkProgress: event(v.tuple([checkProgress])),
  /** Which share of the matrix of an `encode` is written, 0 … 1. */
  encodeProgress: event(v.tuple([requestId, share])),
};
