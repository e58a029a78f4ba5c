/** What the inspector's worker understands, and what it tells while it works. */
import * as v from 'valibot';
import type {
  Explanation,
  FormulaSheet,
  Location,
  NumericCheck,
  Overview,
  RunReply,
  Statistics,
  Tile,
} from '../inspector/views';
import { event, message } from './message';
import { cellRef, matrixRef, progress, selection, tileRequest } from './shapes';

/** The views of the last good run: the same for whoever asks, the host or a webview through it. */
export const viewMessages = {
  overview: message(v.tuple([selection]))<Overview>(),
  tiles: message(v.tuple([v.array(tileRequest)]))<readonly Tile[]>(),
  statistics: message(v.tuple([matrixRef]))<Statistics>(),
  explain: message(v.tuple([cellRef, selection, v.boolean()]))<Explanation>(),
  check: message(v.tuple([cellRef, selection]))<NumericCheck>(),
  sheet: message(v.tuple([selection]))<FormulaSheet>(),
};

/** Host → worker. */
export const inspectorContract = {
  ...viewMessages,
  /** Text and name of the model. Rejects with CancelledError where it was cancelled. */
  run: message(v.tuple([v.string(), v.string()]))<RunReply>(),
  cancel: message(v.tuple([]))<undefined>(),
  /** Where the number stands in this text, which may be newer than the one that was run. */
  locate: message(v.tuple([cellRef, v.string()]))<Location | undefined>(),
};

/** Worker → host. */
export const inspectorEvents = {
  progress: event(v.tuple([progress])),
};
