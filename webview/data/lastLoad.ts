/** Loads of which only the one begun last counts: whatever an earlier one still waits for is late. */
export class LastLoad {
  /** Rises with every load. */
  #count = 0;
  #isLoading = false;
  #settled: Promise<void> = Promise.resolve();

  get isLoading(): boolean {
    return this.#isLoading;
  }

  /** Resolves when the last load has ended, one way or another. */
  get settled(): Promise<void> {
    return this.#settled;
  }

  /**
   * @param load begins at once; after each wait it asks whether it is late.
   * @returns whether it was still the last one when it ended; rejects as the load does.
   */
  begin(load: (isLate: () => boolean) => Promise<void>): Promise<boolean> {
    const own = ++this.#count;
    const isLate = (): boolean => own !== this.#count;
    this.#isLoading = true;
    const loading = load(isLate);
    this.#settled = loading.catch(() => undefined);
    const end = (): boolean => {
      if (isLate()) return false;
      this.#isLoading = false;
      return true;
    };
    return loading.then(end, (error: unknown) => {
      end();
      throw error;
    });
  }
}
