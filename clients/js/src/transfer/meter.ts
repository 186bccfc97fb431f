import type { Clock } from '../ports.js';

const SPAN_MS = 5_000;

/** How fast something grows, over the last seconds. */
export class Meter {
  #points: { at: number; bytes: number }[] = [];

  constructor(readonly clock: Pick<Clock, 'now'>) {}

  /** So much there is now. */
  note(bytes: number): void {
    const at = this.clock.now();
    this.#points.push({ at, bytes });
    while (this.#points.length > 2 && at - this.#points[1]!.at >= SPAN_MS) this.#points.shift();
  }

  /** Bytes in a second; nothing as long as that cannot be told. */
  get bytesPerSecond(): number | undefined {
    const [first, last] = [this.#points[0], this.#points.at(-1)];
    if (!first || !last || last.at === first.at) return undefined;
    const until = Math.max(last.at, Math.min(this.clock.now(), last.at + SPAN_MS));
    return Math.max(0, ((last.bytes - first.bytes) * 1_000) / (until - first.at));
  }

  /** What came before a pause says nothing of what follows. */
  reset(): void {
    this.#points = [];
  }
}
