import type { ClientEnvelope } from './wire.js';
import type { Clock } from './ports.js';

const KEPT_MS = 30_000;
const KEPT_MAX = 256;

interface Signal {
  envelope: ClientEnvelope & { id: string };
  to: string;
  at: number;
}

/**
 * Signaling that is not yet acknowledged. It is worth nothing after 30 s, nor after the peer connection it speaks of is
 * gone, and is never kept over a reload.
 */
export class Signals {
  #kept: Signal[] = [];
  #number = 0;

  constructor(
    readonly clock: Clock,
    readonly seed: string,
  ) {}

  /** Keeps it until it is acknowledged; answers the envelope to send. */
  add(type: string, payload: object, toSession: string): ClientEnvelope {
    const envelope = { type, id: `${this.seed}-s${++this.#number}`, payload };
    this.#kept.push({ envelope, to: toSession, at: this.clock.now() });
    if (this.#kept.length > KEPT_MAX) this.#kept.shift();
    return envelope;
  }

  has(id: string): boolean {
    return this.#kept.some((signal) => signal.envelope.id === id);
  }

  /** Accepted or refused: either way it is done; answers whether it was one of these. */
  settled(id: string): boolean {
    const before = this.#kept.length;
    this.#kept = this.#kept.filter((signal) => signal.envelope.id !== id);
    return this.#kept.length < before;
  }

  /** Forgets what was said to a session, or to all. */
  forget(session?: string): void {
    this.#kept = session === undefined ? [] : this.#kept.filter((signal) => signal.to !== session);
  }

  /** What is to be sent again on a new connection, oldest first. */
  unsettled(): ClientEnvelope[] {
    const oldest = this.clock.now() - KEPT_MS;
    this.#kept = this.#kept.filter((signal) => signal.at >= oldest);
    return this.#kept.map((signal) => signal.envelope);
  }
}
