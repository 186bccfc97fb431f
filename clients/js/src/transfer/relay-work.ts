import { Backoff } from '../backoff.js';
import type { Clock, Random, Timer } from '../ports.js';
import { Problem, problemOf } from '../problem.js';
import { isPassing } from './transfer-rest.js';

const HANDS = 3;

export interface RelayWorkPorts {
  clock: Clock;
  random: Random;
  /** Looks at what is to be done; answers whether there is something. Asked again after a failure and when all is done. */
  look(): Promise<boolean>;
  /** Does a piece of it; answers false when nothing is left. */
  step(): Promise<boolean>;
  /** How long to wait after so many looks at which there was nothing; nothing: look no more. */
  pauseMs(idle: number): number | undefined;
  failed(problem: Problem): void;
}

/** Goes to the server again and again, a few pieces at a time, through whatever passes; until it is stopped. */
export class RelayWork {
  readonly #backoff: Backoff;
  #round = 0;
  #timer: Timer;
  #idle = 0;

  constructor(readonly ports: RelayWorkPorts) {
    this.#backoff = new Backoff(ports.random);
  }

  get isRunning(): boolean {
    return this.#round % 2 === 1;
  }

  start(): void {
    if (this.isRunning) return;
    this.#round += 1;
    void this.#run(this.#round);
  }

  /** What is on its way ends by itself. */
  stop(): void {
    if (this.isRunning) this.#round += 1;
    this.ports.clock.clearTimeout(this.#timer);
  }

  async #run(round: number): Promise<void> {
    if (round !== this.#round) return;
    try {
      const busy = await this.ports.look();
      this.#idle = busy ? 0 : this.#idle + 1;
      if (busy) await this.#workThrough(round);
      this.#backoff.reset();
      const pauseMs = busy ? 0 : this.ports.pauseMs(this.#idle);
      if (pauseMs !== undefined) this.#again(round, pauseMs);
    } catch (thrown) {
      const problem = problemOf(thrown);
      if (round !== this.#round) return;
      if (isPassing(problem)) this.#again(round, this.#backoff.next(problem.retryAfterMs));
      else this.#fail(problem);
    }
  }

  async #workThrough(round: number): Promise<void> {
    const hands = Array.from({ length: HANDS }, async () => {
      while (round === this.#round && (await this.ports.step()));
    });
    const ended = await Promise.allSettled(hands); // before the next look nothing may be on its way
    const broken = ended.find((hand) => hand.status === 'rejected');
    if (broken) throw broken.reason;
  }

  #again(round: number, delayMs: number): void {
    if (round !== this.#round) return;
    this.#timer = this.ports.clock.setTimeout(() => void this.#run(round), delayMs);
  }

  #fail(problem: Problem): void {
    this.stop();
    this.ports.failed(problem);
  }
}
