/** The findings of the run on screen, asked for when its numbers are: nothing waits for them. */
import type { Findings } from '../../src/inspector/views';
import type { PanelHost } from '../host';

/** Milliseconds after which those of numbers that are tried are looked for: while one is dragged, the next comes first. */
const PATIENCE = 300;

export interface FindingsEvents {
  show(findings: Findings['findings']): void;
  fail(error: unknown): void;
}

export class RunFindings {
  #run: number | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(
    readonly host: Pick<PanelHost, 'findings'>,
    readonly events: FindingsEvents,
  ) {}

  /** A run is on screen. Those of numbers before stay until there are others, where these are only tried. */
  show(run: number, isTried: boolean): void {
    if (run !== this.#run && !isTried) this.events.show([]);
  }

  /** Everything else of the run has arrived. */
  load(run: number, isTried: boolean): void {
    clearTimeout(this.#timer);
    if (!isTried) this.#ask(run);
    else
      this.#timer = setTimeout(() => {
        this.#ask(run);
      }, PATIENCE);
  }

  dispose(): void {
    clearTimeout(this.#timer);
  }

  #ask(run: number): void {
    if (run === this.#run) return;
    this.#run = run;
    this.host.findings().then(
      (answer) => {
        if (answer.run === this.#run) this.events.show(answer.findings);
      },
      (error: unknown) => {
        // A newer run has findings of its own.
        const isLate = run !== this.#run || (error instanceof Error && error.name === 'CancelledError');
        if (isLate) return;
        this.#run = undefined;
        this.events.fail(error);
      },
    );
  }
}
