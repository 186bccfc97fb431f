/** Holds one state object; whoever listens hears of each new one, and of nothing that is the same. */
export class Store<S extends object> {
  #state: S;
  readonly #listeners = new Set<(state: S, before: S) => void>();

  constructor(initial: S) {
    this.#state = initial;
  }

  get state(): S {
    return this.#state;
  }

  /** Replaces the named parts. A change inside a listener is allowed; it is told afterwards. */
  set(change: Partial<S>): void {
    const before = this.#state;
    const keys = Object.keys(change) as (keyof S)[];
    if (keys.every((key) => Object.is(before[key], change[key]))) {
      return;
    }
    this.#state = { ...before, ...change };
    const now = this.#state;
    for (const listener of [...this.#listeners]) {
      listener(now, before);
    }
  }

  /** Calls at once with the present state, then with each new one; the answer ends it. */
  watch(listener: (state: S, before: S) => void): () => void {
    this.#listeners.add(listener);
    listener(this.#state, this.#state);
    return () => this.#listeners.delete(listener);
  }
}
