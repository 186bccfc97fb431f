const HELD_MAX = 500;

/**
 * Typed events. What happens before the first listener of an event comes is held for it (the last 500), so that nothing
 * falls between joining and listening; of events named in `current` each new listener is told the last value.
 */
export class Emitter<E extends object> {
  #listeners = new Map<keyof E, Set<(event: never) => void>>();
  #held = new Map<keyof E, unknown[]>();
  #last = new Map<keyof E, unknown>();

  constructor(readonly current: readonly (keyof E)[]) {}

  /** Answers a function that ends the listening. */
  on<K extends keyof E>(name: K, listener: (event: E[K]) => void): () => void {
    const listeners = this.#listeners.get(name) ?? new Set();
    this.#listeners.set(name, listeners);
    listeners.add(listener);
    const held = this.#held.get(name) as E[K][] | undefined;
    if (held && listeners.size === 1) {
      this.#held.delete(name);
      for (const event of held) call(listener, event);
    } else if (this.#last.has(name)) {
      call(listener, this.#last.get(name) as E[K]);
    }
    return () => void listeners.delete(listener);
  }

  emit<K extends keyof E>(name: K, event: E[K]): void {
    const isCurrent = this.current.includes(name);
    if (isCurrent) this.#last.set(name, event);
    const listeners = this.#listeners.get(name);
    if (listeners) {
      for (const listener of [...listeners]) call(listener as (event: E[K]) => void, event);
    } else if (!isCurrent) {
      const held = this.#held.get(name) ?? [];
      this.#held.set(name, held);
      held.push(event);
      if (held.length > HELD_MAX) held.shift();
    }
  }
}

/** A listener that throws must not stop delivery to the others, nor the acknowledgement; it is reported as uncaught. */
function call<T>(listener: (event: T) => void, event: T): void {
  try {
    listener(event);
  } catch (thrown) {
    queueMicrotask(() => {
      throw thrown;
    });
  }
}
