/** Gets overviews from the host, ahead where it is known that there will be another run. */
import type { Overview, Selection } from '../../src/inspector/views';
import type { PanelHost } from '../host';
import type { SavedView } from '../state/viewState';

export class OverviewSource {
  #ahead: Promise<Overview> | undefined;

  constructor(
    readonly host: Pick<PanelHost, 'overview'>,
    readonly view: SavedView,
  ) {}

  /** What of the batch the user wants to see. */
  get selection(): Selection {
    const { sample } = this.view.current;
    return sample === undefined ? {} : { sample };
  }

  /** Whether one was asked for ahead that nobody has taken. */
  get isAhead(): boolean {
    return this.#ahead !== undefined;
  }

  /** Asks for the overview of what a change of numbers will make, in the same turn as for the change and so behind it. */
  askAhead(): void {
    this.#ahead = this.host.overview(this.selection);
    // Whoever takes it asks again.
    this.#ahead.catch(() => undefined);
  }

  /** What was asked ahead, where it is of this run: a long change is answered after what was asked behind it. */
  async takeAhead(run: number | undefined): Promise<Overview | undefined> {
    const ahead = this.#ahead;
    this.#ahead = undefined;
    const overview = await ahead?.catch(() => undefined);
    return overview?.run === run ? overview : undefined;
  }

  /**
   * @param isSameFile whether the run is of the text whose overview was got last: the sample that is wanted may be gone
   * from an edited batch, and all of it is wanted then.
   */
  async get(isSameFile: boolean): Promise<Overview> {
    const { sample } = this.view.current;
    if (sample === undefined || isSameFile) return this.host.overview(this.selection);
    const all = await this.host.overview({});
    if (sample < all.samples && all.samples > 1) return this.host.overview({ sample });
    this.view.change({ sample: undefined });
    return all;
  }
}
