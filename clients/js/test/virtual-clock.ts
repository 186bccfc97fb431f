import { setImmediate } from 'node:timers';
import type { Clock, Random, Timer } from '../src/ports.js';

interface Due {
  at: number;
  order: number;
  run: () => void;
}

/** Time that moves only when a test moves it. */
export class VirtualClock implements Clock {
  #now = Date.parse('2026-11-21T09:00:00.000Z');
  #order = 0;
  #due = new Set<Due>();

  now(): number {
    return this.#now;
  }

  setTimeout(run: () => void, delayMs: number): Timer {
    const due = { at: this.#now + Math.max(0, delayMs), order: this.#order++, run };
    this.#due.add(due);
    return due;
  }

  clearTimeout(timer: Timer): void {
    this.#due.delete(timer as Due);
  }

  /** Moves on, running what is due on the way, each with everything that follows from it. */
  async advance(ms: number): Promise<void> {
    await settle();
    const until = this.#now + ms;
    for (let next = this.#next(until); next; next = this.#next(until)) {
      this.#due.delete(next);
      this.#now = Math.max(this.#now, next.at);
      next.run();
      await settle();
    }
    this.#now = until;
  }

  /** The thread sleeps: time goes on and no timer runs until it is over. */
  async sleep(ms: number): Promise<void> {
    this.#now += ms;
    await this.advance(0);
  }

  #next(until: number): Due | undefined {
    return [...this.#due].filter((due) => due.at <= until).sort((a, b) => a.at - b.at || a.order - b.order)[0];
  }
}

/** Lets everything run that waits for nothing but its turn. */
export async function settle(): Promise<void> {
  for (let turn = 0; turn < 3; turn++) await new Promise<void>((resolve) => setImmediate(resolve));
}

/** Random numbers that are the same in each run (mulberry32). */
export function seeded(seed: number): Random {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
