/** Does the newest of what is wanted, one thing at a time: what is overtaken while it waits is never done. */
export class LatestOnly<T> {
  #waiting: { readonly begin: () => void; readonly overtake: () => void } | undefined;
  #current: Promise<void> | undefined;

  /** @param work resolves when the next may begin. */
  constructor(readonly work: (value: T) => Promise<void>) {}

  /** Resolves to whether it was done, not overtaken; rejects as the work does. */
  want(value: T): Promise<boolean> {
    this.#waiting?.overtake();
    return new Promise((resolve, reject) => {
      const begin = (): void => {
        this.#do(value).then(() => {
          resolve(true);
        }, reject);
      };
      const overtake = (): void => {
        resolve(false);
      };
      this.#waiting = { begin, overtake };
      this.#next();
    });
  }

  /** Resolves when everything that was wanted is done, one way or another. */
  async idle(): Promise<void> {
    while (this.#current !== undefined) await this.#current.catch(() => undefined);
  }

  #next(): void {
    const next = this.#waiting;
    if (this.#current !== undefined || next === undefined) return;
    this.#waiting = undefined;
    next.begin();
  }

  async #do(value: T): Promise<void> {
    this.#current = this.work(value);
    try {
      await this.#current;
    } finally {
      this.#current = undefined;
      this.#next();
    }
  }
}
