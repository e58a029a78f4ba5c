/** The checks of all contracts: what is right passes unchanged through either transport, what is wrong never passes. */
import * as v from 'valibot';
import { notationOf } from '../../src/inspector/convention';
import { describe, expect, it, vi } from 'vitest';
import { connect } from '../../src/protocol/channel';
import { focusIn } from '../../src/protocol/focus';
import { inspectorContract, inspectorEvents } from '../../src/protocol/inspectorContract';
import type { Contract, Handlers } from '../../src/protocol/message';
import { panelContract, panelViewContract } from '../../src/protocol/panelContract';
import { sideContract, sideEvents } from '../../src/protocol/sideContract';
import { carriers, pair } from './transports';

const cell = { quantity: 'parameterGradient', layer: 0, parameter: 'weights', row: 1, column: 2, sample: 3 };
const loss = { quantity: 'loss', row: 0, column: 0 };
const matrix = { quantity: 'delta', layer: 1 };
const tile = { matrix, rowStart: 0, rowEnd: 4, columnStart: 0, columnEnd: 4, maxRows: 2, maxColumns: 2 };
const text = 'some text';

/** What is wrong in place of a number that counts. */
const noIndices = [-1, 1.5, NaN, Infinity, '0', null, [], {}, true];
const noObjects = [undefined, null, 5, 'text', true, []];
const without = (object: object, key: string): object =>
  Object.fromEntries(Object.entries(object).filter(([name]) => name !== key));

const wrongMatrices = [
  ...noObjects,
  {},
  { quantity: 'gamma' },
  { quantity: 5 },
  { quantity: 'delta', layer: null },
  { quantity: 'parameter', layer: 0, parameter: 7 },
  ...noIndices.map((layer) => ({ quantity: 'delta', layer })),
  ...noIndices.map((sample) => ({ ...matrix, sample })),
];
const wrongCells = [
  ...wrongMatrices,
  without(cell, 'row'),
  without(cell, 'column'),
  ...noIndices.flatMap((index) => [
    { ...cell, row: index },
    { ...cell, column: index },
  ]),
];
const wrongSelections = [...noObjects, ...noIndices.map((sample) => ({ sample }))].filter(
  (wrong) => !Array.isArray(wrong),
);
const wrongTiles = [
  ...noObjects,
  { ...tile, matrix: { quantity: 'gamma' } },
  ...['matrix', 'rowStart', 'rowEnd', 'columnStart', 'columnEnd'].map((key) => without(tile, key)),
  ...['rowStart', 'rowEnd', 'columnStart', 'columnEnd', 'maxRows', 'maxColumns'].flatMap((key) =>
    noIndices.map((index) => ({ ...tile, [key]: index })),
  ),
];
const corners = ['rowStart', 'rowEnd', 'columnStart', 'columnEnd'];
const search = { matrix, what: 'largest' };
const searchWindow = { rowStart: 0, rowEnd: 4, columnStart: 0, columnEnd: 4 };
const wrongSearches = [
  ...noObjects,
  { ...search, matrix: { quantity: 'gamma' } },
  ...[undefined, null, 5, 'smallest'].map((what) => ({ ...search, what })),
  ...[null, 5, ...corners.map((key) => without(searchWindow, key))].map((window) => ({ ...search, window })),
  ...[null, 5, { row: 1 }, { column: 1 }, { row: -1, column: 0 }].map((after) => ({ ...search, after })),
];
const line = { matrix, axis: 'row', index: 3, order: 'magnitude', descending: true, from: 0, to: 50 };
const wrongLines = [
  ...noObjects,
  ...Object.keys(line).map((key) => without(line, key)),
  { ...line, axis: 'diagonal' },
  { ...line, order: 'size' },
  { ...line, descending: 1 },
  ...noIndices.flatMap((x) => [
    { ...line, index: x },
    { ...line, from: x },
    { ...line, to: x },
  ]),
];
const header = { name: 'dW1', shape: [3, 2] };
const wrongHeaders = [
  ...noObjects,
  { ...header, name: 5 },
  { ...header, shape: 6 },
  ...noIndices.map((length) => ({ ...header, shape: [3, length] })),
];
const noSizes = [undefined, null, -1, NaN, Infinity, '8GB', [], {}];
const options = { agreed: 8e10, arithmetic: 'fast', threads: 2 };
const notation = notationOf('notes');
const wrongNotations = [
  ...noObjects,
  ...Object.keys(notation).flatMap((key) => [without(notation, key), { ...notation, [key]: 'other' }]),
];
const noTexts = [undefined, null, 5, {}, []];

interface Examples {
  readonly right: readonly (readonly unknown[])[];
  readonly wrong: readonly (readonly unknown[])[];
}

const nothing: Examples = { right: [[]], wrong: [] };

const views = {
  overview: { right: [[{}], [{ sample: 0 }], [{ sample: 255 }]], wrong: wrongSelections.map((x) => [x]) },
  tiles: {
    right: [[[]], [[tile]], [[tile, { ...without(without(tile, 'maxRows'), 'maxColumns') }]]],
    wrong: [...noTexts.slice(0, -1).map((x) => [x]), ...wrongTiles.map((x) => [[tile, x]])],
  },
  pictures: {
    right: [[[]], [[tile]]],
    wrong: [...noTexts.slice(0, -1).map((x) => [x]), ...wrongTiles.map((x) => [[tile, x]])],
  },
  statistics: {
    right: [[{ matrix }], [{ matrix: { quantity: 'input' }, row: 2 }]],
    wrong: [...wrongMatrices.map((x) => [{ matrix: x }]), [{ matrix, row: -1 }], [{ matrix, row: null }]],
  },
  find: {
    right: [[search], [{ ...search, window: searchWindow }], [{ ...search, after: { row: 0, column: 7 } }]],
    wrong: wrongSearches.map((x) => [x]),
  },
  line: { right: [[line], [{ ...line, axis: 'column', order: 'index' }]], wrong: wrongLines.map((x) => [x]) },
  explain: {
    right: [
      [cell, {}, true],
      [loss, { sample: 1 }, false],
    ],
    wrong: [
      ...wrongCells.map((x) => [x, {}, true]),
      ...wrongSelections.map((x) => [cell, x, true]),
      ...[undefined, null, 0, 'true'].map((x) => [cell, {}, x]),
    ],
  },
  check: {
    right: [[cell, {}]],
    wrong: [...wrongCells.map((x) => [x, {}]), ...wrongSelections.map((x) => [cell, x])],
  },
  sheet: { right: [[{}], [{ sample: 2 }]], wrong: wrongSelections.map((x) => [x]) },
  findings: nothing,
} satisfies Record<string, Examples>;

const dump = { name: 'mine.json', bytes: new TextEncoder().encode(text) };
const meanings = [{ layer: 0, quantity: 'dW' }, 'ignore'];
const wrongMeanings = [
  ...[undefined, null, 5, 'dW', {}, { layer: 0 }, { quantity: 'dW' }],
  ...[
    { layer: -1, quantity: 'dW' },
    { layer: 0, quantity: 'W' },
  ],
];
const compared = { quantity: 3, maxRows: 24, maxColumns: 12 };
const comparedMatrix: Examples = {
  right: [[compared]],
  wrong: [
    ...noObjects,
    ...Object.keys(compared).map((key) => without(compared, key)),
    ...[
      { ...compared, quantity: -1 },
      { ...compared, maxRows: 0 },
      { ...compared, maxColumns: 1.5 },
    ],
  ].map((x) => [x]),
};

const changes = {
  change: {
    right: [
      [cell, 0.5],
      [cell, -1e-300],
      [cell, NaN],
      [cell, Infinity],
    ],
    wrong: [...wrongCells.map((x) => [x, 1]), ...[undefined, null, '1'].map((x) => [cell, x])],
  },
  step: { right: [[0.1], [0], [-1]], wrong: [undefined, null, '1', NaN, Infinity].map((x) => [x]) },
  stepBack: nothing,
  discard: nothing,
};

const inspector: Record<keyof typeof inspectorContract, Examples> = {
  ...views,
  ...changes,
  whatIfTexts: nothing,
  compare: {
    right: [
      [dump, []],
      [dump, meanings.map((meaning) => ({ name: 'dW1', meaning }))],
    ],
    wrong: [
      ...[...noObjects, without(dump, 'name'), without(dump, 'bytes'), { ...dump, bytes: text }].map((x) => [
        x,
        [],
      ]),
      ...[undefined, null, 5, {}].map((x) => [dump, x]),
      ...wrongMeanings.map((meaning) => [dump, [{ name: 'dW1', meaning }]]),
      [dump, [{ meaning: 'ignore' }]],
    ],
  },
  cancelComparison: nothing,
  comparedMatrix,
  comparisonMarkdown: { right: [['mine.json']], wrong: noTexts.map((x) => [x]) },
  setText: {
    right: [[text], [''], [new TextEncoder().encode(text)], [new Uint8Array(0)]],
    wrong: [...noTexts.map((x) => [x]), [Float64Array.of(1)]],
  },
  run: {
    right: [
      ['name', options],
      ['', { agreed: 0, arithmetic: 'strict', threads: 0 }],
      ['name', { ...options, notation }],
    ],
    wrong: [
      ['name'],
      ...noTexts.map((x) => [x, options]),
      ...noObjects.map((x) => ['name', x]),
      ...Object.keys(options).map((key) => ['name', without(options, key)]),
      ...noSizes.map((agreed) => ['name', { ...options, agreed }]),
      ...[undefined, null, 5, 'exact', ''].map((arithmetic) => ['name', { ...options, arithmetic }]),
      ...noIndices.map((threads) => ['name', { ...options, threads }]),
      ...wrongNotations.slice(1).map((x) => ['name', { ...options, notation: x }]),
    ],
  },
  speak: {
    right: [[{}], [{ layer: 'Schicht', 'row/of a matrix': { message: 'Zeile', comment: ['of a matrix'] } }]],
    wrong: [...noObjects.slice(0, -1).map((x) => [x]), [{ layer: 5 }], [{ row: { message: 'Zeile' } }]],
  },
  cancel: nothing,
  checkGradients: {
    right: [[{ most: 1, seed: 0 }], [{ most: 1000, seed: -7 }]],
    wrong: [
      ...noObjects.map((x) => [x]),
      ...[undefined, 0, 1.5, -1, '5', Infinity].map((most) => [{ most, seed: 1 }]),
      ...[undefined, 0.5, '5', NaN].map((seed) => [{ most: 5, seed }]),
    ],
  },
  cancelCheck: nothing,
  checkTable: nothing,
  runTable: nothing,
  propose: {
    right: [[[]], [[header, { name: '', shape: [] }]]],
    wrong: [...noTexts.slice(0, -1).map((x) => [x]), ...wrongHeaders.map((x) => [[header, x]])],
  },
  cellAt: { right: [[0], [12]], wrong: noIndices.map((offset) => [offset]) },
  hints: nothing,
  hover: { right: [[0], [12]], wrong: noIndices.map((offset) => [offset]) },
  locate: { right: [[cell]], wrong: wrongCells.map((x) => [x]) },
  placedFindings: nothing,
  outline: nothing,
  fixes: {
    right: [
      [0, 0],
      [3, 70],
    ],
    wrong: noIndices.flatMap((x) => [
      [x, 5],
      [5, x],
    ]),
  },
  layerName: { right: [[0], [70]], wrong: noIndices.map((x) => [x]) },
  shapeHints: nothing,
  hoverBeforeRun: {
    right: [[0, notation]],
    wrong: [...noIndices.map((x) => [x, notation]), ...wrongNotations.map((x) => [0, x])],
  },
  encode: {
    right: (['npy', 'csv', 'json', 'latex'] as const).map((format) => [7, matrix, format]),
    wrong: [
      ...noIndices.map((id) => [id, matrix, 'npy']),
      ...wrongMatrices.map((x) => [0, x, 'npy']),
      ...[undefined, null, 5, 'xlsx', 'toString'].map((format) => [0, matrix, format]),
    ],
  },
  cancelEncode: { right: [[0], [7]], wrong: noIndices.map((id) => [id]) },
};

const checkNews: Examples = {
  right: [[{ done: 0, all: 0 }], [{ done: 3, all: 12 }]],
  wrong: [...noObjects.map((x) => [x]), [{ done: 1 }], ...noIndices.map((done) => [{ done, all: 12 }])],
};

const worker: Record<keyof typeof inspectorEvents, Examples> = {
  progress: {
    right: [[{ stage: 'read', share: 0 }], [{ stage: 'backward', share: 1 }]],
    wrong: [
      ...noObjects.map((x) => [x]),
      [{ stage: 'sideways', share: 0 }],
      [{ stage: 'read' }],
      [{ stage: 'read', share: '1' }],
    ],
  },
  checkProgress: checkNews,
  encodeProgress: {
    right: [
      [0, 0],
      [3, 0.25],
      [3, 1],
    ],
    wrong: [...noIndices.map((id) => [id, 0.5]), ...[undefined, null, '1', {}].map((share) => [3, share])],
  },
};

const textRange = {
  start: { offset: 4, line: 0, column: 4 },
  end: { offset: 12, line: 1, column: 3 },
};

const panel: Record<keyof typeof panelContract, Examples> = {
  ...views,
  ...changes,
  writeToFile: nothing,
  ready: nothing,
  attended: nothing,
  run: nothing,
  agree: { right: [[0], [8e10], [1.5]], wrong: noSizes.map((x) => [x]) },
  cancel: nothing,
  checkGradients: nothing,
  cancelCheck: nothing,
  compare: nothing,
  correct: {
    right: meanings.map((meaning) => ['dW1', meaning]),
    wrong: [...wrongMeanings.map((x) => ['dW1', x]), [5, 'ignore']],
  },
  chooseConvention: nothing,
  useNotation: {
    right: [[notation], [notationOf('deeplearning.ai')]],
    wrong: wrongNotations.map((x) => [x]),
  },
  endComparison: nothing,
  comparedMatrix,
  copyComparison: nothing,
  goToNumbers: {
    right: [[textRange]],
    wrong: [
      ...noObjects,
      ...Object.keys(textRange).map((key) => without(textRange, key)),
      { ...textRange, start: { line: 1, column: 2 } },
      { ...textRange, end: { offset: 1.5, line: 1, column: 2 } },
    ].map((x) => [x]),
  },
  goTo: { right: [[cell]], wrong: wrongCells.map((x) => [x]) },
  mark: { right: [[cell]], wrong: wrongCells.map((x) => [x]) },
  goToIssue: { right: [[0], [12]], wrong: [undefined, null, '0', {}, []].map((x) => [x]) },
  copy: { right: [[text]], wrong: noTexts.map((x) => [x]) },
};

const state = {
  model: 'file:///xor.backprop.json',
  fileName: 'xor.backprop.json',
  status: 'ready',
  run: 1,
  stale: false,
  issues: [],
  memory: { needed: 8e10, available: 1.6e10 },
};
const panelView: Record<keyof typeof panelViewContract, Examples> = {
  state: { right: [[state]], wrong: [undefined, null, 5, 'ready'].map((x) => [x]) },
  show: { right: [[cell]], wrong: wrongCells.map((x) => [x]) },
  mark: {
    right: [[cell], [undefined]],
    wrong: wrongCells.filter((x) => x !== undefined).map((x) => [x]),
  },
  focused: nothing,
  picture: {
    right: [
      [matrix, 'png'],
      [matrix, 'svg'],
    ],
    wrong: [
      ...wrongMatrices.map((x) => [x, 'png']),
      ...[undefined, null, 5, 'gif'].map((format) => [matrix, format]),
    ],
  },
};

const side: Record<keyof typeof sideContract, Examples> = {
  ...views,
  ready: nothing,
  run: nothing,
  agree: panel.agree,
  cancel: nothing,
  openExample: nothing,
  open: { right: [[cell]], wrong: wrongCells.map((x) => [x]) },
  goToIssue: panel.goToIssue,
};

const sideHost: Record<keyof typeof sideEvents, Examples> = {
  state: {
    right: [[{ runnable: 'xor.backprop.json' }], [{ followed: state }]],
    wrong: [undefined, null, 5, 'ready'].map((x) => [x]),
  },
};

const contracts: readonly (readonly [string, Contract, Record<string, Examples>])[] = [
  ['inspector', inspectorContract, inspector],
  ['inspector’s events', inspectorEvents, worker],
  ['panel', panelContract, panel],
  ['panel’s view', panelViewContract, panelView],
  ['side view', sideContract, side],
  ['side view’s events', sideEvents, sideHost],
];

describe.each(carriers)('by %s', (_name, carry) => {
  describe.each(contracts)('%s', (_title, contract, examples) => {
    const received: unknown[][] = [];
    const handlers = Object.fromEntries(
      Object.keys(contract).map((name) => [
        name,
        (...args: unknown[]) => {
          received.push(args);
        },
      ]),
    ) as Handlers<Contract>;
    const [left, right] = pair(carry);
    connect(contract, handlers, {}, right);
    const remote = connect({}, {}, contract, left).remote as Record<
      string,
      (...args: readonly unknown[]) => Promise<unknown>
    >;

    it.each(Object.keys(contract))('%s takes what is right', async (name) => {
      for (const args of examples[name]!.right) {
        received.length = 0;
        await remote[name]!(...args);
        // An event's call resolves when it is posted, not when it is heard.
        await vi.waitFor(() => {
          expect(received).toStrictEqual([args]);
        });
      }
    });

    it.each(Object.keys(contract))('%s refuses what is wrong, and says where', async (name) => {
      received.length = 0;
      for (const args of examples[name]!.wrong) {
        const call = remote[name]!(...args);
        if (contract[name]!.event === true) {
          // Nobody is told: that the next right one comes alone shows that this one was dropped.
          await call;
          continue;
        }
        const error: unknown = await call.catch((reason: unknown) => reason);
        expect(error, JSON.stringify(args)).toMatchObject({ name: 'MalformedMessageError' });
        expect((error as Error).message).toMatch(new RegExp(`^${name}: .`));
      }
      if (contract[name]!.event === true) {
        const next = examples[name]!.right[0]!;
        await remote[name]!(...next);
        await vi.waitFor(() => {
          expect(received).toStrictEqual([next]);
        });
        return;
      }
      expect(received).toStrictEqual([]);
    });
  });

  it('absent and undefined are the same', async () => {
    const received: unknown[] = [];
    const [left, right] = pair(carry);
    const only = { overview: inspectorContract.overview, statistics: inspectorContract.statistics };
    connect(
      only,
      {
        overview: (selection) => {
          received.push(selection);
          return {} as never;
        },
        statistics: (ref) => {
          received.push(ref);
          return {} as never;
        },
      },
      {},
      right,
    );
    const { remote } = connect({}, {}, only, left);
    await remote.overview({ sample: undefined });
    await remote.statistics({ matrix: { quantity: 'loss', layer: undefined } } as never);
    expect(received).toStrictEqual([{}, { matrix: { quantity: 'loss' } }]);
  });

  it('−0 is an index like 0', async () => {
    const [left, right] = pair(carry);
    const only = { overview: inspectorContract.overview };
    const received: (number | undefined)[] = [];
    connect(
      only,
      {
        overview: ({ sample }) => {
          received.push(sample);
          return {} as never;
        },
      },
      {},
      right,
    );
    await connect({}, {}, only, left).remote.overview({ sample: -0 });
    expect(received).toHaveLength(1);
    expect([7, 8][received[0]!]).toBe(7);
  });
});

it('what the schema does not name does not get in', () => {
  const parsed = v.parse(inspectorContract.explain.arguments, [
    JSON.parse('{"quantity":"loss","row":0,"column":0,"__proto__":{"layer":3},"more":1}'),
    {},
    false,
  ]);
  expect(parsed[0]).toStrictEqual(loss);
});

describe('what a menu hands to a command', () => {
  it('is a focus with whatever else the menu knows', () => {
    const own = {
      webviewSection: 'heatmap',
      webview: 'backprop.panel',
      preventDefaultContextMenuItems: true,
    };
    expect(focusIn({ ...own, matrix, cell, selection: {} })).toStrictEqual({ matrix, cell, selection: {} });
    expect(focusIn({ ...own, matrix, selection: { sample: 2 } })).toStrictEqual({
      matrix,
      selection: { sample: 2 },
    });
  });

  it('is no focus where it is anything else', () => {
    const wrong = [
      ...noObjects,
      {},
      matrix,
      { matrix },
      ...wrongMatrices.map((x) => ({ matrix: x, selection: {} })),
      ...wrongCells.filter((x) => x !== undefined).map((x) => ({ matrix, cell: x, selection: {} })),
      ...wrongSelections.map((x) => ({ matrix, selection: x })),
    ];
    for (const given of wrong) expect(focusIn(given), JSON.stringify(given)).toBeUndefined();
  });
});
