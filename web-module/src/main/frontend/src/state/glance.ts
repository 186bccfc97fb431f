/**
 * Reads something that changes elsewhere: once now, and once more when it was asked for meanwhile, never twice at a time. What
 * cannot be read stays as it is.
 */
export class Glance<T> {
  readonly #read: () => Promise<T>;
  readonly #show: (found: T) => void;
  #busy = false;
  #again = false;

  constructor(read: () => Promise<T>, show: (found: T) => void) {
    this.#read = read;
    this.#show = show;
  }

  async look(): Promise<void> {
    if (this.#busy) {
      this.#again = true;
      return;
    }
    this.#busy = true;
    do {
      this.#again = false;
      await this.#read().then(this.#show, () => undefined);
    } while (this.#again);
    this.#busy = false;
  }
}
