// A host without an editor: the real inspector behind the panel's contract, on any transport.
import { INITIAL } from '../../../src/host/sessionState';
import type { Correction } from '../../../src/inspector/dumps/matching/matching';
import type { DumpContent } from '../../../src/inspector/dumps/readClaims';
import { notationOf } from '../../../src/inspector/convention';
import { Inspector } from '../../../src/inspector/inspector';
import type {
  Arithmetic,
  CellRef,
  LineRequest,
  ModelIssue,
  Notation,
  Progress,
  ShownRun,
  TextRange,
} from '../../../src/inspector/views';
import { type Channel, connect, type Transport } from '../../../src/protocol/channel';
import type { Remote } from '../../../src/protocol/message';
import { panelContract, panelViewContract, type PanelState } from '../../../src/protocol/panelContract';

/** What the panel asked an editor to do, in order. */
export interface Asked {
  readonly message:
    | 'goTo'
    | 'goToIssue'
    | 'copy'
    | 'run'
    | 'agree'
    | 'cancel'
    | 'checkGradients'
    | 'cancelCheck'
    | 'chooseConvention'
    | 'compare'
    | 'endComparison'
    | 'copyComparison'
    | 'goToNumbers'
    | 'writeToFile';
  readonly what?: CellRef | TextRange | number | string;
}

export class HarnessHost {
  readonly asked: Asked[] = [];
  /** How many of each view were requested, and how many numbers the largest tile and picture had. */
  readonly requests = {
    overview: 0,
    tiles: 0,
    explain: 0,
    check: 0,
    sheet: 0,
    findings: 0,
    statistics: 0,
    pictures: 0,
    largestTile: 0,
    largestPicture: 0,
  };
  /** Every number that the panel said the focus or a click came to, in order. */
  readonly marked: CellRef[] = [];
  /** How many numbers the panel gave for one of the file's. */
  changes = 0;
  /** What a change of a number waits for. */
  beforeChange: () => Promise<void> = () => Promise.resolve();
  /** Every page of a list that was requested, in order. */
  readonly lines: LineRequest[] = [];
  readonly #inspector: Inspector;
  readonly #channel: Channel<typeof panelViewContract>;
  #state: PanelState;
  #text = '';
  #numbers: DumpContent | undefined;
  readonly #corrections = new Map<string, Correction>();
  /** The user's setting. */
  arithmetic: Arithmetic = 'strict';
  notation: Notation = notationOf('notes');

  /** Why no findings can be had; undefined where they can. */
  noFindings: string | undefined;

  /** @param memory bytes that there are. */
  constructor(
    readonly fileName: string,
    transport: Transport,
    memory = Infinity,
  ) {
    const pause = (): Promise<void> =>
      new Promise((resolve) => {
        setTimeout(resolve, 0);
      });
    this.#inspector = new Inspector({ now: () => performance.now(), pause }, { memory });
    this.#state = { model: `file:///${fileName}`, fileName, ...INITIAL };
    const inspector = this.#inspector;
    const { requests, asked, lines } = this;
    this.#channel = connect(
      panelContract,
      {
        ready: () => this.#state,
        attended: () => undefined,
        overview: (selection) => {
          requests.overview++;
          return inspector.overview(selection);
        },
        tiles: (wanted) => {
          requests.tiles++;
          const tiles = inspector.tiles(wanted);
          requests.largestTile = Math.max(requests.largestTile, ...tiles.map(({ values }) => values.length));
          return tiles;
        },
        pictures: (wanted) => {
          requests.pictures++;
          const pictures = inspector.pictures(wanted);
          requests.largestPicture = Math.max(
            requests.largestPicture,
            ...pictures.map(({ codes }) => codes.length),
          );
          return pictures;
        },
        find: (search) => inspector.find(search),
        line: (request) => {
          lines.push(request);
          return inspector.line(request);
        },
        statistics: ({ matrix, row }) => {
          requests.statistics++;
          return inspector.statistics(matrix, row);
        },
        explain: (cell, selection, whole) => {
          requests.explain++;
          return inspector.explain(cell, selection, whole);
        },
        check: (cell) => {
          requests.check++;
          return inspector.check(cell);
        },
        sheet: () => {
          requests.sheet++;
          return inspector.sheet();
        },
        findings: () => {
          requests.findings++;
          if (this.noFindings !== undefined) throw new Error(this.noFindings);
          return inspector.findings();
        },
        run: () => {
          asked.push({ message: 'run' });
          return undefined;
        },
        agree: async (what) => {
          asked.push({ message: 'agree', what });
          await this.run(this.#text, what);
          return undefined;
        },
        cancel: () => {
          asked.push({ message: 'cancel' });
          inspector.cancel();
          return undefined;
        },
        change: async (cell, value) => {
          this.changes++;
          await this.beforeChange();
          return this.#show(await inspector.change(cell, value));
        },
        step: async (rate) => this.#show(await inspector.step(rate)),
        stepBack: async () => this.#show(await inspector.stepBack()),
        discard: async () => this.#show(await inspector.discard()),
        writeToFile: async () => {
          asked.push({ message: 'writeToFile' });
          let text = this.#text;
          for (const { range, text: digits } of [...inspector.whatIfTexts(text)].reverse()) {
            text = text.slice(0, range.start.offset) + digits + text.slice(range.end.offset);
          }
          await this.run(text);
          return undefined;
        },
        checkGradients: async () => {
          asked.push({ message: 'checkGradients' });
          await this.tell({ check: { status: 'running', done: 0, all: 0 } });
          const tellProgress = (done: number, all: number): void => {
            void this.tell({ check: { status: 'running', done, all } });
          };
          const result = await inspector.checkGradients(tellProgress, { most: 1000, seed: 1 });
          await this.tell({ check: { status: 'done', result } });
          return undefined;
        },
        cancelCheck: async () => {
          asked.push({ message: 'cancelCheck' });
          inspector.cancelCheck();
          await this.tell({ check: undefined });
          return undefined;
        },
        chooseConvention: () => {
          asked.push({ message: 'chooseConvention' });
          return undefined;
        },
        useNotation: async (notation) => {
          this.notation = notation;
          await this.run(this.#text);
          return undefined;
        },
        compare: () => {
          asked.push({ message: 'compare' });
          return undefined;
        },
        correct: async (array, meaning) => {
          this.#corrections.set(array, meaning);
          await this.#compare();
          return undefined;
        },
        endComparison: async () => {
          asked.push({ message: 'endComparison' });
          this.#numbers = undefined;
          await this.tell({ comparison: undefined });
          return undefined;
        },
        comparedMatrix: (request) => inspector.comparedMatrix(request),
        copyComparison: () => {
          asked.push({ message: 'copyComparison' });
          return undefined;
        },
        goToNumbers: (what) => {
          asked.push({ message: 'goToNumbers', what });
          return undefined;
        },
        goTo: (what) => {
          asked.push({ message: 'goTo', what });
          return undefined;
        },
        mark: (what) => {
          this.marked.push(what);
          return undefined;
        },
        goToIssue: (what) => {
          asked.push({ message: 'goToIssue', what });
          return undefined;
        },
        copy: (what) => {
          asked.push({ message: 'copy', what });
          return undefined;
        },
      },
      panelViewContract,
      transport,
    );
  }

  /** What an extension's commands ask the panel. */
  get view(): Remote<typeof panelViewContract> {
    return this.#channel.remote;
  }

  /** Runs a text, as an edit in the editor would. */
  async run(text: string, agreed = 0): Promise<void> {
    this.#text = text;
    const stale = this.#state.run !== undefined;
    await this.tell({ status: 'running', stale, memory: undefined, failure: undefined });
    const tellProgress = (progress: Progress): void => {
      void this.tell({ progress });
    };
    const reply = await this.#inspector.run(text, this.fileName, tellProgress, {
      agreed,
      notation: this.notation,
      arithmetic: this.arithmetic,
      threads: 0,
    });
    const { issues } = reply;
    const ended = { issues, progress: undefined, excerpt: excerptOf(text, issues) };
    switch (reply.kind) {
      case 'ran':
        await this.tell({
          ...{ ...ended, status: 'ready', stale: false, check: undefined },
          ...{ run: reply.run, whatIf: reply.whatIf, lost: reply.lost },
        });
        return this.#compare();
      case 'question':
        return this.tell({ ...ended, status: 'asking', memory: reply });
      case 'refused':
        return this.tell({ ...ended, status: 'failed' });
      case 'exhausted':
        return this.tell({ ...ended, status: 'failed', failure: 'The run needs more memory than there is.' });
    }
  }

  async #show(shown: ShownRun): Promise<undefined> {
    await this.tell({ ...shown, check: undefined });
    return undefined;
  }

  /** The text that was run last. */
  get text(): string {
    return this.#text;
  }

  /** Compares a user's numbers with the last good run, as the command would. */
  async compare(name: string, bytes: Uint8Array): Promise<void> {
    this.#numbers = { name, bytes };
    await this.#compare();
  }

  async #compare(): Promise<void> {
    const numbers = this.#numbers;
    if (numbers === undefined) return;
    const common = { name: numbers.name, reason: undefined };
    await this.tell({
      comparison: { ...common, status: 'running', result: this.#state.comparison?.result },
    });
    const corrections = [...this.#corrections].map(([name, meaning]) => ({ name, meaning }));
    const result = await this.#inspector.compare(numbers, corrections);
    await this.tell({ comparison: { ...common, status: 'done', result } });
  }

  /** Sends a state that differs from the last in the given parts. Resolves when the panel has heard it. */
  async tell(part: Partial<PanelState>): Promise<void> {
    this.#state = { ...this.#state, ...part };
    await this.#channel.remote.state(this.#state);
    // An event is only posted when its call resolves; it arrives in the next turn.
    await new Promise((resolve) => {
      setTimeout(resolve, 0);
    });
  }

  /** Asks the panel to bring a number into view. */
  async show(cell: CellRef): Promise<void> {
    await this.#channel.remote.show(cell);
  }

  /** Tells the panel which number of the text the editor's cursor is on. */
  async mark(cell: CellRef | undefined): Promise<void> {
    await this.#channel.remote.mark(cell);
  }

  dispose(): void {
    this.#channel.dispose();
  }
}

function excerptOf(text: string, issues: readonly ModelIssue[]): PanelState['excerpt'] {
  const first = issues.find(({ severity }) => severity === 'error');
  if (first === undefined) return undefined;
  const firstLine = Math.max(0, first.range.start.line - 1);
  return { firstLine, lines: text.split('\n').slice(firstLine, first.range.start.line + 2) };
}
