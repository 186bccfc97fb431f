import type { Clock, Timer } from '../ports.js';

/**
 * So long a direct path may take to come up, or to come back by an ICE restart or a new peer connection, before the server
 * is taken meanwhile. It may be short: what has gone to the server by then need not be sent again.
 */
const DIRECT_WAIT_MS = 3_000;
/** The same for one that was there: that it was lost is known only some seconds after it was. */
const LOST_WAIT_MS = 1_000;

/** Which way the chunks take right now. */
export type Via = 'direct' | 'relay';

export interface Footing {
  /** Chunks should flow: both sides want it and have what they need. */
  wanted: boolean;
  /** The other side is in the room, and a direct path to it can be made here. */
  reachable: boolean;
  /** A direct path is up. */
  direct: boolean;
}

/**
 * Decides on the way of one transfer: directly as soon as that is possible; through the server when no direct path comes
 * up in time or nobody is there; and back. Below it the peer connection goes its own steps: ICE restart, a new
 * connection, only relayed candidates.
 */
export class Ladder {
  #via: Via | undefined;
  #timer: Timer;
  #waiting = false;

  constructor(
    readonly clock: Pick<Clock, 'setTimeout' | 'clearTimeout'>,
    readonly changed: (via: Via | undefined) => void,
  ) {}

  get via(): Via | undefined {
    return this.#via;
  }

  /** Something is different: takes the way that is right now. */
  stand({ wanted, reachable, direct }: Footing): void {
    if (!wanted) this.#take(undefined);
    else if (direct) this.#take('direct');
    else if (!reachable) this.#take('relay');
    else if (this.#via !== 'relay') this.#wait();
  }

  #wait(): void {
    const waitMs = this.#via === 'direct' ? LOST_WAIT_MS : DIRECT_WAIT_MS;
    if (this.#via === 'direct') this.#take(undefined);
    if (this.#waiting) return;
    this.#waiting = true;
    this.#timer = this.clock.setTimeout(() => this.#take('relay'), waitMs);
  }

  #take(via: Via | undefined): void {
    this.clock.clearTimeout(this.#timer);
    this.#waiting = false;
    if (this.#via === via) return;
    this.#via = via;
    this.changed(via);
  }
}
