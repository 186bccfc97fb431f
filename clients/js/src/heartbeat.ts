import type { Clock, Timer } from './ports.js';
import type { Joined } from './wire.js';

export type HeartbeatLimits = Joined['heartbeat'];

/** A timer later than this means that our own thread slept, not that the line is dead. */
const OVERSLEPT_MS = 250;

export interface HeartbeatEvents {
  ping(background: boolean): void;
  dead(silentMs: number): void;
}

/**
 * Keeps both sides sure that the line lives: sends a ping when nothing else was sent or heard for an interval, and
 * declares the line dead when nothing was heard for the limit. In the background both are longer.
 */
export class Heartbeat {
  #lastSent: number;
  #lastHeard: number;
  #lastPing: number;
  #background: boolean;
  #timer: Timer;
  #excused = false;
  #stopped = false;

  constructor(
    readonly clock: Clock,
    readonly limits: HeartbeatLimits,
    readonly events: HeartbeatEvents,
    background: boolean,
  ) {
    this.#lastSent = this.#lastHeard = this.#lastPing = clock.now();
    this.#background = background;
    this.#schedule();
  }

  sent(): void {
    this.#lastSent = this.clock.now();
  }

  heard(): void {
    this.#lastHeard = this.clock.now();
    this.#excused = false;
  }

  /** The page came to the front or went to the back: the server is told at once, for it judges by the same limits. */
  setBackground(background: boolean): void {
    if (background === this.#background) return;
    this.#background = background;
    this.probe();
  }

  /** Asks at once whether the line still lives and allows one full limit for the answer. */
  probe(): void {
    if (this.#stopped) return;
    this.#lastHeard = this.clock.now();
    this.#ping();
    this.#schedule();
  }

  stop(): void {
    this.#stopped = true;
    this.clock.clearTimeout(this.#timer);
  }

  get #interval(): number {
    return this.#background ? this.limits.background_interval_ms : this.limits.interval_ms;
  }

  get #deadAfter(): number {
    return this.#background ? this.limits.background_dead_after_ms : this.limits.dead_after_ms;
  }

  #nextPing(): number {
    return Math.min(this.#lastSent, Math.max(this.#lastHeard, this.#lastPing)) + this.#interval;
  }

  #schedule(): void {
    this.clock.clearTimeout(this.#timer);
    const due = Math.min(this.#nextPing(), this.#lastHeard + this.#deadAfter);
    this.#timer = this.clock.setTimeout(() => this.#wake(due), Math.max(0, due - this.clock.now()));
  }

  #wake(due: number): void {
    if (this.#stopped) return;
    const now = this.clock.now();
    const silent = now - this.#lastHeard;
    if (silent >= this.#deadAfter) {
      if (now - due > OVERSLEPT_MS && !this.#excused) {
        this.#excused = true;
        this.probe();
        return;
      }
      this.stop();
      this.events.dead(silent);
      return;
    }
    if (now >= this.#nextPing()) this.#ping();
    this.#schedule();
  }

  #ping(): void {
    this.#lastPing = this.#lastSent = this.clock.now();
    this.events.ping(this.#background);
  }
}
