/** Runtime checks of what crosses between host, worker and webviews; their types are the inspector's own. */
import * as v from 'valibot';
import type { ArrayCorrection } from '../inspector/comparison/compareDump';
import type { ComparedMatrixRequest } from '../inspector/comparison/comparedMatrix';
import type { Correction, Meaning } from '../inspector/dumps/matching/matching';
import type { DumpContent } from '../inspector/dumps/readClaims';
import type {
  ArrayHeader,
  CellRef,
  CheckOptions,
  LineRequest,
  MatrixFormat,
  MatrixRef,
  Notation,
  Progress,
  RunOptions,
  Search,
  Selection,
  StatisticsRequest,
  TextRange,
  TileRequest,
} from '../inspector/views';

const index = v.pipe(v.number(), v.integer(), v.minValue(0));

/** Sentences of the code, each with the one that says it in the user's language. */
export const translations = v.record(
  v.string(),
  v.union([v.string(), v.object({ message: v.string(), comment: v.array(v.string()) })]),
);

/** An offset of a text, in UTF-16 code units. */
export const textOffset = index;

const textPosition = v.object({ offset: index, line: index, column: index });

export const textRange = v.object({
  start: textPosition,
  end: textPosition,
}) satisfies v.GenericSchema<TextRange>;

const quantity = v.picklist([
  'input',
  'target',
  'parameter',
  'preActivation',
  'activation',
  'activationDerivative',
  'upstreamGradient',
  'delta',
  'parameterGradient',
  'relativeGradient',
  'sampleLoss',
  'loss',
]);

const matrixEntries = {
  quantity,
  layer: v.exactOptional(index),
  parameter: v.exactOptional(v.string()),
  sample: v.exactOptional(index),
};

export const matrixRef = v.object(matrixEntries) satisfies v.GenericSchema<MatrixRef>;

export const cellRef = v.object({
  ...matrixEntries,
  row: index,
  column: index,
}) satisfies v.GenericSchema<CellRef>;

export const selection = v.object({
  sample: v.optional(index),
}) satisfies v.GenericSchema<Selection>;

const windowEntries = { rowStart: index, rowEnd: index, columnStart: index, columnEnd: index };

export const tileRequest = v.object({
  matrix: matrixRef,
  ...windowEntries,
  maxRows: v.exactOptional(index),
  maxColumns: v.exactOptional(index),
}) satisfies v.GenericSchema<TileRequest>;

export const statisticsRequest = v.object({
  matrix: matrixRef,
  row: v.exactOptional(index),
}) satisfies v.GenericSchema<StatisticsRequest>;

export const search = v.object({
  matrix: matrixRef,
  what: v.picklist(['largest', 'notFinite']),
  window: v.optional(v.object(windowEntries)),
  after: v.optional(v.object({ row: index, column: index })),
}) satisfies v.GenericSchema<Search>;

export const lineRequest = v.object({
  matrix: matrixRef,
  axis: v.picklist(['row', 'column']),
  index,
  order: v.picklist(['index', 'value', 'magnitude']),
  descending: v.boolean(),
  from: index,
  to: index,
}) satisfies v.GenericSchema<LineRequest>;

const count = v.pipe(v.number(), v.integer(), v.minValue(1));

export const checkOptions = v.object({
  most: count,
  seed: v.pipe(v.number(), v.integer()),
}) satisfies v.GenericSchema<CheckOptions>;

/** Of so many gradients, so many have been checked. */
export const checkProgress = v.object({ done: index, all: index });

/** A user's file, or text in UTF-8. */
export const dumpContent = v.object({
  name: v.string(),
  bytes: v.instance(Uint8Array),
}) satisfies v.GenericSchema<DumpContent>;

const meaning = v.object({
  layer: index,
  quantity: v.picklist(['z', 'a', 'delta', 'dW', 'db']),
}) satisfies v.GenericSchema<Meaning>;

/** What the user says that an array is. */
export const correction = v.union([meaning, v.literal('ignore')]) satisfies v.GenericSchema<Correction>;

export const arrayCorrection = v.object({
  name: v.string(),
  meaning: correction,
}) satisfies v.GenericSchema<ArrayCorrection>;

export const comparedMatrixRequest = v.object({
  quantity: index,
  maxRows: count,
  maxColumns: count,
}) satisfies v.GenericSchema<ComparedMatrixRequest>;

export const matrixFormat = v.picklist([
  'npy',
  'csv',
  'json',
  'latex',
]) satisfies v.GenericSchema<MatrixFormat>;

/** A file of a heatmap's picture. */
export type PictureFormat = 'png' | 'svg';

export const pictureFormat = v.picklist(['png', 'svg']) satisfies v.GenericSchema<PictureFormat>;

export const arrayHeader = v.object({
  name: v.string(),
  shape: v.array(index),
}) satisfies v.GenericSchema<ArrayHeader>;

/** A number by which several requests of one kind are told apart. */
export const requestId = index;

export const share = v.number();

/** Any number that a file may give: NaN and infinities too. */
export const givenNumber = v.union([v.number(), v.nan()]);

/** η of gradient descent. */
export const learningRate = v.pipe(v.number(), v.finite());

/** Text, or bytes that the worker decodes. */
export const modelContent = v.union([v.string(), v.instance(Uint8Array)]);

/** A size of memory. */
export const bytes = v.pipe(v.number(), v.finite(), v.minValue(0));

export const notation = v.object({
  symbols: v.picklist(['partial', 'd']),
  weights: v.picklist(['in_out', 'out_in']),
  samples: v.picklist(['rows', 'columns']),
  reduction: v.picklist(['delta', 'gradients']),
}) satisfies v.GenericSchema<Notation>;

export const runOptions = v.object({
  agreed: bytes,
  notation: v.exactOptional(notation),
  arithmetic: v.picklist(['strict', 'fast']),
  threads: index,
}) satisfies v.GenericSchema<RunOptions>;

export const progress = v.object({
  stage: v.picklist(['read', 'forward', 'backward']),
  share,
}) satisfies v.GenericSchema<Progress>;
